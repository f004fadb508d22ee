/** Where a paragraph begins and ends, told without parsing. */

/** Offset of the end of the paragraph around `at`. */
export function paragraphEnd(text: string, at: number): number {
  const blank = /\n[ \t]*\r?\n/gu;
  blank.lastIndex = at;
  return blank.exec(text)?.index ?? text.length;
}

/** Offset of the start of the paragraph around `at`. */
export function paragraphStart(text: string, at: number): number {
  const blanks = [...text.slice(0, at).matchAll(/\n[ \t]*\r?\n/gu)];
  const last = blanks.at(-1);
  return last ? last.index + last[0].length : 0;
}
