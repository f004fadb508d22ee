/** Three tenants that always wait, under four policies, measured in three currencies. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { CURRENCIES, leastServed } from './accounts.ts';
import { engine as assumedEngine, scene } from './assumed.ts';
import { type Policy, type Request, runEngine } from './engine.ts';
import { judge } from './judge.ts';
import { unit } from './list.ts';
import { firstCome, roundRobin } from './orders.ts';
import { rounded } from './rounding.ts';
import {
  backlog,
  jainIndex,
  KINDS,
  LONGEST,
  machine,
  receivedBetween,
  slotTicks,
  ticks,
} from './scenes.ts';

const CURRENCY_POLICIES: readonly (readonly [string, Policy])[] = [
  ['first come', firstCome],
  ['round robin by request', roundRobin],
  ['counters, priced tokens', leastServed()],
  ['counters, slot time', leastServed({ currency: CURRENCIES.slotTime })],
];

/** Amounts of three tenants as shares of their sum, and Jain's index. */
function shares(amounts: readonly number[]) {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return {
    shares: amounts.map((amount) => rounded(amount / sum, 4)),
    jain: rounded(jainIndex(amounts), 4),
  };
}

/** Means of shares and indices over runs, and the index of each run. */
const inRuns = (runs: readonly ReturnType<typeof shares>[]) => ({
  shares: KINDS.map((_, tenant) => rounded(mean(runs.map((run) => run.shares[tenant])), 4)),
  jain: rounded(mean(runs.map(({ jain }) => jain)), 4),
  jains: runs.map(({ jain }) => jain),
});

/**
 * Three tenants that always wait, under four policies, measured in three currencies over
 * `measured` seconds after a warm-up of 150 s, in a run for each seed. `gap` is the widest of two
 * tenants that wait, seen at every pick, and `unit` is U; both in priced tokens.
 */
export const currencies = experiment(
  {
    seeds: [1, 2, 3, 4, 5, 6],
    engine: assumedEngine,
    mix: [scene.code, scene.chat, scene.long],
    measured: scene.measured,
  },
  ({ seeds, engine, mix, measured }) => {
    const from = ticks(engine, 150);
    const demands = seeds.map((seed) => backlog(engine, mix, seed));
    return CURRENCY_POLICIES.map(([policy, make]) => {
      const runs = demands.map((requests) => {
        const limits = { ...machine(engine, 3), ...LONGEST, requests };
        const { look, most } = judge(limits);
        const log = runEngine(
          requests,
          limits,
          make,
          ticks(engine, 150 + measured),
          (step, state, request) => {
            if (step === 'pick' && state.now >= from) look(step, state, request);
          },
        );
        const started = log.admissions.filter(({ tick }) => tick >= from);
        const perTenant = (amount: (request: Request) => number) =>
          KINDS.map((_, tenant) =>
            started.reduce(
              (sum, { request }) => sum + (request.tenant === tenant ? amount(request) : 0),
              0,
            ),
          );
        const tokens = receivedBetween(log, from, log.ticks - 1);
        return {
          requests: shares(perTenant(() => 1)),
          tokens: shares(tokens),
          slotTime: shares(perTenant((request) => slotTicks(engine, request))),
          served: tokens.reduce((sum, amount) => sum + amount, 0),
          gap: most[4],
        };
      });
      return {
        policy,
        requests: inRuns(runs.map(({ requests }) => requests)),
        tokens: inRuns(runs.map(({ tokens }) => tokens)),
        slotTime: inRuns(runs.map(({ slotTime }) => slotTime)),
        served: Math.round(mean(runs.map(({ served }) => served))),
        gap: Math.round(mean(runs.map(({ gap }) => gap))),
        unit: unit({ ...LONGEST, slots: engine.slots }),
        // U in seconds of the machine, at the pace at which it serves priced tokens in each run.
        unitSeconds: runs.map(({ served }) =>
          rounded((unit({ ...LONGEST, slots: engine.slots }) * measured) / served, 2),
        ),
        gaps: runs.map(({ gap }) => gap),
      };
    });
  },
);
