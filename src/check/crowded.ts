/** Lines of code or of a log that stand in the text as they are, so that line after line cannot be read. */
import type { Stretch } from './finding.ts';
import { paragraphEnd, paragraphStart } from './paragraphs.ts';
import type { Slip } from './slip.ts';

/** Lines below one another that hold slips before they are one fault. */
const LINES = 4;
/** Slips in one paragraph before they are one fault, on whatever lines they stand. */
const SLIPS = 20;

/** What begins a line of a list, a quotation or a table, which is no line of code. */
const MARKED = /^\s*(?:[-*+>|]|\d+[.)])\s/u;

/** Whether a slip is of signs that code and logs are full of, and not of a tag that lacks an end. */
const isOfSigns = ({ field, message }: Slip): boolean =>
  field === 'brace' || / is read as (?:a tag|the start of a tag|a word and a tag)$/u.test(message);

/**
 * The paragraph of the last of `slips` as one slip, where so many are in it that each by itself would
 * say nothing; undefined where they are few.
 */
export function crowdOf(slips: readonly Slip[], source: string): Slip | undefined {
  const last = slips.at(-1);
  if (!last) return undefined;
  const out: Stretch = [paragraphStart(source, last.at), paragraphEnd(source, last.at)];
  const own = slips.filter(({ at }) => at >= out[0] && at < out[1]);
  if (own.length < LINES) return undefined;
  const lines = new Set(
    own.filter(isOfSigns).map(({ at }) => source.lastIndexOf('\n', at - 1) + 1),
  );
  for (const start of lines) if (MARKED.test(source.slice(start, start + 80))) lines.delete(start);
  if (lines.size < LINES && own.length < SLIPS) return undefined;
  return {
    at: Math.min(...own.map(({ at }) => at)),
    field: 'code',
    message: 'one sign after the other here is read as code or as a tag',
    remedy: 'put what is code between lines of ```, or write \\{ and \\<',
    out: [out],
  };
}
