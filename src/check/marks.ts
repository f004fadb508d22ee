/** Marks within text that are not what they seem: without a partner, of other writings, or taken for stress. */
import { TEXT_DOLLAR } from '../prose/dollars.ts';
import type { Said } from './finding.ts';
import { lineBefore } from './paragraphs.ts';
import { endOf, type Node, startOf } from './tree.ts';
import { shown } from './wording.ts';
import { ESCAPED_ELSEWHERE, IN_TEXT_ELSEWHERE, type Mark } from './writings.ts';

const isEscaped = (source: string, offset: number): boolean => source[offset - 1] === '\\';

/** Marks within text that have no partner, or that other writings know and Markdown does not. */
const IN_TEXT: readonly Mark[] = [
  [
    /(?<![*\p{L}\p{N}])\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?![*\p{L}\p{N}])|(?<=^|\s)\*\*(?=\s[^*]*\s\*\*)/gu,
    () => [
      'this ** has no partner and shows as it stands',
      'write **bold** without spaces inside, or \\*\\*',
    ],
  ],
  [
    /(?<=\S)[ \t]*`{3,}(?=[ \t]*$)/gmu,
    ([mark]) => [
      `${mark.trim()} at the end of a line ends no code`,
      `write ${mark.trim()} on a line of its own below`,
    ],
  ],
  [
    /(?<!`)(?:`{1,2}(?!`)|`{3,}(?!`)(?=[ \t]*\S))/gu,
    ([mark]) => [
      `this ${mark} has no partner and shows as it stands`,
      `write it on both sides of the code, or \\${mark}`,
    ],
  ],
  [
    /(?<=^|\s)__(?=\s[^_\n]*\p{L}__(?![\p{L}\p{N}_]))|(?<=^|\s)__(?=\p{L}[^_\n]*\s__(?![\p{L}\p{N}_]))/gu,
    () => [
      'this __ has no partner and shows as it stands',
      'write **bold** without spaces inside, or \\_\\_',
    ],
  ],
  [
    /(?<![\\$\p{L}\p{N}])\$\s?(\p{L}|(?!\d)[^\s$][^$\n]*[\\^_=][^$\n]*?)\s\$(?![\p{L}\p{N}$])/gu,
    ([mark, tex = '']) => [
      `${shown(mark)} is no mathematics, for a space stands before its last dollar`,
      `write $${shown(tex)}$, or \\$ for a dollar that is text`,
    ],
  ],
  [
    /(?<![\\$\p{L}\p{N}])\$([^\s$/]+)\$\$(?!\$)/gu,
    ([mark, tex = '']) => [
      `${shown(mark)} is no mathematics, for it ends in a dollar more than it begins with`,
      `write $${shown(tex)}$`,
    ],
  ],
  [
    /(?<![~\p{L}\p{N}])~~(?=[^\s~])/gu,
    () => ['this ~~ has no partner and shows as it stands', 'write ~~gone~~, or \\~\\~'],
  ],
  [
    /(?<![=\p{L}\p{N}])==(?=[^\s=])([^=\n]*[^\s=])==(?![=\p{L}\p{N}])/gu,
    ([mark, words = '']) => [`${mark} shows as it stands`, `write <mark>${words}</mark>`],
  ],
  [
    /(?<=[\p{L}\p{N})])\^(\p{L}|\d{1,3})\^(?!\^)/gu,
    ([mark, words = '']) => [`${mark} shows as it stands`, `write <sup>${words}</sup>`],
  ],
  [
    /(?<![\p{N}%])%%\s?(?=[^%\n]*\p{L})([^\s%][^%\n]*?)\s?%%(?!%)/gu,
    ([mark, words = '']) => [`${shown(mark)} shows as it stands`, `write {/* ${shown(words)} */}`],
  ],
  [
    /(?<=^|[\s(])´([^´\s][^´\n]*)´(?![\p{L}\p{N}])/gu,
    ([mark, words = '']) => [`${shown(mark)} shows as it stands`, `write \`${shown(words)}\``],
  ],
  [
    /(?<![\p{L}\p{N}?=&])&(?:nbsp|copy|reg|hellip|mdash|ndash|rarr|larr|times|euro|deg|[lg]t|amp|quot)(?![\w;=])/gu,
    ([mark]) => [`${mark} shows as it stands`, `write ${mark}; with its semicolon`],
  ],
  [/(?<=[.!?,;])\\$/gu, () => ['a \\ at the end of a paragraph shows as it stands', 'remove it']],
  [
    /(?<=^|\s):(?:[a-z][a-z\d_]{2,}|[+-]1):(?=$|[\s.,!?])/gu,
    ([mark]) => [`${mark} shows as it stands`, 'write the sign itself'],
  ],
  [
    /(?<=\S\r?\s)\*(?=\p{L})/gu,
    () => ['this * has no partner and shows as it stands', 'write *stressed*, or \\*'],
  ],
  [
    /&(?!amp;)[a-z][a-z\d]{1,30};/giu,
    ([mark]) => [`${mark} shows as it stands`, `write the sign that is meant, or \\${mark}`],
  ],
  [
    /!\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/gu,
    ([mark, file = '', words]) => [
      `${mark} shows as it stands`,
      `write ![${words ?? 'what it shows'}](./${file})`,
    ],
  ],
  [
    /(?<![\p{L}\p{N}_\])!])\[\[(?!_?toc_?\])(?=[^\]]*\p{L})([^[\]\n]+)\]\]/giu,
    ([mark, name = '']) => [
      `${mark} shows as it stands`,
      `write [${name.split('|').at(-1)}](/essays/…/)`,
    ],
  ],
  ...IN_TEXT_ELSEWHERE,
];

