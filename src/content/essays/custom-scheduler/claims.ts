/** The sentences about the model, each with what makes it true. */
import { claims } from '../../../kit/claim.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { median } from './draws.ts';
import type { Frame, History } from './frames.ts';
import { weighted } from './full.ts';
import {
  amnesty,
  attack,
  attaining,
  breakIt,
  comingBack,
  currencies,
  exhausted,
  matrix,
  nearSaturation,
} from './model.ts';
import { away, broken, caught, currency, ruleOf, saturated, small, smallest } from './numbers.ts';
import { SMALLEST } from './smallest.ts';

/** The last still of a run. */
const endOf = ({ frames }: History): Frame => frames[frames.length - 1];

/** The sentences that a run has broken at its end. */
const outOf = (history: History): string => [...endOf(history).out].sort().join();

export const attacked = claims(attack, {
  nothingMuch: { holds: ({ sound }) => outOf(sound) === '' },
  bothSlots: {
    holds: ({ chosen }, { arrives }) =>
      chosen.frames.every(
        ({ tick, slots }) => tick < arrives || slots.every((tenant) => tenant === 0),
      ) && outOf(chosen) === '4,5,7',
  },
});

export const forgiven = claims(amnesty, {
  starves: {
    holds: ({ chosen }) => {
      const [a, b, c] = endOf(chosen).received;
      return outOf(chosen) === '5,6' && b + c < a / 20;
    },
  },
  byAge: {
    holds: ({ byAge }) => {
      const { received } = endOf(byAge);
      return outOf(byAge) === '6' && Math.max(...received) < 1.1 * Math.min(...received);
    },
  },
});

export const fiveRequests = claims(attaining, {
  pickByPick: {
    holds: ({ unit, picks, gap, bypass }) =>
      unit === 3 &&
      gap === 2 * unit &&
      bypass === 2 * unit &&
      picks.map(([tenant, counter]) => `${'AB'[tenant]} ${counter}`).join() ===
        'B 0,A 0,A 3,B 3,A 6',
  },
});

/** Jain's index from which on shares are called fair. */
const FAIR = 0.995;

export const shared3 = claims(currencies, {
  fairInOne: {
    holds: ([first, ...others]) =>
      others.every((row, own) =>
        [row.requests, row.tokens, row.slotTime].every(({ jains }, i) =>
          jains.every((jain) => (i === own ? jain >= FAIR : jain < 0.8)),
        ),
      ) && first !== undefined,
  },
  firstInNone: {
    holds: ([first]) =>
      [first.requests, first.tokens, first.slotTime].every(({ jains }) =>
        jains.every((jain) => jain < FAIR),
      ),
  },
  chatTakes: {
    holds: (r) => r[2].slotTime.shares[1] > 0.72 && r[2].slotTime.shares[1] < 0.78,
  },
  twice: {
    holds: (r) => r[3].served > 1.9 * r[2].served,
    numbers: [currency.bySlot, currency.byToken],
  },
  halfMinute: {
    holds: (r) => r[2].unitSeconds.every((one) => 2 * one > 30 && 2 * one < 40),
  },
  gapBelowU: {
    holds: (r) =>
      r[2].gaps.every((gap) => gap < r[2].unit) && r[0].gaps.every((gap) => gap > 10 * r[0].unit),
    numbers: [currency.gap, currency.unit, currency.firstGap],
  },
});

export const returned = claims(comingBack, {
  holdsHalf: {
    holds: ({ without: { held, shut } }, { absence }) => {
      const part = mean(held) / (60 * absence);
      return part > 0.45 && part < 0.6 && mean(shut) > 0.9 * mean(held);
    },
  },
  liftCures: {
    holds: (r) =>
      mean(r.with.held) < mean(r.without.held) / 20 &&
      mean(r.with.shut) < mean(r.without.shut) / 20,
    numbers: [away.pause],
  },
});

/** How many cases of both kinds break a sentence. */
const ofBoth = (r: Parameters<typeof broken>[0], key: string, sentence: number): number =>
  broken(r, key, 'uniform', sentence) + broken(r, key, 'phased', sentence);

