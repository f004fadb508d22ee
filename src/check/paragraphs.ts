/** Where paragraphs and code begin and end, told without parsing. */

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

/** Whether what is at an offset stands between the fences of code. */
export function isInCode(source: string, at: number): boolean {
  let open: string | undefined;
  for (const [, marks = '', rest = ''] of source
    .slice(0, at)
    .matchAll(/^[ \t>]*(`{3,}|~{3,})(.*)$/gmu)) {
    if (open === undefined) open = marks;
    else if (marks.startsWith(open) && rest.trim() === '') open = undefined;
  }
  return open !== undefined;
}
