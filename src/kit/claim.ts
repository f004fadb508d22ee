import type { Experiment } from './experiment.ts';
import type { Quantity } from './number.ts';

/**
 * A sentence that knows whether it holds. It has to hold for the result that the essay prints and at
 * every other draw of the experiment.
 */
export interface Claim {
  readonly name: string;
  readonly experiment: Experiment<unknown, unknown>;
  readonly holds: (result: unknown, params: unknown) => boolean;
  /** The numbers that its words print, in their order. */
  readonly numbers: readonly Quantity[];
}

/** What an essay writes down for each claim; the rest of {@link Claim} is filled in. */
interface Predicate<P, R> {
  readonly holds: (result: R, params: P) => boolean;
  readonly numbers?: readonly Quantity[];
}

/**
 * Names the claims that prose makes about one experiment:
 * `const held = claims(steady, { queueWins: { holds: (r) => r.queue < r.random } })`, then
 * `<Claim of={held.queueWins}>the queue wins</Claim>`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function claims<P, R, K extends string>(
  of: Experiment<P, R>,
  predicates: Record<K, Predicate<P, R>>,
): Record<K, Claim> {
  const named = Object.entries<Predicate<P, R>>(predicates).map(([name, predicate]) => [
    name,
    { numbers: [], ...predicate, name, experiment: of },
  ]);
  return Object.fromEntries(named) as Record<K, Claim>;
}