/** Stars left over before a stretch of stress, as in `***both** and more`. */
function leftOver(node: Node, source: string): [offset: number, said: Said] | undefined {
  const [start, end] = [startOf(node), endOf(node)];
  const [mark = ''] = /\*{1,2}$/u.exec(source.slice(start, end)) ?? [];
  const [own, words] = /^(?:\*\*?)([^\s*][^*\n]*)\*+/u.exec(source.slice(end)) ?? [];
  if (mark === '' || own === undefined || isEscaped(source, end - mark.length)) return undefined;
  // A star before a whole paragraph is that of a remark below a table or a page.
  const rest = source.slice(end + own.length);
  if (end - start === mark.length && /^[ \t]*(?:\r?\n[ \t]*)?(?:\r?\n|$)/u.test(rest))
    return undefined;
  const remedy = `write ***${shown(words ?? '')}***, or ${'\\*'.repeat(mark.length)}`;
  return [end - mark.length, [`this ${mark} has no partner and shows as it stands`, remedy]];
}

const times = (text: string, part: string): number => text.split(part).length - 1;

/** Marks in a text that show as they stand, each once. */
export function textFaults(
  node: Node & { readonly type: 'text' },
  source: string,
): [number, Said][] {
  const from = startOf(node);
  const own = source.slice(from, endOf(node));
  const value = node.value.replaceAll(TEXT_DOLLAR, '$');
  const seen = new Set<RegExp>();
  const left = leftOver(node, source);
  const marks = IN_TEXT.flatMap(([pattern, said]): [number, Said][] => {
    for (const mark of own.matchAll(pattern)) {
      if (isEscaped(source, from + mark.index) || seen.has(pattern)) continue;
      // What Markdown has read as something else, such as &amp;, does not show; what is escaped does.
      if (times(value, mark[0]) <= times(own, `\\${mark[0]}`)) continue;
      seen.add(pattern);
      return [[from + mark.index, said(mark)]];
    }
    return [];
  });
  for (const [pattern, said] of ESCAPED_ELSEWHERE) {
    for (const mark of own.matchAll(pattern)) marks.push([from + mark.index, said(mark)]);
  }
  return left ? [...marks.filter(([at]) => at !== left[0]), left] : marks;
}

