/** What is wrong with the YAML of a front matter, in the author's words. */
import { type Document, isAlias, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { Trouble } from './text.ts';

/** A text as YAML takes it without changing it, in quotes. */
export const quoted = (text: string): string =>
  text.includes("'") && !/["\\]/u.test(text) ? `"${text}"` : `'${text.replaceAll("'", "''")}'`;

/** The text that somebody meant to quote, without the quotes that did not work. */
const unquoted = (written: string): string =>
  // Two texts in quotes are one that begins and ends with them.
  (/['"]\s.*\s['"]/u.test(written) ? written : withoutQuotes(written)).replaceAll("''", "'");

const withoutQuotes = (written: string): string =>
  written.replace(
    /^(?:["“„](.*?)["”“]?|['‘](.*?)['’]?)$/u,
    (_, double, single) => double ?? single,
  );

/** An entry of the block: the lines from one at the margin to the next. */
interface Entry {
  readonly offset: number;
  readonly text: string;
}

const KEY = /^(\s*(?:- +)?\{? *)(["']?)([\w-]+)\2[ \t]*:(?:[ \t]+|$)/u;
/** A key whose text begins with a quote that nothing closes. */
const OPEN = /^[\w-]+[ \t]*:[ \t]*(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$/u;

/** Cuts a block where a line begins at the margin that is no item of a list and closes no bracket. */
function entriesOf(block: string): Entry[] {
  const starts = [...block.matchAll(/^(?![ \t\r\n#}\]]|-(?:[ \t\r]|$))/gmu)].map((at) => at.index);
  if (starts[0] !== 0) starts.unshift(0);
  const entries: Entry[] = [];
  for (const [i, offset] of starts.entries()) {
    const text = block.slice(offset, starts[i + 1]);
    const last = entries.at(-1);
    // A text in quotes that goes on at the margin is one entry.
    if (last && OPEN.test(last.text) && !KEY.test(text)) {
      entries.splice(-1, 1, { offset: last.offset, text: last.text + text });
    } else entries.push({ offset, text });
  }
  return entries;
}

/** The words for a value that YAML reads as something else than the text it was meant to be. */
function valueTrouble(key: string, value: string): Omit<Trouble, 'offset'> | undefined {
  const write = { remedy: `write ${key}: ${quoted(unquoted(value))}` };
  const [first = ''] = value;
  const wrongEscape = /^"(?:[^"\\]|\\["\\/abefnrtvNLP_0 ]|\\[xuU][\da-f]+)*(\\.)/iu.exec(
    value,
  )?.[1];
  if (wrongEscape) return { message: `${wrongEscape} means nothing in double quotes`, ...write };
  // A sound text in quotes is not what is wrong.
  if (/^(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")$/u.test(value)) return undefined;
  if (first === '"' || first === "'") {
    const ends = new RegExp(`${first}\\s*$`, 'u').test(value.slice(1));
    if (!ends && !value.slice(1).includes(first)) {
      return { message: `the quote ${first} is not closed`, ...write };
    }
    const comma = /^('(?:[^']|'')*'|"(?:[^"\\]|\\.)*")\s*[,;]$/u.exec(value);
    if (comma) {
      const sound = `write ${key}: ${comma[1]}`;
      return { message: `a ${value.at(-1)} stands behind the quotes`, remedy: sound };
    }
    if (!ends)
      return {
        message: 'more text follows the closing quote',
        remedy: `write ${key}: ${quoted(value)}`,
      };
    const name = first === "'" ? 'an apostrophe' : 'a quote';
    if (first === "'" && value.includes("\\'")) {
      const text = unquoted(value).replaceAll("\\'", "'");
      return { message: `\\ sets no ' in single quotes`, remedy: `write ${key}: ${quoted(text)}` };
    }
    return { message: `${name} in the text ends it early`, ...write };
  }
  if (/^\[[^\]]*$/u.test(value)) {
    return { message: 'the [ is not closed', remedy: `write ${key}: ${value.trimEnd()}]` };
  }
  if (/^\{[^}]*$/u.test(value)) {
    return { message: 'the { is not closed', remedy: `write ${key}: ${value.trimEnd()} }` };
  }
  if (/^\[.*\]$/u.test(value)) {
    const items = value
      .slice(1, -1)
      .split(',')
      .map((item) => item.trim().replace(/^[#@](?=\w)/u, ''));
    const remedy = `write ${key}: [${items.filter(Boolean).join(', ')}]`;
    return { message: 'the list in brackets cannot be read', remedy };
  }
  if (/^(?:[@`%*&!|>,[{]|[-?:]\s)/u.test(value)) {
    const message = `a text without quotes cannot begin with ${first}`;
    return { message, remedy: `write ${key}: ${quoted(value)}` };
  }
  if (/:(?:\s|$)/u.test(value)) {
    return { message: 'a colon stands in a text without quotes', ...write };
  }
  return undefined;
}

/** The words for a line at the margin that is no key with a value. */
function looseTrouble(line: string): Omit<Trouble, 'offset'> {
  const glued = /^([a-z]+)(:|\s*=\s*)(\S.*)$/u.exec(line);
  if (glued) {
    const [, key = '', sign = '', value = ''] = glued;
    const message = sign === ':' ? `a space is missing after ${key}:` : `${key} is followed by =`;
    return { message, remedy: `write ${key}: ${value}` };
  }
  const odd = /^([a-z]+)(?::[\u00a0\u2000-\u200b\u202f\u3000\ufeff]|：)\s*(\S.*)$/u.exec(line);
  if (odd) {
    const [, key = '', value = ''] = odd;
    const what =
      line[key.length] === '：'
        ? 'the colon is not that of YAML'
        : 'the space behind the colon is no plain one';
    return { message: what, remedy: `write ${key}: ${quoted(value)}, typed anew` };
  }
  const shown = line.length > 40 ? `${line.slice(0, 40).trimEnd()}…` : line;
  return {
    message: `"${shown}" is no key with a value`,
    remedy: 'write key: value, or indent it by two spaces if it belongs to the line above',
  };
}

const parse = (text: string): Document => parseDocument(text, { prettyErrors: false });

/** Offset of the first use of YAML's names, tags and merges, which no text is meant to be. */
function firstOwnSign(document: Document): number | undefined {
  let at: number | undefined;
  visit(document, (_, node) => {
    if (!isNode(node)) return undefined;
    const odd = isAlias(node) || Boolean(node.tag) || ('anchor' in node && Boolean(node.anchor));
    if (!odd && !(isScalar(node) && node.value === '<<')) return undefined;
    at = node.range?.[0] ?? 0;
    return visit.BREAK;
  });
  return at;
}

/**
 * A text in single quotes that ends with two, which stand for an apostrophe: this reader takes what
 * follows for more of it, Astro's refuses it.
 */
const UNENDED = /(?:^|[ \t])'(?:[^'\n]|'')*''[ \t]*\r?$/mu;

const isBroken = (document: Document, text: string): boolean =>
  document.errors.length > 0 ||
  document.warnings.length > 0 ||
  firstOwnSign(document) !== undefined ||
  UNENDED.test(text);

/** A text without quotes, in braces with other keys, that has a colon of its own. */
const INNER_COLON =
  /(?<=[{,][ \t]*)([a-z]+):[ \t]+((?!['"[{])[^,{}[\]\n'"]*?\w:[ \t][^,{}[\]\n'"]*)(?=,[ \t]*[a-z]+:[ \t]|[ \t]*\}[ \t]*$)/mu;

/** What is wrong with one entry; undefined if nothing is. */
function entryTrouble({ offset, text }: Entry, first: boolean): Trouble | undefined {
  const [line = ''] = text.split(/\r?\n/u);
  const lost = text.search(/^ *\t[\t ]*\S/mu);
  const document = parse(text);
  if (document.errors.some(({ code }) => code === 'TAB_AS_INDENT') && lost >= 0) {
    const message = 'a tab stands at the beginning of the line';
    return { offset: offset + lost, message, remedy: 'indent with spaces' };
  }
  if (first && /^[ \t]+\S/u.test(line)) {
    const message = 'the line begins with a space';
    return { offset, message, remedy: 'begin it at the margin' };
  }
  if (!KEY.test(line)) {
    return isMap(document.contents) || document.contents === null
      ? undefined
      : { offset, ...looseTrouble(line.trim()) };
  }
  if (!isBroken(document, text)) return undefined;
  const [error] = document.errors;
  if (error?.code === 'DUPLICATE_KEY') {
    const key = /^["']?([\w-]+)/u.exec(text.slice(error.pos[0]))?.[1] ?? '';
    const message = `"${key}" is written twice`;
    return { offset: offset + error.pos[0], message, remedy: 'keep one of the two' };
  }
  const indented = /^\S+ *: *[^\s|>"'#[{].*\r?\n[ \t]+([a-z]+) *:(?=\s)/u.exec(text);
  if (indented) {
    const at = text.indexOf('\n') + 1;
    const start = at + text.slice(at).search(/\S/u);
    const message = `"${indented[1]}" is indented below a key that has a value`;
    return { offset: offset + start, message, remedy: 'begin it at the margin' };
  }
  const folded = /^([\w-]+)[ \t]*:[ \t]+([^\s"'|>[{&*!%@`#](?:.*\r?\n[ \t]+\S)+.*)\s*$/u.exec(text);
  if (folded && /:\s/u.test(folded[2] ?? '')) {
    const [, key = '', lines = ''] = folded;
    const remedy = `write ${key}: ${quoted(lines.replace(/\s+/gu, ' ').trim())}`;
    const value = text.indexOf(lines);
    return { offset: offset + value, message: 'a colon stands in a text without quotes', remedy };
  }
  const uneven = /\n( *)- \w+:.*\r?\n(?:\1(?: {2}\S.*)\r?\n)*\1( ?| {3,})(\w+):/u.exec(text);
  if (error && uneven) {
    const [all, , , key = ''] = uneven;
    const start = uneven.index + all.length - key.length - 1;
    const message = `${key}: does not begin below the first key of its item`;
    return {
      offset: offset + start,
      message,
      remedy: 'set it in as far as that key, behind the -',
    };
  }
  const over = /^([\w-]+)[ \t]*:[ \t]*(["'])([\s\S]*\n\S[\s\S]*)\2\s*$/u.exec(text);
  if (over) {
    const [, key = '', , inner = ''] = over;
    const value = text.indexOf(':') + 1 + text.slice(text.indexOf(':') + 1).search(/\S/u);
    const remedy = `write ${key}: ${quoted(inner.replace(/\s+/gu, ' ').trim())}`;
    return {
      offset: offset + value,
      message: 'the text breaks off and goes on at the margin',
      remedy,
    };
  }
  const at = Math.min(error?.pos[0] ?? firstOwnSign(document) ?? 0, text.trimEnd().length);
  // An error at the end of a line may be told at the beginning of the next.
  const before = text.slice(0, at).trimEnd();
  const starts = [...new Set([at, before.length].map((i) => text.lastIndexOf('\n', i - 1) + 1)), 0];
  for (const start of starts) {
    const written = text.slice(start).split(/\r?\n/u, 1)[0] ?? '';
    const key = KEY.exec(written);
    if (!key) continue;
    const value = written.slice(key[0].length).trimEnd();
    const words = key[1]?.includes('{') ? undefined : valueTrouble(key[3] ?? '', value);
    if (words) return { offset: offset + start + key[0].length, ...words };
  }
  const colon = INNER_COLON.exec(text);
  if (colon) {
    const [all, key = '', words = ''] = colon;
    return {
      offset: offset + colon.index + all.length - words.length,
      message: 'a colon stands in a text without quotes',
      remedy: `write ${key}: ${quoted(words.trim())}`,
    };
  }
  return {
    offset: offset + at,
    message: 'the YAML cannot be read from here',
    remedy:
      'put texts in single quotes; check that brackets close and that lines of one list begin below each other',
  };
}

/** Keys at the margin that are written again. */
function doubledKeys(entries: readonly Entry[], lineOf: (offset: number) => number): Trouble[] {
  const seen = new Map<string, number>();
  return entries.flatMap(({ offset, text }) => {
    const key = KEY.exec(text)?.[3];
    if (key === undefined) return [];
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, offset);
      return [];
    }
    const message = `"${key}" is written twice; the first is in line ${lineOf(earlier)}`;
    return [{ offset, message, remedy: 'keep one of the two' }];
  });
}

/** A line that somebody may have meant to close the block. */
const CLOSING = /^[ \t]*(?:[-–—=*+.~_]{2,}|[–—])[ \t]*\r?$/mu;

/** The words for a line that does not close the block. */
export const notClosing = (line: string): Omit<Trouble, 'offset'> | undefined =>
  CLOSING.test(line)
    ? { message: `the line ${line.trim()} does not close it`, remedy: 'write ---' }
    : undefined;

/** Offset of a line of prose in a block that was never closed before it. */
function proseIn(block: string): number {
  const prose = /\n[ \t]*\r?\n(?![ \t\r\n#}\]]|- |["']?[\w-]+["']?[ \t]*:(?:\s|$))/u.exec(block);
  return prose ? prose.index + prose[0].length : -1;
}

/**
 * Everything wrong with the YAML of a block, one trouble for each of its entries, so that one
 * unclosed quote does not hide or invent others; none if the block is a map of plain keys.
 *
 * @param offset of the block in the source
 */
export function yamlTroubles(
  document: Document,
  source: string,
  block: string,
  offset: number,
): Trouble[] {
  if (!isBroken(document, block) && (isMap(document.contents) || document.contents === null))
    return [];
  const moved = (trouble: Trouble): Trouble => ({ ...trouble, offset: offset + trouble.offset });
  const conflict = block.search(/^(?:<{7}|={7}|>{7})(?: |\r?$)/mu);
  if (conflict >= 0) {
    const message = 'a merge conflict was left here';
    const remedy = 'keep one of the two sides and remove the lines <<<<<<<, ======= and >>>>>>>';
    return [moved({ offset: conflict, message, remedy })];
  }
  const closing = CLOSING.exec(block);
  if (closing) {
    const words = notClosing(closing[0]);
    return words ? [moved({ offset: closing.index, ...words })] : [];
  }
  const prose = proseIn(block);
  if (prose >= 0) {
    const message = 'it is not closed before the text';
    return [moved({ offset: prose, message, remedy: 'write --- on a line of its own above it' })];
  }
  const entries = entriesOf(block);
  const lineOf = (at: number): number => source.slice(0, offset + at).split('\n').length;
  const troubles = [
    ...entries.flatMap((entry, i) => entryTrouble(entry, i === 0) ?? []),
    ...doubledKeys(entries, lineOf),
  ].sort((a, b) => a.offset - b.offset);
  if (troubles.length > 0) return troubles.map(moved);
  const message = 'the YAML of the front matter cannot be read';
  return [moved({ offset: 0, message, remedy: 'write one key: value a line' })];
}
