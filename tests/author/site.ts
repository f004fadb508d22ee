/** A small site in a temporary folder, with one case of what an author could write, to be checked. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, resolve } from 'node:path';
import sharp from 'sharp';
import { ESSAYS } from '../../src/essay/files.ts';

const HERE = import.meta.dirname;
const ROOT = resolve(HERE, '../..');

const flat = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8899aa' } });

/** What stands for bytes in a case: `@png` alone in a file of it; `@link target` is a link. */
const BYTES: Readonly<Record<string, () => Promise<Buffer>>> = {
  '@png': () => flat(48, 32).png().toBuffer(),
  '@jpg': () => flat(1200, 800).jpeg().toBuffer(),
  '@huge': () => flat(8000, 6000).jpeg().toBuffer(),
  '@truncated': async () => (await flat(1200, 800).jpeg().toBuffer()).subarray(0, 400),
  '@text': async () => Buffer.from('not a picture\n'),
  '@heic': async () => Buffer.from('\0\0\0\x18ftypheic', 'latin1'),
};

/** The files of a case, below the essays' folder: an `.mdx` as it is, a `.txt` cut at `=== path`. */
export async function filesOf(file: string): Promise<[path: string, bytes: Buffer][]> {
  const bytes = readFileSync(file);
  if (file.endsWith('.mdx')) return [['case.mdx', bytes]];
  const parts = bytes
    .toString('utf8')
    .split(/^=== (.+)\n/mu)
    .slice(1);
  const files: [string, Buffer][] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const text = parts[i + 1];
    files.push([parts[i], (await BYTES[text.trim()]?.()) ?? Buffer.from(text)]);
  }
  return files;
}

let sound: Promise<[path: string, bytes: Buffer][]> | undefined;

/** The files of the two sound essays. */
export const base = () =>
  (sound ??= Promise.all(
    ['neighbour.txt', 'knee-model.txt'].map((name) => filesOf(join(HERE, name))),
  ).then((both) => both.flat()));

export function put(root: string, path: string, bytes: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  const link = /^@link (.+)\n/.exec(bytes.toString())?.[1];
  if (link) {
    symlinkSync(link, join(root, path));
    return;
  }
  writeFileSync(join(root, path), bytes);
}

/**
 * Makes a site of two sound essays, `neighbour` and `knee-model`, and the files of a case; its kit,
 * components, pages and packages are the project's own. Returns its folder.
 */
export async function siteWith(file: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'case-'));
  const essays = join(root, ESSAYS);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  mkdirSync(join(root, 'src'));
  for (const name of ['src/kit', 'src/components', 'src/styles', 'src/site.ts']) {
    symlinkSync(join(ROOT, name), join(root, name));
  }
  const files = await filesOf(file);
  for (const name of ['public', 'src/pages', 'src/layouts']) {
    // A link costs less than a copy, but what a case adds may not land in the project.
    const adds = files.some(([path]) => normalize(join(ESSAYS, path)).startsWith(`${name}/`));
    if (adds) cpSync(join(ROOT, name), join(root, name), { recursive: true });
    else symlinkSync(join(ROOT, name), join(root, name));
  }
  for (const [path, bytes] of [...(await base()), ...files]) put(essays, path, bytes);
  return root;
}
