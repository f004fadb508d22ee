/**
 * What is costly to make at build is kept in files named after all that it depends on. The folder
 * may be deleted at any time; no output changes.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';

const CACHE = 'node_modules/.cache/site';
/** What nobody has asked for in so many days is forgotten. */
const FORGOTTEN = 30;
const DAY = 86_400_000;

/** A hash of texts and bytes, in this order. */
export function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}

const daysSince = (time: number): number => (Date.now() - time) / DAY;

/** The bytes kept under a name; undefined where there are none. */
export function kept(name: string): Buffer | undefined {
  const file = `${CACHE}/${name}`;
  try {
    const bytes = readFileSync(file);
    if (daysSince(statSync(file).mtimeMs) > 1) utimesSync(file, new Date(), new Date());
    return bytes;
  } catch {
    return undefined;
  }
}

/** Removes what has not been asked for in a long time. */
export function forget(): void {
  for (const name of existsSync(CACHE) ? readdirSync(CACHE) : []) {
    const file = `${CACHE}/${name}`;
    const { mtimeMs = Date.now() } = statSync(file, { throwIfNoEntry: false }) ?? {};
    if (daysSince(mtimeMs) > FORGOTTEN) rmSync(file, { force: true });
  }
}

const CODE = 'src';
const ESSAYS = 'src/content';
/** What lies in the root and makes pages as well. */
const BESIDE = ['astro.config.mjs', 'package-lock.json'];

/** The bytes of all code below a folder, each file's behind its name; what cannot be read is not code. */
function codeBelow(folder: string): (string | Buffer)[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      // Locks of editors; and the script that makes the fonts has packages of its own.
      if (path === ESSAYS || name.startsWith('.') || name === 'node_modules') return [];
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory()) return codeBelow(path);
      return stat?.isFile() ? [path, readFileSync(path)] : [];
    });
}

const codes = new Map<string, string>();

/**
 * A hash of what makes pages of essays, whichever they are: the site's own code, the packages, and
 * the address that it is built for. Read once a process.
 *
 * @param since is another where code may have changed since, as in development
 */
export function codeHash(since = ''): string {
  const beside = () => BESIDE.filter((file) => existsSync(file));
  const made = () =>
    hashOf([
      process.env.SITE_URL ?? '',
      ...beside().flatMap((file) => [file, readFileSync(file)]),
      ...codeBelow(CODE),
    ]);
  const when = `${process.cwd()} ${since}`;
  const code = codes.get(when) ?? made();
  codes.set(when, code);
  return code;
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
