/** What four ways of writing a claim do under READ COMMITTED, when several workers ask at once. */

/** How the claim is written; the SQL is in `sql/claim-<name>.sql`. */
export type ClaimForm = 'plain' | 'recheck' | 'lock' | 'skip';

/** The forms, from the innocent one to the right one. */
export const FORMS: readonly ClaimForm[] = ['plain', 'recheck', 'lock', 'skip'];

/** What one form led to. */
export interface Outcome {
  readonly claim: ClaimForm;
  /** The job each worker was given, `null` for none, in the order of the answers. */
  readonly claimed: readonly (number | null)[];
  /** Workers that had to wait for another's transaction. */
  readonly waited: number;
  /** Jobs still available when all have committed. */
  readonly available: number;
}

interface Worker {
  /** Place in the list of jobs at which it looks or waits. */
  at: number;
  waits: boolean;
}

/**
 * Workers open a transaction, claim one after another, and commit in the order in which they are
 * answered, the first only when all have asked. A statement sees what was committed when it began,
 * so every worker's sub-select sees every job available. Touching a row that an open transaction
 * holds waits, and after the wait the row's new version is checked against the statement's own
 * condition (PostgreSQL manual, 13.2.1): for `plain` only the id, which still fits.
 *
 * @param workers and jobs: counts, at least 0
 */
export function claimAtOnce(claim: ClaimForm, workers: number, jobs: number): Outcome {
  const holder: (Worker | undefined)[] = Array(jobs).fill(undefined);
  const running: boolean[] = Array(jobs).fill(false);
  const answered: { worker: Worker; job: number | null }[] = [];
  const waiting: Worker[] = [];
  let waited = 0;

  const answer = (worker: Worker, job: number | null) => {
    worker.waits = false;
    if (job !== null) {
      holder[job] = worker;
      running[job] = true;
    }
    answered.push({ worker, job });
  };

  /** Goes on from where the worker stands, until it is answered or has to wait. */
  const advance = (worker: Worker) => {
    for (; worker.at < jobs; worker.at++) {
      const held = holder[worker.at] !== undefined;
      if (held && claim === 'skip') continue;
      if (held) {
        worker.waits = true;
        waiting.push(worker);
        return;
      }
      if (!running[worker.at] || claim === 'plain') return answer(worker, worker.at);
      if (claim === 'recheck') return answer(worker, null);
    }
    answer(worker, null);
  };

  for (let i = 0; i < workers; i++) {
    const worker: Worker = { at: 0, waits: false };
    advance(worker);
    if (worker.waits) waited++;
  }
  for (let i = 0; i < answered.length; i++) {
    const { worker, job } = answered[i];
    if (job !== null && holder[job] === worker) holder[job] = undefined;
    for (const next of waiting.splice(0)) advance(next);
  }
  return {
    claim,
    claimed: answered.map(({ job }) => (job === null ? null : job + 1)),
    waited,
    available: running.filter((taken) => !taken).length,
  };
}
