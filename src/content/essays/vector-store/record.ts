/**
 * Writes the rank table that the explorable counts in, `ranks.ts`, from the bench. Run it with
 * `node` when the unit test says so, and commit the outcome.
 */
import { writeFileSync } from 'node:fs';
import { encodeRanks } from './knee.ts';
import { ranked } from './ranked.ts';
import { KINDS } from './world.ts';

const walks = ranked();
const tables = KINDS.map((kind, code) => {
  const rows = walks.filter((walk) => walk.kind === code).map((walk) => encodeRanks(walk.ranks));
  const lines =
    rows
      .sort()
      .join('')
      .match(/.{1,90}/g) ?? [];
  return `  ${kind}: \`\n${lines.join('\n')}\`,\n`;
});
writeFileSync(
  new URL('ranks.ts', import.meta.url),
  `/**
 * The rank table of the test queries: ten digits per query, one per true neighbour, saying how many
 * lists the query visits before that neighbour's. See knee.ts; written by record.ts.
 */
export const RANKS = {
${tables.join('')}};
`,
);
