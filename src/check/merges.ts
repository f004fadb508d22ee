/** The marks that a merge leaves in a text where two versions of it do not agree. */
import { frontMatterOf } from '../essay/matter.ts';
import { type Fault, placeAt, type Stretch } from './finding.ts';
import { isInCode } from './paragraphs.ts';
import type { Slip } from './slip.ts';

/** What is said of a merge, of its first mark. */
const saidOf = (mark: string) => ({
  field: 'merge',
  message: `a merge left its marks here, ${mark.trim()}`,
  remedy: 'keep one of the two versions and remove the lines of <<<<<<<, ======= and >>>>>>>',
});

const WHOLE = /^(<{7}(?: .*)?)\r?\n(?:[^\n]*\n)*?={7}\r?\n(?:[^\n]*\n)*?>{7}(?: .*)?\r?$/mu;

/** Where the first whole merge stands in a text; undefined where none does. */
export function mergeIn(source: string): Stretch | undefined {
  const found = WHOLE.exec(source);
  return found ? [found.index, found.index + found[0].length] : undefined;
}

/** The first whole merge in a text that is no essay's, as a fault: one is told for the file. */
export function mergeFault(source: string): Fault | undefined {
  const [from] = mergeIn(source) ?? [];
  if (from === undefined) return undefined;
  const mark = /.*/u.exec(source.slice(from))?.[0] ?? '';
  return { ...placeAt(source, from), ...saidOf(mark) };
}

/** The merges whose marks were left in the text, from `<<<<<<<` on; the second version is left out. */
export function mergeSlips(source: string): Slip[] {
  const matter = frontMatterOf(source);
  const body = matter ? source.indexOf('\n---', matter.offset - 1) : 0;
  const slips: Slip[] = [];
  for (const mark of source.matchAll(/^<{7}(?: .*)?\r?$/gmu)) {
    const from = mark.index;
    if (from < body || isInCode(source, from)) continue;
    const rest = source.slice(from);
    const end = /^>{7}(?: .*)?$/mu.exec(rest);
    const middle = /^(?:\|{7}.*|={7})\r?$/mu.exec(rest)?.index;
    const to = end ? from + end.index + end[0].length : from + mark[0].length;
    slips.push({
      at: from,
      ...saidOf(mark[0]),
      out: [
        [from, from + mark[0].length],
        [middle === undefined ? to : Math.min(to, from + middle), to],
      ],
    });
  }
  const within = (at: number): boolean =>
    slips.some(({ at: from, out }) => at >= from && out.some(([, to]) => at < to));
  // What is left of a merge whose first mark was removed.
  for (const mark of source.matchAll(
    /(?<=\n\r?\n)={7}(?=\r?$)|^>{7}(?: .*)?$|^\|{7} [^|\n]+$/gmu,
  )) {
    const { index, 0: line } = mark;
    if (index < body || within(index) || isInCode(source, index)) continue;
    slips.push({
      at: index,
      field: 'merge',
      message: `a mark of a merge was left here, ${line.trim()}`,
      remedy: 'remove the line, and the version that is not meant',
      out: [[index, index + line.length]],
    });
  }
  return slips;
}
