/** Markdown that is not what it seems: it builds, and readers see its marks instead of what they mean. */
import { bundledLanguages, bundledLanguagesAlias } from 'shiki/langs';
import { TEXT_DOLLAR } from '../prose/dollars.ts';
import { type Fault, nearest, placeAt } from './finding.ts';
import { AT_LINE, listFault } from './lines.ts';
import { textsOf } from './prose.ts';
import { childrenOf, endOf, isElement, type Node, nodesOf, startOf } from './tree.ts';
import { shown } from './wording.ts';

type Said = readonly [message: string, remedy: string];

const LANGUAGES: ReadonlySet<string> = new Set([
  ...Object.keys(bundledLanguages),
  ...Object.keys(bundledLanguagesAlias),
  ...['text', 'txt', 'plain', 'plaintext', 'ansi', 'math'],
]);

function languageFault(lang: string): Said | undefined {
  if (LANGUAGES.has(lang.toLowerCase())) return undefined;
  const word = /^[\w#+-]+/u.exec(lang)?.[0] ?? '';
  const known = LANGUAGES.has(word.toLowerCase());
  const meant = known ? word : lang.length > 4 ? nearest(lang, LANGUAGES) : undefined;
  const remedy = known
    ? `write ${word}`
    : `write ${meant ? `${meant}, or ` : ''}text, which has none`;
  return [`no colours are known for the language "${lang}"`, remedy];
}

/** Where a fence opens, with its language, within the code of another of the same marks. */
function openedWithin(own: string): number | undefined {
  const [, marks] = /^(`{3,}|~{3,})/u.exec(own) ?? [];
  if (marks === undefined) return undefined;
  const again = new RegExp(`\\n[ >]*(?=${marks}[a-z][\\w+#-]*\\r?\\n)`, 'u').exec(own);
  return again ? again.index + again[0].length : undefined;
}

/** A line that is nothing but the row of a table. */
const ROW = /^\s*\|.*\|\s*$/u;
const RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/u;

const cellsOf = (row: string): number =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/gu, '')
    .split(/(?<!\\)\|/u).length;

/** What keeps lines that look like a table from being one; undefined where they do not look so. */
function tableFault(lines: readonly string[]): { index: number; said: Said } | undefined {
  const index = lines.findIndex((line) => ROW.test(line));
  const head = lines[index];
  const next = lines[index + 1];
  if (head === undefined || (cellsOf(head) < 2 && next === undefined)) return undefined;
  const rule = (count: number) => `|${' --- |'.repeat(count)}`;
  const count = cellsOf(head);
  if (lines.length === 1 && RULE.test(head)) {
    const remedy = 'leave no empty line between the head of the table, its rule and its rows';
    return { index, said: ['the rule of a table stands alone', remedy] };
  }
  if (next !== undefined && RULE.test(next)) {
    const message = `no table, for its head has ${count} cells and the rule below it ${cellsOf(next)}`;
    const bars = head.includes('`') ? '; a bar inside code is written \\|' : '';
    return { index, said: [message, `write ${rule(count)}${bars}`] };
  }
  if (next === undefined && count < 3) return undefined;
  return { index, said: ['no table, for no rule stands below its head', `add ${rule(count)}`] };
}

/** Rows with more cells than the table has columns, and text that becomes one. */
function rowFaults(table: Node, source: string): [offset: number, said: Said][] {
  const own = source.slice(startOf(table), endOf(table)).split('\n');
  const count = cellsOf(own[0] ?? '');
  let offset = startOf(table);
  return own.flatMap((row, i): [number, Said][] => {
    const start = offset;
    offset += row.length + 1;
    const cells = cellsOf(row.replace(/^[\s>]*/u, ''));
    if (i >= 2 && count > 1 && row.trim() !== '' && !row.includes('|')) {
      const message = `"${shown(row.trim())}" becomes a row of the table above it`;
      return [[start, [message, 'leave an empty line between them']]];
    }
    if (i < 2 || cells <= count || !row.includes('|')) return [];
    const message = `a row of ${cells} cells in a table of ${count} columns: what is beyond is not shown`;
    const bar = start + (row.length - row.trimStart().length);
    return [[bar, [message, 'write \\| for a bar inside a cell']]];
  });
}

/** The brackets of a link the wrong way round: `(words)[address]`. */
const TURNED = /\(([^()\n]+)\)\[((?:https?:|mailto:|\.{0,2}\/|#)[^\]\s]*)\]/gu;

const isEscaped = (source: string, offset: number): boolean => source[offset - 1] === '\\';

/** Marks within text that have no partner, or that other writings know and Markdown does not. */
const IN_TEXT: readonly [pattern: RegExp, said: (mark: RegExpExecArray) => Said][] = [
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
    /%%(?=\S)([^%\n]*[^\s%])%%/gu,
    ([mark, words = '']) => [`${shown(mark)} shows as it stands`, `write {/* ${shown(words)} */}`],
  ],
  [
    /(?<=^|\s):(?:[a-z][a-z\d_]{2,}|[+-]1):(?=$|[\s.,!?])/gu,
    ([mark]) => [`${mark} shows as it stands`, 'write the sign itself'],
  ],
  [
    /(?<=\S\s)\*(?=\p{L})/gu,
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
];

function paragraphFaults(node: Node, source: string): [offset: number, said: Said][] {
  const start = startOf(node);
  const own = source.slice(start, endOf(node));
  const lines = own.split('\n');
  const table = tableFault(lines);
  const list = listFault(lines);
  const faults: [number, Said][] = [];
  const inCode = (at: number): boolean =>
    childrenOf(node).some(
      (child) => child.type === 'inlineCode' && startOf(child) <= at && endOf(child) > at,
    );
  for (const { index, 0: mark, 1: words, 2: url } of own.matchAll(TURNED)) {
    if (inCode(start + index)) continue;
    const message = `${shown(mark)} has its brackets the wrong way round, so that it is no link`;
    faults.push([start + index, [message, `write [${words}](${url})`]]);
  }
  let offset = start;
  lines.forEach((raw, i) => {
    const line = raw.replace(/^[\s>]*/u, '');
    const at = offset + raw.length - line.length;
    offset += raw.length + 1;
    if (table?.index === i) faults.push([at, table.said]);
    if (list?.index === i) faults.push([at, list.said]);
    const inside = childrenOf(node).some(
      (child) => child.type !== 'text' && startOf(child) < at && endOf(child) > at,
    );
    if (inside) return;
    for (const [pattern, said] of AT_LINE) {
      const mark = pattern.exec(line.trimEnd());
      if (mark) faults.push([at, said(mark)]);
    }
  });
  // "#Heading" alone in its paragraph; within a sentence it would be a tag or a number.
  const only = /^#(\p{Lu}.*[^.!?])$/u.exec(lines.length === 1 ? (lines[0] ?? '').trim() : '');
  if (only) faults.push([start, [`"${shown(only[0])}" is no heading`, `write ## ${only[1]}`]]);
  return faults;
}

function textFaults(node: Node & { readonly type: 'text' }, source: string): [number, Said][] {
  const from = startOf(node);
  const own = source.slice(from, endOf(node));
  const value = node.value.replaceAll(TEXT_DOLLAR, '$');
  const seen = new Set<RegExp>();
  return IN_TEXT.flatMap(([pattern, said]): [number, Said][] => {
    for (const mark of own.matchAll(pattern)) {
      if (isEscaped(source, from + mark.index) || seen.has(pattern)) continue;
      // What Markdown has read as something else, such as &amp;, does not show.
      if (!value.includes(mark[0])) continue;
      seen.add(pattern);
      return [[from + mark.index, said(mark)]];
    }
    return [];
  });
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

/** Whether the code in braces is nothing but comments. */
export const isComment = (code: string): boolean =>
  code.replace(/\/\*[\s\S]*?\*\//gu, '').trim() === '';

const hasWords = (root: Node): boolean =>
  [...nodesOf(root)].some(
    (node) =>
      isElement(node) ||
      /^(?:image|imageReference|code|inlineCode|math|inlineMath)$/u.test(node.type) ||
      (/^mdx\w+Expression$/u.test(node.type) &&
        'value' in node &&
        !isComment(String(node.value))) ||
      (node.type === 'text' && /[\p{L}\p{N}]/u.test(node.value)),
  );

/** Marks that show as they stand, tables that are none, languages nobody knows, an essay without words. */
export function markdownFaults(root: Node, source: string, unread: string): Fault[] {
  const faults: Fault[] = [];
  const rows = new Set<number>();
  const tell = (offset: number, field: string, [message, remedy]: Said): void => {
    faults.push({ ...placeAt(source, offset), field, message, remedy });
  };
  for (const node of nodesOf(root)) {
    if (node.type === 'code') {
      const opened = openedWithin(source.slice(startOf(node), endOf(node)));
      if (opened !== undefined) {
        const remedy = 'end it by a line of its own, or open the outer one with a mark more';
        tell(startOf(node) + opened, 'code', [
          'a fence opens within code that was not ended',
          remedy,
        ]);
      }
    }
    if (node.type === 'code' && node.lang) {
      const said = languageFault(node.lang);
      if (said) tell(startOf(node), 'code', said);
    }
    if (node.type === 'table') {
      for (const [offset, said] of rowFaults(node, source)) {
        rows.add(placeAt(source, offset).line);
        tell(offset, 'table', said);
      }
    }
    if (node.type === 'delete' && /[\p{L}\p{N})]$/u.test(source.slice(0, startOf(node)))) {
      const own = source.slice(startOf(node), endOf(node));
      const words = /^~([^~\s]{1,3})~$/u.exec(own)?.[1];
      if (words) tell(startOf(node), 'text', [`${own} is struck out`, `write <sub>${words}</sub>`]);
    }
    if (node.type === 'emphasis' && isProduct(node, source)) {
      const message = `${shown(source.slice(startOf(node), endOf(node)))} is set in italics, for each * has a letter or a digit beside it`;
      tell(startOf(node), 'text', [message, 'write \\* where a * is meant as it stands']);
    }
    // TeX's quotes: two backticks begin code here, which goes on to the next two.
    const tex = /^``(?!`)([^`]*?)''/u.exec(source.slice(startOf(node), endOf(node)));
    if (node.type === 'inlineCode' && tex) {
      const message = `${shown(tex[0])} begins code here, and no quotation`;
      tell(startOf(node), 'text', [message, `write “${shown(tex[1] ?? '')}”`]);
    }
    if (node.type === 'paragraph') {
      for (const [offset, said] of paragraphFaults(node, source)) tell(offset, 'text', said);
    }
  }
  for (const node of textsOf(root)) {
    // A bar that cut a cell in two cut the marks in it, too.
    if (rows.has(node.position?.start.line ?? 0)) continue;
    for (const [offset, said] of textFaults(node, source)) tell(offset, 'text', said);
  }
  if (!hasWords(root) && unread.trim() === '') {
    const end = source.trimEnd().length;
    tell(end, 'text', ['the essay has no text', 'write it below the front matter']);
  }
  return faults;
}
