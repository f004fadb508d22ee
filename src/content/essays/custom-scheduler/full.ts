/** Two tenants that together ask for all there is: who waits, draw by draw. */
import { experiment } from '../../../kit/experiment.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { leastServed } from './accounts.ts';
import { engine as assumedEngine, scene } from './assumed.ts';
import { type Log, type Policy, type Request, runEngine } from './engine.ts';
import { aging, firstCome, strictPriority } from './orders.ts';
import { rounded } from './rounding.ts';
import { type Engine, machine, ticks, twoLoads } from './scenes.ts';

/** Seconds at the beginning and at the end of a run whose arrivals are not counted. */
const WARM_UP = 100;
const LATE = 5;

/** Waits in seconds of a tenant's requests, those still waiting at the end with their wait so far. */
function waitsSoFar(engine: Engine, log: Log, requests: readonly Request[], tenant: number) {
  const start = new Map(log.admissions.map(({ request, tick }) => [request.id, tick]));
  const [from, to] = [ticks(engine, WARM_UP), log.ticks - ticks(engine, LATE)];
  return requests
    .filter(
      (request) => request.tenant === tenant && request.arrival > from && request.arrival < to,
    )
    .map(({ id, arrival }) => (((start.get(id) ?? log.ticks) - arrival) * engine.tick) / 1000);
}

/** The rules that are compared, by name. */
export const RULES = ['strict priority', 'aging', 'shares', 'first come'] as const;

/** What one rule makes of the draws: a value for each, s. */
export interface FullRow {
  readonly rule: string;
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly highTail: readonly number[];
}

/** A mean wait over both tenants, as their loads weigh them, s; draw by draw. */
export const weighted = (
  row: FullRow,
  { high, low }: { readonly high: number; readonly low: number },
): number[] => row.low.map((wait, i) => low * wait + high * row.high[i]);

/**
 * Two interactive tenants whose demands together are all that the machine can do, Poisson arrivals,
 * for `minutes`, in a run for each seed: mean waits of both, and the 99th percentile of the high one.
 */
export const nearSaturation = experiment(
  {
    seeds: Array.from({ length: 24 }, (_, i) => i + 1),
    engine: assumedEngine,
    high: scene.high,
    low: scene.low,
    minutes: scene.full,
    headStart: scene.headStart,
    share: scene.weight,
  },
  ({ seeds, engine, high, low, minutes, headStart, share }): FullRow[] => {
    const policies: Record<(typeof RULES)[number], Policy> = {
      'strict priority': strictPriority,
      aging: aging([0, ticks(engine, headStart)]),
      shares: leastServed({ weights: [share, 1] }),
      'first come': firstCome,
    };
    const demands = seeds.map((seed) => twoLoads(engine, [high, low], 60 * minutes, seed));
    return RULES.map((rule) => {
      const runs = demands.map((requests) => {
        const end = ticks(engine, 60 * minutes);
        const log = runEngine(requests, machine(engine, 2), policies[rule], end);
        const [ofHigh, ofLow] = [0, 1].map((tenant) => waitsSoFar(engine, log, requests, tenant));
        return {
          low: mean(ofLow),
          high: mean(ofHigh),
          highTail: quantile(sorted(ofHigh), 0.99),
        };
      });
      const each = (read: (run: (typeof runs)[number]) => number) =>
        runs.map((run) => rounded(read(run), 2));
      return {
        rule,
        low: each(({ low: wait }) => wait),
        high: each(({ high: wait }) => wait),
        highTail: each(({ highTail }) => highTail),
      };
    });
  },
);
