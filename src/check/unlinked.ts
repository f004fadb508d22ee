/** What was meant as a link and became none. */
import { slug } from 'github-slugger';
import type { Said } from './finding.ts';
import { nearest } from './nearest.ts';
import { paragraphEnd, paragraphStart } from './paragraphs.ts';
import { endOf, type Node, nodesOf, startOf } from './tree.ts';

/** What follows `](` where it was meant as an address, up to its last bracket. */
const MEANT =
  /^(?:https?:|www\.|\/|#|\.{1,2}\/|<|[^\s()]*\.(?:mdx?|html?|png|jpe?g|svg|webp|avif|gif|pdf|csv)\b|[^()\n]*\.(?:png|jpe?g|svg|webp|avif|gif|pdf|csv)\)$)[^()\n]*/iu;

/** An address with spaces in it as one that is read whole. */
function withoutSpaces(url: string): string {
  if (url.startsWith('#')) return `#${slug(url.replace(/^#\s*/u, ''))}`;
  return /^https?:/iu.test(url) ? url.replace(/\s/gu, '%20') : `<${url}>`;
}

/** What an address in the brackets of a link begins with, up to its end. */
const ADDRESS = '((?:https?:\\/\\/|mailto:|\\/|#|\\.{1,2}\\/)[^\\s()]*)';

/** Links of which one bracket is missing, by what they begin with, and what is said of each. */
const HALVES: readonly [
  RegExp,
  (before: string, after: string, mark: RegExpExecArray) => Said | undefined,
][] = [
  [
    new RegExp(`^\\]\\(${ADDRESS}\\)`, 'u'),
    (before, _, [, url = '']) =>
      before.includes('[')
        ? undefined
        : [`no [ stands before the words of the link to ${url}`, `write [words](${url})`],
  ],
  [
    /^\[(?!\d+\])([^[\]\n]+)\](https?:\/\/[^\s()]+)\)/u,
    (before, _, [, words = '', url = '']) =>
      before.split('(').length > before.split(')').length
        ? undefined
        : [`no ( stands before the address of [${words}]`, `write [${words}](${url})`],
  ],
  [
    /^\[([^[\]()\n]+)\((https?:\/\/[^\s()]+)\)/u,
    (_, after, [, words = '', url = '']) =>
      after.includes(']')
        ? undefined
        : [`no ] stands behind the words of the link to ${url}`, `write [${words}](${url})`],
  ],
];

/** The same, in a text; an address of the web in it is a link of its own, and ends the text. */
function* halves(node: Node, source: string): Generator<[offset: number, Said]> {
  const start = startOf(node);
  for (const { index } of source.slice(start, endOf(node)).matchAll(/(?<!\\)[[\]]/gu)) {
    const at = start + index;
    const rest = source.slice(at, paragraphEnd(source, at));
    for (const [pattern, said] of HALVES) {
      const mark = pattern.exec(rest);
      if (!mark) continue;
      const before = source.slice(paragraphStart(source, at), at);
      const words = said(before, rest.slice(mark[0].length), mark);
      if (words) yield [at, words];
    }
  }
}

/** The names that lines such as `[name]: https://…` give addresses. */
export const definedNames = (root: Node): string[] =>
  [...nodesOf(root)].flatMap((node) =>
    node.type === 'definition' ? [node.label ?? node.identifier] : [],
  );

/**
 * Marks of links in a text that became none: a space in the address, or no address for a name.
 * `names` are those that have one.
 */
export function* unlinked(
  node: Node,
  names: readonly string[],
  source: string,
): Generator<[offset: number, Said]> {
  const start = startOf(node);
  const own = source.slice(start, endOf(node));
  yield* halves(node, source);
  const line = (offset: number): string => /.*/u.exec(source.slice(offset))?.[0] ?? '';
  for (const { index, 0: mark } of own.matchAll(/(?<!\\)\](\s?)\(/gu)) {
    const open = source.lastIndexOf('[', start + index);
    const rest = line(start + index + mark.length);
    const inside = /^(?:[^()\n]|\([^()\n]*\))*\)/u.exec(rest)?.[0] ?? rest;
    if (open < 0 || source[open - 1] === '\\' || !MEANT.test(inside)) continue;
    const begin = source[open - 1] === '!' ? open - 1 : open;
    const words = source.slice(open, start + index + 1);
    const url = inside.replace(/\)$/u, '').trim();
    if (mark.includes(' ') || mark.includes('\n')) {
      const message = `${words} and its address are apart, so that it is no link`;
      yield [begin, [message, `write ${source.slice(begin, open)}${words}(${url})`]];
    } else if (!inside.endsWith(')')) {
      yield [
        begin,
        [
          `the address of ${words} does not end`,
          `write ${words}(${url.split(/\s/u)[0]?.replace(/[.,;:!?]+$/u, '')})`,
        ],
      ];
    } else if (/\s/u.test(url)) {
      const sized = /^(\S+)\s+=\d*x\d*$/u.exec(url)?.[1];
      const [, target, title] = /^(\S+)\s+[“”„«]([^“”„«»]*)[“”»]$/u.exec(url) ?? [];
      if (target !== undefined) {
        const message = `the quotes around ${title} are curly, so that ${words} is no link`;
        yield [
          begin,
          [message, `write ${source.slice(begin, open)}${words}(${target} "${title}")`],
        ];
        continue;
      }
      const titled = /^(\S+)\s+"?([^"]*?)"?$/u.exec(url);
      if (titled && url.split('"').length === 2) {
        const message = `the title of ${words} has one quote, so that it is no link`;
        yield [
          begin,
          [message, `write ${source.slice(begin, open)}${words}(${titled[1]} "${titled[2]}")`],
        ];
        continue;
      }
      const right = sized ?? withoutSpaces(url);
      const message = `the address of ${words} has a space in it, so that it is no link`;
      yield [begin, [message, `write ${source.slice(begin, open)}${words}(${right})`]];
    }
  }
  for (const { index, 0: mark, 1: words, 2: label } of own.matchAll(
    /(?<![\\\w\])])!?\[([^\][^]+)\]\[([^\][]*)\]/gu,
  )) {
    const name = label || words || '';
    if (/^\d+$/u.test(words ?? '') || name.startsWith('^')) continue;
    const meant = nearest(name, names);
    yield [
      start + index,
      [
        `${mark} has no address, for no line begins with [${name}]:`,
        meant ? `write [${words}][${meant}]` : `add a line [${name}]: https://…`,
      ],
    ];
  }
}
