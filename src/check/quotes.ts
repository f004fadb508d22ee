/** Cited figures and the words of the source that they stand in. */
import type { FrontMatter } from '../essay/matter.ts';
import { quoted } from '../essay/yaml.ts';
import type { TextBeside } from './beside.ts';
import { type Fault, placeAt, type Words } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { nearest } from './nearest.ts';
import { givesNumber } from './quantities.ts';
import {
  attributeOf,
  type Element,
  isElement,
  type Node,
  nodesOf,
  startOf,
  wordsOf,
} from './tree.ts';
import { plainText, wholeWords } from './wording.ts';

/** The most words that a quote may have: it shows where a figure stands and is no copy of the source. */
const LONGEST = 25;

interface Quote {
  /** The place of its reference in the list. */
  readonly index: number;
  readonly key: string;
  readonly name: string;
  readonly words: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The quotes of an essay's references; entries of another shape are the schema's business. */
function quotesOf({ data }: FrontMatter): Quote[] {
  const references: unknown[] = Array.isArray(data.references) ? data.references : [];
  return references.flatMap((reference, index) => {
    if (!isObject(reference) || !isObject(reference.quotes) || Array.isArray(reference.quotes))
      return [];
    const key = String(reference.key);
    return Object.entries(reference.quotes).flatMap(([name, words]) =>
      typeof words === 'string' ? [{ index, key, name, words }] : [],
    );
  });
}

/** Words as they are compared: spaces, dashes, minus signs and quotation marks of one kind each. */
const plain = (words: string): string =>
  plainText(words)
    .toLowerCase()
    .replace(/ +/gu, ' ')
    .replace(/\s?[\u2010-\u2015\u2212-]\s?/gu, '-')
    .replaceAll('…', '...')
    .trim();

/** Whether a quote holds some words, whole: "5 s" does not stand in "25 s". */
const says = (quote: string, words: string): boolean => wholeWords(plain(words)).test(plain(quote));

/** A name that none of a source's quotes has: figure, figure-2 and so on. */
function freeName(own: readonly Quote[]): string {
  let name = 'figure';
  for (let i = 2; own.some((quote) => quote.name === name); i++) name = `figure-${i}`;
  return name;
}

/** What is wrong with a citation's words and their quote. */
function citeWords(element: Element, key: string, own: readonly Quote[]): Words | undefined {
  const words = wordsOf(element);
  const as = (name: string) => `<Cite of="${key}" quote="${name}">${words}</Cite>`;
  const holding = own.find((quote) => words !== '' && says(quote.words, words));
  const attribute = attributeOf(element, 'quote');
  if (attribute === undefined) {
    if (!givesNumber(words)) return undefined;
    const name = freeName(own);
    const entry = `${name}: ${quoted(`… ${words} …`)}`;
    const lines =
      own.length > 0 ? `${entry} to the quotes of ${key}` : `quotes: { ${entry} } to ${key}`;
    return {
      message: `"${words}" is cited without the words of ${key} that say it`,
      remedy: holding ? `write ${as(holding.name)}` : `add ${lines}, and write ${as(name)}`,
    };
  }
  const fallback = holding?.name ?? own[0]?.name ?? 'figure';
  if (attribute === true || 'expression' in attribute) {
    return {
      message: '<Cite> takes the name of its quote in quotes',
      remedy: `write ${as(fallback)}`,
    };
  }
  const quote = own.find(({ name }) => name === attribute.text);
  if (!quote) {
    const meant =
      nearest(
        attribute.text,
        own.map(({ name }) => name),
      ) ?? holding?.name;
    return {
      message: `${key} has no quote "${attribute.text}"`,
      remedy: meant
        ? `write quote="${meant}"`
        : `add quotes: { ${attribute.text}: ${quoted(`… ${words} …`)} } to ${key}`,
    };
  }
  if (words === '' || says(quote.words, words)) return undefined;
  return {
    message: `"${words}" does not stand in the quote "${quote.name}" of ${key}: ${quoted(quote.words)}`,
    remedy: holding
      ? `write ${as(holding.name)}`
      : 'cite what it says, or quote the words that say it',
  };
}

/**
 * Cited figures that no quote holds, quotes that are not there, that are too long, that nothing
 * cites. `unread` is text that could not be read and may well cite.
 */
export function quoteFaults(
  root: Node,
  source: string,
  matter: FrontMatter,
  beside: readonly TextBeside[],
  unread: string,
): Fault[] {
  const quotes = quotesOf(matter);
  const references: unknown[] = Array.isArray(matter.data.references) ? matter.data.references : [];
  // Quotes without names, a list or a text, are told of themselves.
  const named = (quotes: unknown): boolean =>
    quotes === undefined || (isObject(quotes) && !Array.isArray(quotes));
  const keys = references.map((one) => (isObject(one) && named(one.quotes) ? one.key : undefined));
  const cited = new Set<Quote>();
  const faults: Fault[] = [];
  for (const element of nodesOf(root)) {
    if (!isElement(element) || element.name !== 'Cite') continue;
    const of = attributeOf(element, 'of');
    // What is no key of the list is told as such.
    if (typeof of !== 'object' || !('text' in of) || !keys.includes(of.text)) continue;
    const own = quotes.filter(({ key }) => key === of.text);
    const name = attributeOf(element, 'quote');
    const words = citeWords(element, of.text, own);
    if (words) faults.push({ ...placeAt(source, startOf(element)), field: 'citation', ...words });
    const meant = own.find(
      (one) => typeof name === 'object' && 'text' in name && one.name === name.text,
    );
    if (meant) cited.add(meant);
    // What is wrong with a citation's quote is told once, at the citation.
    else if (words) for (const one of own) cited.add(one);
  }
  const elsewhere = [unread, ...beside.map((file) => file.source)];
  for (const quote of quotes) {
    const { index, key, name, words } = quote;
    const at = (message: string, remedy: string): number =>
      faults.push(faultAt(matter, ['references', index, 'quotes', name], message, remedy));
    const count = words.trim().split(/\s+/u).length;
    if (count > LONGEST) at(`${count} words are too many for a quote`, `keep it to ${LONGEST}`);
    if (cited.has(quote) || elsewhere.some((text) => text.includes(`quote="${name}"`))) continue;
    at(
      `no <Cite> names the quote "${name}"`,
      `write <Cite of="${key}" quote="${name}">…</Cite>, or remove it`,
    );
  }
  return faults;
}
