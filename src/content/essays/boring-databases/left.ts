/** What an ordinary server did while another session left a transaction open. */

import runs from './left.json' with { type: 'json' };
import type { Steady } from './recorded.ts';

/** What the other session left open. */
export type LeftOpen =
  | 'nothing'
  | 'READ COMMITTED after a read'
  | 'REPEATABLE READ after a read'
  | 'after a write';

/** Runs of a queue of one length, each with one kind left open for one stretch. */
interface Left {
  readonly version: string;
  readonly waiting: number;
  /** Jobs from one search to the next, from one VACUUM to the next, and before the forgetting. */
  readonly every: number;
  readonly vacuum: number;
  readonly forgets: number;
  readonly runs: readonly (Steady & { readonly left: string })[];
}

/** The committed recording. */
export const left: Left = runs;
