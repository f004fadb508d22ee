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

const filesOfCode = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (path === ESSAYS) return [];
    return entry.isDirectory() ? filesOfCode(path) : [path];
  });

const codes = new Map<string, string>();

/**
 * A hash of what makes pages of essays, whichever they are: the site's own code, the packages, and
 * the address that it is built for. Read once a process.
 *
 * @param since is another where code may have changed since, as in development
 * @throws where not all of it can be read
 */
export function codeHash(since = ''): string {
  const files = () => ['astro.config.mjs', 'package-lock.json', ...filesOfCode(CODE).sort()];
  const made = () =>
    hashOf([process.env.SITE_URL ?? '', ...files().flatMap((file) => [file, readFileSync(file)])]);
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
