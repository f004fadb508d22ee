/** The least of several values, ties broken at random. */
import type { Random } from '../../../kit/sim/random.ts';
import { type Fleet, hasFreeSlot } from './fleet.ts';

/** Values closer than this are a tie. */
const TIE = 1e-12;

/**
 * Makes a chooser of the least of `count` values, ties broken at random (one draw per tie).
 * The chooser returns the index, or −1 when every value is Infinity.
 */
export function leastOf(count: number, ties: Random): (value: (i: number) => number) => number {
  const values = new Float64Array(count);
  return (value) => {
    let least = Number.POSITIVE_INFINITY;
    let equals = 0;
    for (let i = 0; i < count; i++) {
      const v = value(i);
      values[i] = v;
      if (v < least - TIE) {
        least = v;
        equals = 1;
      } else if (v <= least + TIE && v < Number.POSITIVE_INFINITY) equals++;
    }
    if (equals === 0) return -1;
    let skip = equals === 1 ? 0 : Math.floor(ties() * equals);
    for (let i = 0; i < count; i++) {
      if (values[i] <= least + TIE && skip-- === 0) return i;
    }
    return -1;
  };
}

/** Makes a chooser of the replica with the fewest active requests and a free slot, or −1. */
export function fewestActive(fleet: Fleet, ties: Random): () => number {
  const choose = leastOf(fleet.machine.replicas, ties);
  const value = (replica: number) =>
    hasFreeSlot(fleet, replica) ? fleet.active[replica] : Number.POSITIVE_INFINITY;
  return () => choose(value);
}

/** Makes a chooser of the lesser of two different values of `count`, picked at random. */
export function leastOfTwo(count: number, ties: Random): (value: (i: number) => number) => number {
  return (value) => {
    const first = Math.floor(ties() * count);
    const other = Math.floor(ties() * (count - 1));
    const second = other >= first ? other + 1 : other;
    // The pair comes in random order, so that a tie needs no draw of its own.
    return value(second) < value(first) ? second : first;
  };
}
