/** What is in a picture's file, by decoding it as the build does. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cachedLater, hashOf } from '../essay/cache.ts';

/** A picture's size in pixels, or what keeps the build or a browser from showing it. */
export type PictureFacts =
  | { readonly width: number; readonly height: number }
  | { readonly fault: string; readonly remedy: string };

const AGAIN = 'save it again as .png, .jpg, .webp or .avif';

const isDrawing = (file: string): boolean => /\.svg$/iu.test(file);

/** The namespace without which a browser shows nothing of a drawing in a file of its own. */
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** What keeps a browser from showing a drawing, which has to be whole XML. */
async function drawingFault(bytes: Buffer): Promise<PictureFacts | undefined> {
  if (!bytes.includes(NAMESPACE)) {
    const remedy = `write <svg xmlns="${NAMESPACE}" … >`;
    return { fault: 'shows nothing in a browser, for its <svg> has no xmlns', remedy };
  }
  const { default: sharp } = await import('sharp');
  const error = await sharp(bytes)
    .metadata()
    .then(() => '', String);
  if (!error.includes('XML parse error')) return undefined;
  const [, line, column] = /(?:line |:)(\d+)(?: column |:)(\d+)/u.exec(error) ?? [];
  const fault = `shows nothing in a browser, for it is broken at line ${line}, column ${column}`;
  return { fault, remedy: 'mend it there, or save it again from what drew it' };
}

async function decode(bytes: Buffer, file: string): Promise<PictureFacts> {
  if (bytes.length === 0) return { fault: 'is empty', remedy: AGAIN };
  const broken = isDrawing(file) ? await drawingFault(bytes) : undefined;
  if (broken) return broken;
  const { imageMetadata } = await import('astro/assets/utils');
  let facts: Awaited<ReturnType<typeof imageMetadata>>;
  try {
    facts = await imageMetadata(bytes, resolve(file));
  } catch {
    const remedy = isDrawing(file) ? 'give its <svg> a viewBox, or width and height' : AGAIN;
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
