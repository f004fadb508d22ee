/** The words of pictures, for those who do not see them: that they are words, and say something. */
import { posix } from 'node:path';
import type { Said } from './finding.ts';
import { escaped, shown } from './wording.ts';

/** What tools and templates write where an author has not yet said what a picture shows. */
const EMPTY =
  /^(?:untitled|alt|alt[ _-]?text|image|img|picture|image (?:alt(?: text)?|description)|alternative text|insert alt text here|placeholder)(?:[ _-]?\d+)?$/iu;

const SAY = 'say in words what the picture shows';

/**
 * What is wrong with an alternative that says nothing of its picture: the name of its file, as
 * editors write it where a picture is dropped, or a word that is not yet replaced.
 */
export function alternativeFault(alt: string, url: string): Said | undefined {
  const words = alt.trim();
  const name = posix.basename(url.replace(/[?#].*$/u, '')).replaceAll('%20', ' ');
  const isName = /\.\w+$/u.test(words) && words.toLowerCase() === name.toLowerCase();
  if (isName) return [`the alternative "${shown(words)}" is the name of the file`, SAY];
  if (EMPTY.test(words)) return [`the alternative "${shown(words)}" says nothing`, SAY];
  return undefined;
}

/**
 * What is wrong with code among the words of a picture of Markdown, which are words and nothing else.
 *
 * @param own the picture as it is written, from `![`
 */
export function codeInWords(own: string): Said | undefined {
  const words = /^!\[([\s\S]*?)\](?:[([]|$)/u.exec(own)?.[1] ?? '';
  const plain = words.replace(/(`+)(?!`)[\s\S]*?\1/gu, '').replace(/\\[\s\S]/gu, '  ');
  const code = /\{[^{}]*\}|<(?:N|Given|Cite|Own)\b[^<>]*>/u.exec(plain)?.[0];
  if (code === undefined) return undefined;
  const remedy = code.startsWith('{')
    ? `write words there; or, for the signs, ${escaped(code)}`
    : 'write words there, and what it prints in the text';
  return [`${shown(code)} in the alternative of a picture, where no code is run`, remedy];
}
