/**
 * Writes what the figures that play read from the bench, `tables.ts`. Run it with `node` when the unit
 * test says so, and commit the outcome.
 */
import { writeFileSync } from 'node:fs';
import { played } from './played.ts';

const { counts, pairs, said } = played();
const numbers = (values: readonly number[]) => values.map((value) => value || '').join();
writeFileSync(
  new URL('tables.ts', import.meta.url),
  `/** What the figures that play read from the bench; see played.ts. Written by record.ts. */

/** By kind of query a line for each number of probes: how many queries found 0, 1, … 10 neighbours. */
export const COUNTS = {
${Object.entries(counts)
  .map(([kind, rows]) => `  ${kind}: \`\n${rows.map(numbers).join('\n')}\`,\n`)
  .join('')}};

/** By pair, for the complete answer and the other: distances returned, in thousandths, and missed. */
export const PAIRS = [
${pairs.map((pair) => `  ${JSON.stringify(pair)},\n`).join('')}];

/** By group of queries: the recall that was said of them, and how many found 0, 1, … 10 neighbours. */
export const SAID = {
${Object.entries(said)
  .map(
    ([name, groups]) =>
      `  ${name}: \`\n${groups.map((group) => `${group.said},${numbers(group.found)}`).join('\n')}\`,\n`,
  )
  .join('')}};
`,
);
