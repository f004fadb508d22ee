/** Where paragraphs and code begin and end, told without parsing. */

/** Offset of the end of the paragraph around `at`. */
export function paragraphEnd(text: string, at: number): number {
  const blank = /\n[ \t]*\r?\n/gu;
  blank.lastIndex = at;
  return blank.exec(text)?.index ?? text.length;
}

/** Offset of the start of the line around `at`. */
const lineStart = (text: string, at: number): number =>
  at > 0 ? text.lastIndexOf('\n', at - 1) + 1 : 0;

/** What stands before `at` in its line. */
export const lineBefore = (text: string, at: number): string => text.slice(lineStart(text, at), at);

/** Offset of the start of the paragraph around `at`. */
export function paragraphStart(text: string, at: number): number {
  let start = lineStart(text, at);
  while (start > 0 && lineStart(text, start - 1) > 0) {
    const above = lineStart(text, start - 1);
    if (/^[ \t]*\r?\n$/u.test(text.slice(above, start))) return start;
    start = above;
  }
  return 0;
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