/** Names of Python and JavaScript that are no words. */
const OWN_NAMES =
  /^(?:init|repr|str|len|iter|dict|eq|getattr|setattr|getitem|setitem|pycache|proto|dirname|filename)$/u;

/** Names within two underscores that were set in bold, as `__init__.py` is. */
function nameInBold(node: Node, source: string): Said | undefined {
  const own = source.slice(startOf(node), endOf(node));
  const name = /^__(\w+)__$/u.exec(own)?.[1];
  if (name === undefined) return undefined;
  const more = /^(?:\.[a-z]\w*|\(\)?|\[)/u.exec(source.slice(endOf(node)))?.[0] ?? '';
  if (!OWN_NAMES.test(name) && more === '') return undefined;
  const ending = /^[.(]\w*\)?$/u.test(more) ? more : '';
  return [`${own} is set in bold`, `write \`${own}${ending}\` in backticks`];
}

/** Whether the stars around a stretch of stress stand within words, as in `a*b and c*d`, `2*3*4`. */
function isProduct(node: Node, source: string): boolean {
  const [start, end] = [startOf(node), endOf(node)];
  const [before = '', after = ''] = [source[start - 1], source[end]];
  const inner = source.slice(start + 1, end - 1);
  if (source[start] !== '*' || !/[\p{L}\p{N}]/u.test(before) || !/[\p{L}\p{N}]/u.test(after)) {
    return false;
  }
  return /\s/u.test(inner) || (/\d/u.test(before) && /\d/u.test(after));
}

/** Whether the stars around a stretch of stress are those of patterns of files, as in `*.a, src/*`. */
function isPattern(node: Node, source: string): boolean {
  const [start, end] = [startOf(node), endOf(node)];
  const inner = source.slice(start + 1, end - 1);
  if (source[start] !== '*' || !/\s/u.test(inner)) return false;
  return inner.endsWith('/') || (inner.startsWith('/') && source[start - 1] === '/');
}

/** Whether tildes that TeX writes for spaces between words strike out what is between two of them. */
function isTied(node: Node, source: string): boolean {
  const [start, end] = [startOf(node), endOf(node)];
  const joins =
    /[\p{L}\p{N}.,)]$/u.test(lineBefore(source, start)) && /^[\p{L}\p{N}]/u.test(source.slice(end));
  return joins && /^~[^~][^~]*\s[^~]*~$/u.test(source.slice(start, end));
}

/** What is wrong with a stretch that is stressed, struck out or code, and was meant as something else. */
export function stressFault(node: Node, source: string): Said | undefined {
  const own = source.slice(startOf(node), endOf(node));
  if (node.type === 'delete' && isTied(node, source)) {
    return [`${shown(own)} is struck out`, 'write a space, or \\~ for a ~ that shows'];
  }
  if (node.type === 'delete' && /[\p{L}\p{N})]$/u.test(lineBefore(source, startOf(node)))) {
    const words = /^~([^~\s]{1,3})~$/u.exec(own)?.[1];
    return words ? [`${own} is struck out`, `write <sub>${words}</sub>`] : undefined;
  }
  if (node.type === 'strong') return nameInBold(node, source);
  if (node.type === 'emphasis') {
    const what = `${shown(own)} is set in italics`;
    if (isProduct(node, source)) {
      const why = `${what}, for each * has a letter or a digit beside it`;
      return [why, 'write \\* where a * is meant as it stands'];
    }
    if (isPattern(node, source)) return [what, 'write names of files with * in backticks'];
  }
  if (
    node.type === 'inlineCode' &&
    source[startOf(node) - 1] === '$' &&
    source[endOf(node)] === '$'
  ) {
    return [`$${shown(own)}$ is no mathematics, but code`, `write $${shown(node.value)}$`];
  }
  // TeX's quotes: two backticks begin code here, which goes on to the next two.
  const tex = node.type === 'inlineCode' && /^``(?!`)([^`]*?)''/u.exec(own);
  return tex
    ? [`${shown(tex[0])} begins code here, and no quotation`, `write “${shown(tex[1] ?? '')}”`]
    : undefined;
}
