/**
 * `npm run new -- "Title of the essay"` adds a draft of today; with `--model` it is the folder of
 * README's example, which can be played with at once. Nothing is written over.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { ESSAYS, essayFiles } from '../files.ts';
import { slugFor } from '../slug.ts';
import { today } from '../today.ts';

const HERE = import.meta.dirname;

/** An essay's text with the front matter of a draft in the place of its own. */
export const draftOf = (text: string, title: string, day: string): string =>
  text
    .replace(/^title: .*$/m, () => `title: ${stringify(title, { lineWidth: 0 }).trimEnd()}`)
    .replace(/^published: .*$/m, `published: '${day}'\ndraft: true`);

/** The texts that essays begin as, with and without a model. */
export const templates = (): string[] =>
  ['plain.mdx', 'example/index.mdx'].map((name) => readFileSync(join(HERE, name), 'utf8'));

/** The files of a new essay, relative to the essays' folder, and their texts. */
export function newFiles(
  title: string,
  slug: string,
  model: boolean,
  day: string,
): [string, string][] {
  const read = (name: string) => readFileSync(join(HERE, name), 'utf8');
  if (!model) return [[`${slug}.mdx`, draftOf(read('plain.mdx'), title, day)]];
  return readdirSync(join(HERE, 'example')).map((name) => {
    const text = read(`example/${name}`);
    return [`${slug}/${name}`, name === 'index.mdx' ? draftOf(text, title, day) : text];
  });
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function main(args: readonly string[]): void {
  const model = args.includes('--model');
  const [title = '', ...more] = args.filter((arg) => arg !== '--model');
  if (!title.trim() || more.length > 0) {
    fail(
      'Give the title in quotes: npm run new -- "Title of the essay", and --model for one with a model.',
    );
  }
  const slug = slugFor(title);
  if (!slug)
    fail(`No letter of "${title}" can stand in an address; add ${ESSAYS}/<slug>.mdx by hand.`);
  const owner = essayFiles().find((essay) => essay.slug === slug || essay.aliases.includes(slug));
  const taken = owner?.file ?? [`${ESSAYS}/${slug}`, `${ESSAYS}/${slug}.mdx`].find(existsSync);
  if (taken) fail(`"${slug}" is taken by ${taken}; give another title, and mend it in the file.`);
  for (const [path, text] of newFiles(title, slug, model, today())) {
    const file = `${ESSAYS}/${path}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    console.log(file);
  }
  console.log('A draft: npm run dev shows it. Without the line "draft: true" it is published.');
}

if (import.meta.main) main(process.argv.slice(2));
