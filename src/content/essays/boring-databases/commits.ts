/** Clients that commit in a loop, and the flush that they share. */

import { seeded } from '../../../kit/sim/random.ts';
import { exponential } from '../../../kit/sim/variates.ts';

/** What one setting of the flush led to. */
export interface Flushes {
  readonly clients: number;
  /** Mean number of commits that one flush made durable. */
  readonly carried: number;
  /** Mean wait from commit to durable, in flushes. */
  readonly wait: number;
}

/**
 * Clients in a loop: think, commit, wait until a flush has made the commit durable. One flush at a
 * time, each as long as any other: 1 unit of time. A commit that comes during a flush joins the
 * next one (PostgreSQL manual, 28.5: WAL configuration).
 *
 * @param clients at least 1
 * @param think mean of the exponential time between commits, in flushes; above 0
 * @param flushes counted, after a tenth as many that are not
 */
export function groupCommit(
  clients: number,
  think: number,
  flushes: number,
  seed: number,
): Flushes {
  const random = seeded(seed);
  const arrival = Array.from({ length: clients }, () => exponential(random, think));
  const skipped = Math.ceil(flushes / 10);
  let now = 0;
  let commits = 0;
  let waits = 0;
  for (let flush = 0; flush < skipped + flushes; flush++) {
    const begin = Math.max(now, Math.min(...arrival));
    now = begin + 1;
    for (let i = 0; i < clients; i++) {
      const came = arrival[i];
      if (came > begin) continue;
      if (flush >= skipped) {
        commits++;
        waits += now - came;
      }
      arrival[i] = now + exponential(random, think);
    }
  }
  return { clients, carried: commits / flushes, wait: waits / commits };
}
