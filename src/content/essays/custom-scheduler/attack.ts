/** The machine that a reader attacks: two tenants with steady habits, and a third that is the reader's. */
import { experiment } from '../../../kit/experiment.ts';
import { LIFTS, leastServed } from './accounts.ts';
import { attack as assumed } from './assumed.ts';
import type { Policy, Request } from './engine.ts';
import { filmed, type History } from './frames.ts';
import type { Case } from './list.ts';
import { firstCome } from './orders.ts';
import { VARIANTS } from './variants.ts';

/** What a reader sets, and what stays. */
export interface Attack {
  /** The key of one of {@link OPPONENTS}. */
  readonly scheduler: string;
  /** The tick at which the reader's tenant, A, first sends. */
  readonly arrives: number;
  /** How many requests it sends at a time. */
  readonly count: number;
  /** Tokens of each of its answers. */
  readonly answer: number;
  /** Ticks from one time that it sends to the next. */
  readonly again: number;
  readonly slots: number;
  readonly prompt: number;
  readonly longest: number;
  /** Requests that B and C each send at a time, when, and the length of their answers. */
  readonly others: number;
  readonly times: readonly number[];
  readonly short: number;
  readonly until: number;
}

/** The schedulers that can be attacked. */
export const OPPONENTS: readonly { key: string; label: string; policy: Policy }[] = [
  ...VARIANTS,
  { key: 'first', label: 'first come, first served', policy: firstCome },
];

/** The last tick that is played. */
export const LAST = 84;

/** Everybody's requests. */
export function attackers(of: Attack): Case {
  const { arrives, count, answer, again, prompt, others, times, short, until, ...machine } = of;
  const drafts: Omit<Request, 'id'>[] = [];
  const send = (tenant: number, arrival: number, output: number, many: number) => {
    for (let i = 0; i < many; i++) drafts.push({ tenant, arrival, prompt, output });
  };
  for (let arrival = arrives; arrival < until; arrival += again) send(0, arrival, answer, count);
  for (const time of times) for (const tenant of [1, 2]) send(tenant, time, short, others);
  const requests = drafts
    .sort((a, b) => a.arrival - b.arrival || a.tenant - b.tenant)
    .map((draft, id) => ({ ...draft, id }));
  return {
    tenants: 3,
    slots: machine.slots,
    longestPrompt: prompt,
    longestOutput: machine.longest,
    requests,
  };
}

/** The machine and the habits of B and C. */
const SCENE = {
  slots: assumed.slots,
  prompt: assumed.prompt,
  longest: assumed.longest,
  others: assumed.others,
  times: [0, assumed.second],
  short: assumed.short,
  until: LAST,
};

/** A scheduler under an attack. */
const met = (of: Attack, policy: Policy): History =>
  filmed(attackers(of), policy, 'tick', of.until).history;

const opponent = (key: string): Policy =>
  (OPPONENTS.find((one) => one.key === key) ?? OPPONENTS[0]).policy;

/** A sound scheduler and the one that was chosen, under the same attack. */
const under = (of: Attack): { sound: History; chosen: History } => ({
  sound: met(of, opponent('floor')),
  chosen: met(of, opponent(of.scheduler)),
});

/** A comes late, with much to do, and meets a scheduler that lifts nobody. */
export const attack = experiment(
  { scheduler: 'noLift', arrives: 60, count: 20, answer: 4, again: 60, ...SCENE },
  (of: Attack) => under(of),
);

/**
 * A sends one request every other tick, and meets a scheduler that forgives whoever returns; `byAge` is
 * the same one where a tie goes to whoever came first.
 */
export const amnesty = experiment(
  { scheduler: 'reset', arrives: 0, count: 1, answer: 4, again: 2, ...SCENE },
  (of: Attack) => ({
    ...under(of),
    byAge: met(of, leastServed({ lift: LIFTS.reset, ties: 'oldest' })),
  }),
);
