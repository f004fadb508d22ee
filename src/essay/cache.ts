/**
 * What is costly to make at build is kept in files named after all that it depends on. The folder
 * may be deleted at any time; no output changes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const CACHE = 'node_modules/.cache/site';

/** A hash of texts and bytes, in this order. */
export function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}

/** The bytes kept under a name; undefined where there are none. */
export function kept(name: string): Buffer | undefined {
  try {
    return readFileSync(`${CACHE}/${name}`);
  } catch {
    return undefined;
  }
}

/** Keeps bytes under a name and returns them. */
export function keep(name: string, bytes: string | Uint8Array): Buffer {
  const made = Buffer.from(bytes);
  mkdirSync(CACHE, { recursive: true });
  // Written beside and renamed, so that two builds at once never see half a file.
  const draft = `${CACHE}/${randomUUID()}.tmp`;
  writeFileSync(draft, made);
  renameSync(draft, `${CACHE}/${name}`);
  return made;
}

/**
 * The bytes kept under a name, or those that `make` returns, which are then kept.
 *
 * @param name says what it is and, by a hash, all that it depends on; a file name
 */
export function cached(name: string, make: () => string | Uint8Array): Buffer {
  return kept(name) ?? keep(name, make());
}

/** As {@link cached}, for what takes its time to make. */
export async function cachedLater(
  name: string,
  make: () => Promise<string | Uint8Array>,
): Promise<Buffer> {
  return kept(name) ?? keep(name, await make());
}
