/** Prints ranks.ts: `node ranks.make.ts > ranks.ts`. The unit test says when it must run again. */
import { encodeRanks } from './knee.ts';
import { BENCH, lab } from './lab.ts';
import { KINDS } from './world.ts';

const { walks } = lab(BENCH).test;
console.log(`/**
 * The rank table of the test queries: ten digits per query, one per true neighbour, saying how many
 * lists the query visits before that neighbour's. See knee.ts; printed by ranks.make.ts.
 */
export const RANKS = {`);
KINDS.forEach((kind, code) => {
  const rows = walks.filter((walk) => walk.kind === code).map((walk) => encodeRanks(walk.ranks));
  const text = rows.sort().join('').replace(/.{90}/g, '$&\n').trim();
  console.log(`  ${kind}: \`\n${text}\`,`);
});
console.log('};');
