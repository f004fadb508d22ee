/** Markdown that is not what it seems: it builds, and readers see its marks instead of what they mean. */
import { bundledLanguages, bundledLanguagesAlias } from 'shiki/langs';
import { isComment } from './code.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import { AT_LINE, besideFaults, listFault } from './lines.ts';
import { stressFault, textFaults } from './marks.ts';
import { nearest } from './nearest.ts';
import { textsOf } from './prose.ts';
import { formulasOf } from './tex.ts';
import { childrenOf, endOf, isElement, type Node, nodesOf, startOf, wordsOf } from './tree.ts';
import { shown } from './wording.ts';
import { ALONE_ELSEWHERE, LINKS_ELSEWHERE } from './writings.ts';

const LANGUAGES: ReadonlySet<string> = new Set([
  ...Object.keys(bundledLanguages),
  ...Object.keys(bundledLanguagesAlias),
  ...['text', 'txt', 'plain', 'plaintext', 'ansi'],
]);

function languageFault(lang: string): Said | undefined {
  if (/^math$/iu.test(lang)) {
    return ['a fence of math shows its TeX', 'put the formula between lines of $$'];
  }
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

/** A line that was meant as such a rule: of other dashes, with + between its parts, or with spaces in them. */
const ODD_RULE = /^(?=.*[-—–=]{1,})(?=.*[|+])[\s|:+=—–-]{5,}$/u;

const cellsOf = (row: string): number =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/gu, '')
    .split(/(?<!\\)\|/u).length;

/** Lines of cells that stand between tabs, as a sheet copies them; undefined where they are none. */
function tabsFault(lines: readonly string[]): Said | undefined {
  const cells = lines.map((line) => line.trim().split('\t'));
  const count = cells[0]?.length ?? 0;
  if (lines.length < 2 || count < 2) return undefined;
  if (cells.some((row) => row.length !== count)) return undefined;
  const head = `| ${cells[0]?.map((cell) => cell.trim()).join(' | ')} |`;
  const remedy = `write ${shown(head)}, below it |${' --- |'.repeat(count)}, and the rows so, too`;
  return ['no table, for tabs stand between its cells', remedy];
}

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
  if (RULE.test(head) && next !== undefined && ROW.test(next)) {
    const remedy = 'write the names of its columns above it, or | | | for none';
    return { index, said: ['no table, for no head stands above its rule', remedy] };
  }
  if (next !== undefined && ODD_RULE.test(next)) {
    const message = 'no table, for the rule below its head is not that of Markdown';
    return { index: index + 1, said: [message, `write ${rule(count)}`] };
  }
  if (next === undefined && count < 3) return undefined;
  return { index, said: ['no table, for no rule stands below its head', `add ${rule(count)}`] };
}

/** Rows with more cells than the table has columns, and text that becomes one. */
function rowFaults(table: Node, source: string): [offset: number, said: Said][] {
  const own = source.slice(startOf(table), endOf(table)).split('\n');
  const count = cellsOf(own[0] ?? '');
  // A cell that goes on below begins with a bar and lacks the last one, in a table whose rows have both.
  const barred = own.slice(0, 2).every((row) => ROW.test(row.replace(/^[\s>]*/u, '')));
  const opens = (row = ''): boolean => /^[\s>]*\|/u.test(row);
  const closes = (row = ''): boolean => /(?<!\\)\|\s*$/u.test(row);
  let offset = startOf(table);
  return own.flatMap((row, i): [number, Said][] => {
    const start = offset;
    offset += row.length + 1;
    const cells = cellsOf(row.replace(/^[\s>]*/u, ''));
    if (i >= 2 && count > 1 && row.trim() !== '' && !row.includes('|')) {
      const message = `"${shown(row.trim())}" becomes a row of the table above it`;
      return [[start, [message, 'leave an empty line between them']]];
    }
    const next = own[i + 1];
    if (i >= 2 && barred && opens(row) && !closes(row) && !opens(next) && closes(next)) {
      return [[start, ['a row of the table breaks off here', 'write each row on one line']]];
    }
    if (i < 2 || cells <= count || !row.includes('|')) return [];
    const message = `a row of ${cells} cells in a table of ${count} columns: what is beyond is not shown`;
    const bar = start + (row.length - row.trimStart().length);
    return [[bar, [message, 'write \\| for a bar inside a cell']]];
  });
}

/** The brackets of a link the wrong way round: `(words)[address]`. */
const TURNED = /\(([^()\n]+)\)\[((?:https?:|mailto:|\.{0,2}\/|#)[^\]\s]*)\]/gu;

function paragraphFaults(node: Node, source: string): [offset: number, said: Said][] {
  const start = startOf(node);
  const own = source.slice(start, endOf(node));
  const lines = own.split('\n');
  const table = tableFault(lines);
  const list = listFault(lines);
  const tabs = tabsFault(lines);
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
  if (tabs) faults.push([start, tabs]);
  for (const [pattern, said] of LINKS_ELSEWHERE) {
    for (const mark of own.matchAll(pattern)) {
      if (!inCode(start + mark.index)) faults.push([start + mark.index, said(mark)]);
    }
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
  const alone = lines.length === 1 ? own.trim() : '';
  for (const [pattern, said] of ALONE_ELSEWHERE) {
    const mark = pattern.exec(alone);
    if (mark) faults.push([start, said(mark)]);
  }
  // "#Heading" alone in its paragraph; within a sentence it would be a tag or a number.
  const only = /^#(\p{Lu}.*[^.!?])$/u.exec(alone);
  if (only) faults.push([start, [`"${shown(only[0])}" is no heading`, `write ## ${only[1]}`]]);
  return faults;
}

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
    if (node.type === 'heading') {
      const again = /^(#{1,6})\s+#{2,6}\s+(?=\S)/u.exec(source.slice(startOf(node), endOf(node)));
      const own = again?.[1] ?? '';
      if (again)
        tell(startOf(node), 'heading', [
          `the heading begins with its # twice`,
          `write ${own} ${shown(wordsOf(node).replace(/^#+\s+/u, ''))}`,
        ]);
    }
    if (node.type === 'table') {
      for (const [offset, said] of rowFaults(node, source)) {
        rows.add(placeAt(source, offset).line);
        tell(offset, 'table', said);
      }
    }
    for (const [offset, said] of besideFaults(node, source)) tell(offset, 'list', said);
    const said = stressFault(node, source);
    if (said) tell(startOf(node), 'text', said);
    if (node.type === 'paragraph') {
      for (const [offset, said] of paragraphFaults(node, source)) tell(offset, 'text', said);
    }
  }
  const formulas = formulasOf(root, source);
  for (const node of textsOf(root)) {
    // A bar that cut a cell in two cut the marks in it, too.
    if (rows.has(node.position?.start.line ?? 0)) continue;
    for (const [offset, said] of textFaults(node, source)) {
      // TeX in brackets of its own is told with them.
      if (formulas.some(({ from, to }) => from <= offset && offset < to)) continue;
      tell(offset, 'text', said);
    }
  }
  if (!hasWords(root) && unread.trim() === '') {
    const end = source.trimEnd().length;
    tell(end, 'text', ['the essay has no text', 'write it below the front matter']);
  }
  return faults;
}
