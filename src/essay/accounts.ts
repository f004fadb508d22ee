/**
 * Where everything comes from that an essay prints of its model: its numbers, claims, assumptions and
 * figures, for the list at its end and for machines.
 */
import { holdingsOf } from './holds.ts';
import { type Printed, printedOf } from './printed.ts';
import { runsOf } from './results.ts';
import { committedSpreads, type Spreads, spreadsOf } from './spreads.ts';

const NO_SPREADS: Spreads = { numbers: new Map(), claims: new Map() };

/**
 * The accounts of an essay; all lists are empty where it has no model.
 *
 * @throws what a run, a caption or a drawing throws
 */
export async function accountsOf(slug: string): Promise<Printed> {
  const held = await holdingsOf(slug);
  const runs = runsOf(slug, held);
  // Other draws take their time: whoever writes does not wait for them.
  const spreads = import.meta.env?.DEV
    ? (committedSpreads(slug) ?? NO_SPREADS)
    : spreadsOf(slug, held, runs);
  return printedOf(held, runs, spreads, []);
}
