/** Two busy tenants, and a third that comes back after a while. */
import { experiment } from '../../../kit/experiment.ts';
import { LIFTS, leastServed } from './accounts.ts';
import { engine as assumedEngine, scene } from './assumed.ts';
import { type Log, runEngine } from './engine.ts';
import { rounded } from './rounding.ts';
import { machine, receivedBetween, returning, ticks } from './scenes.ts';

/** Shares of the service in the `window` ticks up to each of `moments`, one row per moment. */
const sharesAt = (log: Log, moments: readonly number[], window: number): number[][] =>
  moments.map((tick) => {
    const amounts = receivedBetween(log, Math.max(0, tick - window), tick);
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    return amounts.map((amount) => rounded(sum === 0 ? 0 : amount / sum, 3));
  });

/**
 * Two busy tenants and a third that comes back after `absence` minutes, with and without a rule for
 * those who come back, in a run for each seed. `held` is the time in seconds for which the third has
 * more than half of the service of the last `window` seconds, `shut` the longest time without an
 * admission of the other two; `shares` are those of the three tenants at each of `seconds` of the
 * first run.
 */
export const comingBack = experiment(
  {
    seeds: [1, 2, 3, 4, 5, 6],
    engine: assumedEngine,
    absence: scene.absence,
    window: 10,
    from: 200,
    to: 420,
  },
  ({ seeds, engine, absence, window: span, from, to }) => {
    const back = ticks(engine, 60 * absence);
    const window = ticks(engine, span);
    const seconds = Array.from({ length: (to - from) / 4 + 1 }, (_, i) => from + 4 * i);
    const inSeconds = (amount: number) => rounded((amount * engine.tick) / 1000, 2);
    const demands = seeds.map((seed) => returning(engine, 60 * absence, seed));
    const under = (lift: (typeof LIFTS)[keyof typeof LIFTS]) => {
      const logs = demands.map((requests) =>
        runEngine(
          requests,
          machine(engine, 3),
          leastServed({ lift }),
          ticks(engine, 60 * absence + 300),
        ),
      );
      const runs = logs.map((log) => {
        const moments = Array.from({ length: log.ticks - back }, (_, i) => back + i);
        const held = sharesAt(log, moments, window).filter(([, , third]) => third > 0.5).length;
        let shut = 0;
        let previous = back;
        for (const { request, tick } of log.admissions) {
          if (tick < back || request.tenant === 2) continue;
          shut = Math.max(shut, tick - previous);
          previous = tick;
        }
        return { held: inSeconds(held), shut: inSeconds(shut) };
      });
      return {
        held: runs.map(({ held }) => held),
        shut: runs.map(({ shut }) => shut),
        shares: sharesAt(
          logs[0],
          seconds.map((second) => ticks(engine, second)),
          window,
        ),
      };
    };
    return { seconds, without: under(LIFTS.none), with: under(LIFTS.toFloor) };
  },
);
