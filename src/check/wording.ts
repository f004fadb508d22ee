/** How the check shows a piece of an essay, and how that piece is written as plain text. */
import type { Words } from './finding.ts';

const WIDTH = 60;

const cut = (line: string): string => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line);

/** A piece of the source on one line, cut where it is long. */
export const shown = (code: string): string => cut(code.replace(/\s+/gu, ' ').trim());

/** A value in a message, cut where it is long. */
export const shownValue = (value: unknown): string => cut(JSON.stringify(value) ?? String(value));

/** A list as a sentence has it: "a, b and c"; "none" where it is empty. */
export const listed = (names: readonly string[]): string =>
  names.length > 0 ? new Intl.ListFormat('en-GB').format(names) : 'none';

/** A piece of the source with the signs escaped that MDX would read as code. */
export const escaped = (code: string): string => code.replace(/[{}<]/gu, '\\$&');

/** Braces that other tools fill in or read, and Markdown here does not: message and remedy. */
export function foreignBraces(code: string): Words | undefined {
  const said = `\`${shown(code)}\``;
  if (code.startsWith('{%')) {
    const message = `${said} is a template's tag, and no template is filled in here`;
    return { message, remedy: `remove it, or write ${escaped(code)}` };
  }
  if (/^\{#[\w-]+\}$/u.test(code) || /^\{:?\s*[.#:][^{}]*\}$/u.test(code)) {
    const message = `${said} is read as code; names and classes are not set in braces`;
    return { message, remedy: 'remove it; headings get their addresses from their words' };
  }
  if (/^\{\s*(?:width|height|align|style|class)\s*=[^{}]*\}$/u.test(code)) {
    const message = `${said} is read as code; pictures have no sizes in braces`;
    return { message, remedy: 'remove it; the site makes the sizes' };
  }
  const comment = /^\{\s*\/\/\s*([^}\n]*)/u.exec(code);
  if (comment) {
    const message = `the comment ${said} goes on to the end of its line, with the brace`;
    return { message, remedy: `write {/* ${shown((comment[1] ?? '').trim())} */}` };
  }
  if (!code.startsWith('{{')) return undefined;
  const message = `${said} is read as code; no template is filled in here`;
  const text = asText(code).replace(/^write /u, '');
  return { message, remedy: `write the text it stands for, or ${text}` };
}

/** Commands of TeX for text, and what is written for them here. */
const COMMANDS: Readonly<Record<string, (words: string) => string>> = {
  emph: (words) => `write *${shown(words)}*`,
  textit: (words) => `write *${shown(words)}*`,
  textbf: (words) => `write **${shown(words)}**`,
  texttt: (words) => `write \`${shown(words)}\``,
  url: (words) => `write [${shown(words)}](${words.trim()})`,
  section: (words) => `write ## ${shown(words)}`,
  subsection: (words) => `write ### ${shown(words)}`,
  subsubsection: (words) => `write #### ${shown(words)}`,
  cite: (words) => `write <Cite of="${words.trim()}" />`,
  footnote: () => 'write [^1], and the note on a line that starts with [^1]:',
  ref: () => 'write <Ref to={…} /> for a figure, or a link to the part, [words](#part)',
  eqref: () => 'say which in words',
  label: () => 'remove it; headings and figures have addresses of their own',
};

/** What is said of braces, with their content, that follow a command of TeX for text. */
export function texCommand(before: string, braces: string): Words | undefined {
  const name = /\\([A-Za-z]+)$/u.exec(before)?.[1] ?? '';
  if (!Object.hasOwn(COMMANDS, name)) return undefined;
  const remedy = COMMANDS[name]?.(braces.slice(1, -1)) ?? '';
  return { message: `\\${name}${shown(braces)} is TeX, and read as code`, remedy };
}

/** How to write as text what was read as code: escaped, or in backticks where that is possible. */
export function asText(code: string): string {
  if (code.length > WIDTH || /[\n`]/u.test(code)) {
    return 'escape its braces, \\{ and \\}, or put code between lines of ```';
  }
  return `write ${escaped(code)}, or \`${code}\` in backticks`;
}

/** A text as words are compared with it: each sign in its place, spaces and quotes of one kind. */
export const plainText = (text: string): string =>
  text.replace(/\s/gu, ' ').replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"');

/** A text as a regular expression finds it. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');

/** Words where they begin and end with a word or a number and not within one. */
export const wholeWords = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.,])${literal(words)}(?![\\p{L}\\p{N}]|[.,]\\d)`, 'u');

/** What a result consists of, in a few words: `a list of { load, wait }`. */
export function shapeOf(result: unknown): string {
  if (Array.isArray(result))
    return result.length > 0 ? `a list of ${shapeOf(result[0])}` : 'a list';
  if (typeof result !== 'object' || result === null) return `a ${typeof result}`;
  const keys = Object.keys(result);
  return `{ ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', …' : ''} }`;
}
