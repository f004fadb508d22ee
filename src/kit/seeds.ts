/**
 * Other draws of an experiment with randomness: the same model with other seeds, to tell what is
 * true of it from what is true of one run.
 */

/** With how many other sets of seeds a printed number is compared. */
export const OTHER_DRAWS = 8;

/** The parameters from which an experiment may draw its randomness: a number, or a list of them. */
const SEEDS = ['seed', 'seeds'] as const;

/** Far enough apart that no list of seeds reaches into the next. */
const APART = 1000;

/** Whether an experiment's randomness is drawn from one of its parameters. */
export const isDrawn = (params: unknown): boolean =>
  typeof params === 'object' && params !== null && SEEDS.some((name) => name in params);

/** The parameters with the seeds of another draw; draw 0 is the one that is printed. */
export function drawnAs<P>(params: P, draw: number): P {
  const moved = (seed: unknown): unknown =>
    Array.isArray(seed) ? seed.map(moved) : Number(seed) + APART * draw;
  const known = params as Record<string, unknown>;
  const seeds = SEEDS.filter((name) => name in known).map((name) => [name, moved(known[name])]);
  return { ...params, ...Object.fromEntries(seeds) };
}

/** The parameters of the other draws; none where nothing is drawn. */
export const otherDraws = <P>(params: P): P[] =>
  isDrawn(params) ? Array.from({ length: OTHER_DRAWS }, (_, i) => drawnAs(params, i + 1)) : [];
