/** Code and formulas that begin and never end, so that the rest of the essay is read as part of them. */
import { type Fault, placeAt } from './finding.ts';
import { lineBefore, paragraphStart } from './paragraphs.ts';
import { endOf, type Node, nodesOf, startOf } from './tree.ts';
import { shown } from './wording.ts';

interface Fence {
  readonly what: 'code' | 'mathematics';
  /** The signs that open it. */
  readonly mark: string;
  readonly from: number;
  readonly own: string;
}

function fenceOf(node: Node, text: string): Fence | undefined {
  if (node.type !== 'code' && node.type !== 'math') return undefined;
  const from = startOf(node);
  const own = text.slice(from, endOf(node));
  const mark = /^(?:`{3,}|~{3,}|\${2,})/u.exec(own)?.[0];
  const what = node.type === 'code' ? 'code' : 'mathematics';
  return mark === undefined ? undefined : { what, mark, from, own };
}

function isClosed({ mark, own }: Fence): boolean {
  const last = own.trimEnd().split('\n').slice(1).at(-1) ?? '';
  return new RegExp(`^[\\s>]*[${mark[0]}]{${mark.length},}$`, 'u').test(last.trimEnd());
}

/** Where in a fence its mark stands beside other text and was meant to end it. */
function gluedIn({ mark, own, what }: Fence): number | undefined {
  let offset = 0;
  for (const [i, line] of own.split('\n').entries()) {
    const words = line.replace(/^[\s>]+/u, '').trimEnd();
    const at = line.trimEnd().length - words.length;
    if (i > 0 && words.length > mark.length) {
      if (words.endsWith(mark)) return offset + at + words.length - mark.length;
      if (what === 'mathematics' && words.startsWith(mark)) return offset + at;
    }
    offset += line.length + 1;
  }
  return undefined;
}

/** The end of a line of text that was meant to begin a formula, in the paragraph above one. */
function openedAbove({ what, from }: Fence, text: string): number | undefined {
  if (what !== 'mathematics') return undefined;
  const start = paragraphStart(text, from);
  let offset = start;
  for (const line of text.slice(start, from).split('\n')) {
    const words = line.trimEnd();
    if (/[^\s>]/u.test(words.slice(0, -2)) && words.endsWith(' $$'))
      return offset + words.length - 2;
    offset += line.length + 1;
  }
  return undefined;
}

/** What is wrong with the fences of a text, and the stretches that were read as something else. */
export function endlessFaults(root: Node, text: string): { faults: Fault[]; unread: string[] } {
  const faults: Fault[] = [];
  const unread: string[] = [];
  let swallowed = false;
  let ended = -1;
  for (const node of nodesOf(root)) {
    const fence = fenceOf(node, text);
    if (!fence) continue;
    const { what, mark, from, own } = fence;
    const tell = (offset: number, message: string, remedy: string): void => {
      faults.push({ ...placeAt(text, offset), field: what, message, remedy });
    };
    const glued = gluedIn(fence);
    const lost = what === 'mathematics' ? /^\$\$[ \t]*(\S.*)/u.exec(own)?.[1] : undefined;
    const quote = /^[ \t]*> ?$/u.test(lineBefore(text, from)) ? '> ' : '';
    const alone =
      lost === undefined
        ? `write ${quote}${mark} on a line of its own below its last line`
        : `write each ${mark} on a line of its own`;
    if (isClosed(fence)) {
      if (what === 'mathematics' && glued !== undefined) {
        // What closes it was meant to open the next, and so on.
        swallowed = !swallowed;
        unread.push(own);
        tell(from + glued, `${mark} beside other text ends no mathematics`, alone);
      } else if (lost !== undefined) {
        const message = `${shown(lost)} behind the $$ that begins a formula is not shown`;
        tell(from, message, 'write it on the next line');
      }
      continue;
    }
    unread.push(own);
    // The line that was to end one in a quotation, and lacks its >, begins another.
    const lazy = ended >= 0 && text.slice(ended, from).trim() === '';
    ended = from + own.length;
    if (lazy) continue;
    if (swallowed) {
      swallowed = false;
      continue;
    }
    const above = openedAbove(fence, text);
    if (above !== undefined) {
      const message = '$$ at the end of a line begins no mathematics';
      tell(above, message, 'write it on a line of its own');
      continue;
    }
    const { line } = placeAt(text, from + (glued ?? 0));
    const why = glued === undefined ? '' : `; ${mark} in line ${line} ends no ${what}`;
    tell(from, `the ${what} that begins here never ends${why}`, alone);
  }
  return { faults, unread };
}
