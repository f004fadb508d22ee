/** The flood on replicas whose requests share their steps. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { FLOOD, given } from './assumed.ts';
import { countsFor, floodsOf, isBusy } from './crowd.ts';
import { type Discipline, fair, firstCome, limited, limitedEach, strict } from './disciplines.ts';
import { type Engine, simulateBatches } from './engine.ts';
import { type Spread, spreadOf, tail, waits } from './measures.ts';
import { classOf, type Machine, ofSixth, type Request } from './workload.ts';

/** What the queue in front of the replicas does, top to bottom. */
export const INSIDE_RULES = [
  'without the flood',
  'first come',
  'fair shares',
  'strict classes',
  'a limit for the sixth',
  'a replica apart',
] as const;
export type InsideRule = (typeof INSIDE_RULES)[number];

/** What one rule comes to for chat-b, over runs. */
export interface Inside {
  readonly rule: InsideRule;
  /** 99th percentile of the wait for a slot, s. */
  readonly wait: Spread;
  /** Mean time from one token of an answer to the next, ms. */
  readonly token: Spread;
  /** Seconds from the flood's beginning until the sixth's last request starts, if it sends. */
  readonly lastStart: Spread | null;
}

const queueOf = (rule: InsideRule, machine: Machine, limit: number): Discipline => {
  if (rule === 'a limit for the sixth') return limited(limit, ofSixth)();
  if (rule === 'fair shares') return fair({ machine })();
  return rule === 'strict classes' ? strict(classOf)() : firstCome();
};

/** Requests without some, numbered anew. */
const renumbered = (requests: readonly Request[]): Request[] =>
  requests.map((request, id) => ({ ...request, id }));

/** The flood on such an engine. */
const SHARED = {
  ...FLOOD,
  background: given.sharedLoad,
  reads: given.sharedReads,
  emptyStep: given.emptyStep,
  chunk: given.chunk,
};

/** Waits, and pace of the answers, where prompts and answers share a replica's steps. */
export const inside = experiment(
  {
    seeds: [1, 2, 3, 4, 5, 6],
    ...SHARED,
    apart: given.apart,
    limit: given.limit,
  },
  ({ reads, emptyStep, chunk, apart, limit, ...scene }): Inside[] => {
    const { machine, start } = scene;
    const engine: Engine = { ...machine, reads, emptyStep, chunk };
    const streams = floodsOf(scene);
    return INSIDE_RULES.map((rule) => {
      const alone = rule === 'without the flood' || rule === 'a replica apart';
      const left = rule === 'a replica apart' ? machine.replicas - apart : machine.replicas;
      const found = streams.map(({ seed, requests }) => {
        const serve = (sent: readonly Request[], replicas: number) =>
          simulateBatches(sent, queueOf(rule, machine, limit), {
            engine: { ...engine, replicas },
            seed,
          });
        const sent = alone ? renumbered(requests.filter((request) => !ofSixth(request))) : requests;
        const run = serve(sent, left);
        const sixth = renumbered(requests.filter(ofSixth));
        const lastStart = alone
          ? Math.max(...serve(sixth, apart).start)
          : Math.max(...sent.filter(ofSixth).map(({ id }) => run.start[id]));
        const mine = (request: Request) => request.tenant === 'chat-b' && isBusy(request, start);
        const paces = sent
          .filter(mine)
          .map(({ id, output }) => (1000 * (run.finish[id] - run.read[id])) / output);
        return {
          wait: tail(waits(sent, run, mine)),
          token: mean(paces),
          lastStart: lastStart - start,
        };
      });
      return {
        rule,
        wait: spreadOf(found.map((one) => one.wait)),
        token: spreadOf(found.map((one) => one.token)),
        lastStart:
          rule === 'without the flood' ? null : spreadOf(found.map((one) => one.lastStart)),
      };
    });
  },
);

/** 99th-percentile waits of two tenants, s. */
export interface Limits {
  readonly rule: 'first come' | 'fair shares' | 'limit' | 'wider limit';
  readonly chatA: Spread;
  readonly chatB: Spread;
}

/** The same limit for every tenant, on the same engine. */
export const limits = experiment(
  { seeds: [1, 2, 3], ...SHARED, limit: given.limit, wider: given.wider },
  ({ reads, emptyStep, chunk, limit, wider, ...scene }): Limits[] => {
    const { machine, start } = scene;
    const engine: Engine = { ...machine, reads, emptyStep, chunk };
    const streams = floodsOf(scene);
    const under = (rule: Limits['rule'], queue: () => Discipline): Limits => {
      const runs = streams.map(({ seed, requests }) => ({
        requests,
        run: simulateBatches(requests, queue(), { engine, seed }),
      }));
      const tailOf = (tenant: string) =>
        spreadOf(
          runs.map(({ requests, run }) => tail(waits(requests, run, countsFor(tenant, start)))),
        );
      return { rule, chatA: tailOf('chat-a'), chatB: tailOf('chat-b') };
    };
    return [
      under('first come', firstCome),
      under('fair shares', fair({ machine })),
      under('limit', limitedEach(limit)),
      under('wider limit', limitedEach(wider)),
    ];
  },
);
