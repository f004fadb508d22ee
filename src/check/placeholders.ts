/** Words that were to be replaced before an essay is published: those of a new essay, and TODO. */
import { type FrontMatter, frontMatterOf, textBelow } from '../essay/matter.ts';
import { templates } from '../essay/new/make.ts';
import { exceptionsOf } from './exceptions.ts';
import { type Fault, placeAt } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { childrenOf, endOf, type Node, startOf } from './tree.ts';
import { shown } from './wording.ts';

const KEYS = ['title', 'summary'] as const;

/** A text that says no more than that it is to be written. */
const STANDS_FOR = /^(?:(?:TODO|FIXME|TBD)\b\W*$|(?:TODO|FIXME|TBD):)/u;
const UNTITLED = /^(?:untitled(?: (?:essay|post|document|draft))?|lorem ipsum dolor\b.*)$/iu;

/** Whether a text stands for another one that is not written yet. */
export const standsFor = (text: string): boolean => STANDS_FOR.test(text.trim());

/** What the templates say: their titles and summaries, and how their text begins. */
function templateWords(): { readonly said: ReadonlySet<string>; readonly begins: string } {
  const texts = templates();
  const said = texts.flatMap((text) => KEYS.map((key) => String(frontMatterOf(text)?.data[key])));
  const begins = /^[^.]+\./u.exec(textBelow(texts[0] ?? '').trim())?.[0] ?? '';
  return { said: new Set(said), begins };
}

let words: ReturnType<typeof templateWords> | undefined;

/** The keys whose texts stand for others. */
function keysLeft({ data }: FrontMatter): string[] {
  words ??= templateWords();
  const { said } = words;
  return KEYS.filter((key) => {
    const text = data[key];
    if (typeof text !== 'string') return false;
    return said.has(text) || standsFor(text) || UNTITLED.test(text);
  });
}

/** The texts of the front matter that stand for others unless the author says that they are meant. */
export const placeholdersIn = (matter: FrontMatter): string[] =>
  keysLeft(matter).map((key) => String(matter.data[key]));

/** What of an essay is not written yet; none of a draft. */
export function placeholderFaults(root: Node, source: string, matter: FrontMatter): Fault[] {
  if (matter.data.draft === true) return [];
  words ??= templateWords();
  const { begins } = words;
  const meant = new Set(exceptionsOf(matter).map(({ text }) => text));
  const left = keysLeft(matter).flatMap((key) => {
    const said = String(matter.data[key]);
    if (meant.has(said)) return [];
    const message = `"${shown(said)}" stands for a ${key} that is not written yet`;
    const remedy = 'write it, or add draft: true; if it is meant, list it under plain';
    return [faultAt(matter, [key], message, remedy)];
  });
  const text = childrenOf(root).flatMap((node): Fault[] => {
    if (node.type !== 'paragraph') return [];
    const own = source.slice(startOf(node), endOf(node));
    const bare = own.replace(/\*\*/gu, '');
    if (!own.startsWith(begins) && !standsFor(bare)) return [];
    const message = `"${shown(own)}" stands for a text that is not written yet`;
    const place = placeAt(source, startOf(node));
    return [{ ...place, field: 'text', message, remedy: 'write it, or add draft: true' }];
  });
  return [...left, ...text];
}
