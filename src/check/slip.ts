/** A slip: what keeps an essay from being read, told, and left out so that the rest can be read. */
import type { Stretch } from './finding.ts';

/** One thing that the parser cannot read. */
export interface Slip {
  readonly at: number;
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
  /** What to leave out so that the rest can be read. */
  readonly out: readonly Stretch[];
}

/** Makes slips of a tag that stands at an offset. */
export const tagSlip =
  (at: number) =>
  (message: string, remedy: string, out: readonly Stretch[]): Slip => ({
    at,
    field: 'tag',
    message,
    remedy,
    out,
  });
