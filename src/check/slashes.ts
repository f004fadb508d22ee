/** Signs of tags that are missing or too many: `<em>stressed<em>`, `<Own />three years</Own>`. */
import type { Stretch } from './finding.ts';
import { HTML } from './html.ts';
import { paragraphEnd, paragraphStart } from './paragraphs.ts';
import type { Slip } from './slip.ts';
import { literal, shown } from './wording.ts';

/**
 * The pair of tags of which the one at `at` is a part, the second meant to close the first: the same
 * name, right behind a word, without attributes. Undefined where the paragraph has no such pair.
 */
export function slashSlip(text: string, at: number, name: string): Slip | undefined {
  const from = paragraphStart(text, at);
  const own = text.slice(from, paragraphEnd(text, at));
  if (name === '' || own.includes(`</${name}>`)) return undefined;
  const tag = new RegExp(`<${literal(name)}(?:\\s[^<>]*)?>`, 'gu');
  const tags = [...own.matchAll(tag)].filter(([all]) => !all.endsWith('/>'));
  const i = tags.findIndex(({ index }) => from + index === at);
  const [first, second] = tags.slice(i - (i % 2), i - (i % 2) + 2);
  if (i < 0 || !first || !second || second[0] !== `<${name}>`) return undefined;
  const glued = (index: number): boolean => /[^\s(]$/u.test(own.slice(0, index));
  // What is no element is a type of a language where a word stands before it: `Vec<T>`.
  if (!glued(second.index) || (!HTML.has(name) && glued(first.index))) return undefined;
  const stretch = ({ index, 0: all }: RegExpExecArray): Stretch => [
    from + index,
    from + index + all.length,
  ];
  return {
    at: from + second.index,
    field: 'tag',
    message: `<${name}> stands where </${name}> should`,
    remedy: `write </${name}>, with its slash`,
    // The words in a component are held to what it says of them.
    out: HTML.has(name) ? [first, second].map(stretch) : [[stretch(first)[0], stretch(second)[1]]],
  };
}

/** The tag closed in itself, in the same paragraph, whose words the closing tag at `at` ends. */
export function endedEarly(text: string, at: number, name: string): Slip | undefined {
  const from = paragraphStart(text, at);
  const tag = new RegExp(`<${literal(name)}(?:\\s[^<>]*)?/>`, 'gu');
  const last = [...text.slice(from, at).matchAll(tag)].at(-1);
  if (name === '' || !last) return undefined;
  const words = text.slice(from + last.index + last[0].length, at);
  if (words.includes(`</${name}>`)) return undefined;
  const open = `${last[0].replace(/\s*\/>$/u, '')}>`;
  return {
    at: from + last.index,
    field: 'tag',
    message: `${shown(last[0])} ends before its words`,
    remedy: `write ${shown(open)}${shown(words)}</${name}>`,
    out: [[from + last.index, at + name.length + 3]],
  };
}

/** The tag of a component at `at` that lacks its last sign: `<N of={wait.first} /.` */
export function endlessTag(text: string, at: number): Slip | undefined {
  const tag =
    /^<[A-Z]\w*(?:\s+[\w-]+=(?:"[^"\n]*"|\{[^{}\n]*\}))+\s*(?:\/(?!>)|(?=[.,;:!?)]))/u.exec(
      text.slice(at, at + 400),
    )?.[0];
  if (tag === undefined) return undefined;
  return {
    at,
    field: 'tag',
    message: `the tag ${shown(tag)} does not end`,
    remedy: `write ${shown(tag.replace(/\s*\/?$/u, ''))} />`,
    out: [[at, at + tag.length]],
  };
}