export const list = claims(matrix, {
  soundKeep: {
    holds: ({ rows }) =>
      rows.every(({ fault, uniform, phased }) =>
        fault ? true : [...uniform, ...phased].every((found) => found === 0),
      ),
  },
  everyBugCaught: {
    holds: ({ rows }) =>
      rows.every(({ key, fault, uniform, phased }) =>
        fault && key !== 'toGreatest' ? [...uniform, ...phased].some((found) => found > 0) : true,
      ),
  },
  oneAndThree: {
    holds: (r) => r.rows.every(({ key }) => [1, 3].every((n) => ofBoth(r, key, n) === 0)),
  },
  refillByTwoOnly: {
    holds: (r) => [1, 3, 4, 5, 6, 7].every((n) => ofBoth(r, 'refill', n) === 0),
    numbers: [caught.refill2],
  },
  tightFails: {
    holds: ({ beyondTight: { uniform, phased } }) => Math.min(uniform, phased) > 0.1,
  },
  requestsPassFive: {
    holds: (r, { cases }) =>
      ofBoth(r, 'requests', 5) === 0 &&
      (['uniform', 'phased'] as const).every((kind) => broken(r, 'requests', kind, 4) > cases / 25),
  },
  doneOutside: {
    holds: (r, { cases }) =>
      [4, 5].every((n) => ofBoth(r, 'done', n) <= cases / 200) && ofBoth(r, 'done', 7) > cases / 40,
  },
  resetOutside: {
    holds: (r, { cases }) =>
      ofBoth(r, 'reset', 6) > 1.8 * cases &&
      [1, 2, 3, 4, 5, 7].every((n) => ofBoth(r, 'reset', n) < (2 * cases) / 100),
  },
  greatestHides: {
    holds: (r, { cases }) => ofBoth(r, 'toGreatest', 7) < (2 * cases) / 200,
  },
  anyRarelyOutside: {
    holds: (r, { cases }) =>
      [4, 5].every((n) => broken(r, 'liftIfAny', 'uniform', n) <= cases / 100),
  },
  anyInside: {
    holds: (r) => broken(r, 'liftIfAny', 'uniform', 7) > 10 * broken(r, 'liftIfAny', 'uniform', 5),
    numbers: [caught.any7],
  },
  phasedFind: {
    holds: (r) =>
      [4, 5].every(
        (n) => broken(r, 'liftIfAny', 'phased', n) > 5 * broken(r, 'liftIfAny', 'uniform', n),
      ),
  },
  noLiftOftener: {
    holds: (r) => broken(r, 'noLift', 'phased', 4) > 6 * broken(r, 'noLift', 'uniform', 4),
  },
});

export const scoped = claims(exhausted, {
  soundPass: { holds: ({ sound }) => sound.every((one) => one.broken === 0) },
  attained: {
    holds: ({ sound: [floor] }) => floor.gap === 2,
    numbers: [small.attains],
  },
  noSmaller: {
    holds: ({ smallest: found }) =>
      found.every(
        ({ key, slots, requests }) =>
          JSON.stringify(
            SMALLEST.filter((one) => one.key === key).map(({ made }) => [
              made.slots,
              made.requests,
            ]),
          ) === JSON.stringify([[slots, requests]]),
      ),
  },
});

export const stepped = claims(breakIt, {
  each: {
    holds: ({ all }) => all.length === SMALLEST.length,
    numbers: [smallest.requests],
  },
});

export const fullMachine = claims(nearSaturation, {
  oneRun: {
    holds: (r) => {
      const { low } = ruleOf(r, 'strict priority');
      return Math.max(...low) > 6 * Math.min(...low);
    },
    numbers: [saturated.runs, saturated.luckiest, saturated.unluckiest],
  },
  inTurn: {
    holds: (r) => {
      const [strict, aged, shared] = (['strict priority', 'aging', 'shares'] as const).map((rule) =>
        ruleOf(r, rule),
      );
      return (
        median(aged.low) < median(strict.low) &&
        median(shared.low) < 0.6 * median(aged.low) &&
        median(strict.high) < median(aged.high) &&
        median(aged.high) < median(shared.high)
      );
    },
  },
  conserved: {
    holds: (r, loads) => {
      const sums = r.map((row) => median(weighted(row, loads)));
      return Math.max(...sums) < 1.25 * Math.min(...sums);
    },
  },
});
