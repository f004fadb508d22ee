/** What a line of a paragraph begins with that was meant as something else: headings, lists, notes. */

import type { Said } from './finding.ts';
import { childrenOf, endOf, type Node, startOf } from './tree.ts';
import { shown } from './wording.ts';
import { AT_LINE_ELSEWHERE, type Mark } from './writings.ts';

/** Marks that a line of a paragraph may begin with and that mean nothing here. */
export const AT_LINE: readonly Mark[] = [
  [
    /^(#{2,6})([^#\s].*)/u,
    ([, signs, text = '']) => [
      `"${signs}${shown(text)}" is no heading without a space behind ${signs}`,
      `write ${signs} ${shown(text)}`,
    ],
  ],
  [
    /^(#{7,})\s+(\S.*)/u,
    ([, signs = '', text = '']) => [
      `${signs.length} # make no heading; the deepest has six`,
      `write ## ${shown(text)}, or more # below another heading`,
    ],
  ],
  [
    /^(?:'{3}|"{3}|´{3}|[‘’]{3}|[“”]{3})\s*[\w+#-]*$/u,
    ([mark]) => [`${mark} begins or ends no code`, 'write ``` on a line of its own'],
  ],
  [
    /^\*\[([^\]]+)\]:\s+(\S.*)/u,
    ([mark, short = '', long = '']) => [
      `${shown(mark)} shows as it stands`,
      `write <abbr title="${shown(long)}">${short}</abbr> where it is used`,
    ],
  ],
  [
    /^([\u200b\u2060\ufeff]*)(#{1,6}|[-*+]|\d{1,3}[.)])([\u00a0\u2000-\u200b\u202f\u2060\u3000]+|(?<=^[\u200b\u2060\ufeff].*) )\s*(\S.*)/u,
    ([, , sign = '', , text = '']) => [
      `"${sign} ${shown(text)}" is ${/^#/u.test(sign) ? 'no heading' : 'no item of a list'}, for a sign that is not seen stands beside ${sign}`,
      `write ${sign} ${shown(text)}, typed anew`,
    ],
  ],
  [
    /^!!!\s+\w+/u,
    ([mark]) => [`${shown(mark)} shows as it stands`, 'write a quotation, > …, or a paragraph'],
  ],
  [
    /^! (\[[^\]]*\]\([^)]*\))/u,
    ([mark, link = '']) => [
      `${shown(mark)} is no picture, for a space stands behind the !`,
      `write !${shown(link)}`,
    ],
  ],
  [
    // The line that ends it is told with the one that begins it.
    /^:::+\s*[\w{]+/u,
    ([mark]) => [
      `${shown(mark)} shows as it stands`,
      'write a quotation, > …, or a paragraph, without the ::: at its end',
    ],
  ],
  [
    /^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO)\]/iu,
    ([mark]) => [`${mark} shows as it stands`, 'write a quotation that begins with **Note.**'],
  ],
  [
    /^\[(\d+|[a-z]\w*)\]:\s+(<?(?:https?:|mailto:|[./#]))?/iu,
    ([, name = '', address]) =>
      address === undefined
        ? [`[${name}]: begins no note here`, `write [^${name}]:, and [^${name}] in the text`]
        : [`[${name}]: gives no address here`, 'leave an empty line above it'],
  ],
  [
    /^(＃{1,6})\s*(\S.*)/u,
    ([, signs = '', text = '']) => [
      `"${signs} ${shown(text)}" is no heading, for ${signs} is not the sign of Markdown`,
      `write ${'#'.repeat(signs.length)} ${shown(text)}`,
    ],
  ],
  [
    /^\[[ xX]\](?=[\p{L}\p{N}])/u,
    ([mark]) => [`${mark} begins no task without a space behind it`, `write ${mark} and a space`],
  ],
  [
    /^: +\S/u,
    () => [
      'a line that begins with : defines no term here',
      'write a list, with the term in bold before its words',
    ],
  ],
  [
    /^\[\[?(?:toc|_toc_)\]\]?\s*$/iu,
    ([mark]) => [`${mark} shows as it stands`, 'remove it; the page lists its sections itself'],
  ],
  ...AT_LINE_ELSEWHERE,
];

/** How lines begin that were meant as items of a list: where no space follows, or with another sign. */
const ITEM =
  /^(?:([•‣▪◦●]|–(?=\s)|\[[ xX]\](?=\s))\s*|([-+])(?=\p{L})|\(?(\d{1,3})[.)]\s*(?=\p{L})|\[(\d{1,3})\]\s+(?=\p{L})|\(?(i{1,3}|i?v|[a-h]|[A-H](?=\)))[.)]\s+(?=\p{L}))(\S.*)/u;

/** The letter or small Roman number behind another. */
const NEXT = new Map(
  ['i ii iii iv v', 'a b c d e f g h', 'A B C D E F G H'].flatMap((row) =>
    row.split(' ').map((name, i, all): [string, string | undefined] => [name, all[i + 1]]),
  ),
);

/** Whether two lines are items one after the other. */
function follows(item: RegExpExecArray, next: RegExpExecArray): boolean {
  const [, bullet, sign, number, bracketed, name] = item;
  if (number !== undefined) return Number(next[3]) === Number(number) + 1;
  if (bracketed !== undefined) return Number(next[4]) === Number(bracketed) + 1;
  if (name !== undefined) return next[5] !== undefined && NEXT.get(name) === next[5];
  if (bullet?.startsWith('[')) return next[1]?.startsWith('[') ?? false;
  return bullet === undefined ? next[2] === sign : next[1] === bullet;
}

/** The first of two lines that were meant as items of a list and run together. */
export function listFault(lines: readonly string[]): { index: number; said: Said } | undefined {
  const items = lines.map((line) => ITEM.exec(line.trim()));
  const index = items.findIndex((item, i) => {
    const next = items[i + 1];
    const broken = /(?:\\| {2}|<br ?\/>)\r?$/u.test(lines[i] ?? '');
    // A sentence may count its parts, each on a line of its own: (1) one; (2) the other.
    const counted = /^\s*\(.*(?:[;,]|\b(?:and|or))\s*$/u.test(lines[i] ?? '');
    return Boolean(item && next && !broken && !counted && follows(item, next));
  });
  const item = items[index];
  if (!item) return undefined;
  const [line, bullet, , number, bracketed, name, rest = ''] = item;
  const words = bullet?.startsWith('[') ? `${bullet} ${rest}` : rest;
  const message = `"${shown(line)}" begins no item of a list, and the line below runs on from it`;
  const count = number ?? bracketed ?? (name && '1');
  const right = `${count === undefined ? '-' : `${count}.`} ${shown(words)}`;
  return { index, said: [message, `leave an empty line above it and write ${right}`] };
}

const columnOf = (node: Node, source: string): number =>
  startOf(node) - source.lastIndexOf('\n', startOf(node) - 1) - 1;

/** What stands below an item of a list and was meant to stand in it, for it is set in, but not far enough. */
export function besideFaults(parent: Node, source: string): [offset: number, said: Said][] {
  const children = childrenOf(parent);
  return children.flatMap((node, i): [number, Said][] => {
    const above = children[i - 1];
    const last = above?.type === 'list' ? childrenOf(above).at(-1) : undefined;
    if (!above || !last || (node.type !== 'list' && node.type !== 'paragraph')) return [];
    const column = columnOf(above, source);
    const deep = columnOf(node, source);
    const [mark = ''] =
      /^(?:\d+[.)]|[-*+])[ \t]+/u.exec(source.slice(startOf(last), endOf(last))) ?? [];
    const [, own = ''] = /^(\d+[.)]|[-*+])?/u.exec(source.slice(startOf(node))) ?? [];
    const after = children[i + 1];
    // A paragraph that is set in a little shows so only where the list goes on below it.
    const between = after?.type === 'list' && columnOf(after, source) === column;
    if (deep <= column || deep >= column + mark.length || (own === '' && !between)) return [];
    const what = own === '' ? 'this paragraph' : `the list that begins with ${own}`;
    const remedy = `set it in by ${mark.length} spaces`;
    return [[startOf(node), [`${what} stands beside the item above it, not in it`, remedy]]];
  });
}
