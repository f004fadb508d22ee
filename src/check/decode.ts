/** What is in a picture's file, by decoding it as the build does. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cachedLater, hashOf } from '../essay/cache.ts';

/** A picture's size in pixels, or what keeps the build or a browser from showing it. */
export type PictureFacts =
  | { readonly width: number; readonly height: number }
  | { readonly fault: string; readonly remedy: string };

const AGAIN = 'save it again as .png, .jpg, .webp or .avif';

async function decode(bytes: Buffer, file: string): Promise<PictureFacts> {
  if (bytes.length === 0) return { fault: 'is empty', remedy: AGAIN };
  const { imageMetadata } = await import('astro/assets/utils');
  let facts: Awaited<ReturnType<typeof imageMetadata>>;
  try {
    facts = await imageMetadata(bytes, resolve(file));
  } catch {
    const remedy = file.endsWith('.svg') ? 'give its <svg> a viewBox, or width and height' : AGAIN;
    return { fault: 'is not a picture, or says no size', remedy };
  }
  const { width, height, format } = facts;
  if (format === 'svg') return { width, height };
  const { default: sharp } = await import('sharp');
  try {
    await sharp(bytes, { failOn: 'error' }).resize(16).raw().toBuffer();
  } catch (error) {
    const large = /pixel limit/iu.test(String(error));
    return large
      ? { fault: `is too large, ${width} × ${height}`, remedy: 'scale it to 2500 pixels across' }
      : { fault: 'is damaged or cut off, or no picture that the build can read', remedy: AGAIN };
  }
  return { width, height };
}

/** The facts of a picture; a file that stays as it is, is decoded once. `file` is from the root. */
export async function pictureFacts(file: string): Promise<PictureFacts> {
  const bytes = readFileSync(file);
  const name = `picture-${hashOf([file.replace(/^.*\./u, '').toLowerCase(), bytes])}.json`;
  const kept = await cachedLater(name, async () => JSON.stringify(await decode(bytes, file)));
  return JSON.parse(kept.toString('utf8'));
}
