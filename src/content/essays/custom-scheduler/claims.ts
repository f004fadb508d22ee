/** The sentences about the model, each with what makes it true. */
import { claims } from '../../../kit/claim.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { scene } from './assumed.ts';
import {
  agingName,
  breakIt,
  burstOfLong,
  comingBack,
  currencies,
  matrix,
  nearSaturation,
  sharesName,
  twoClasses,
  twoPoles,
} from './model.ts';
import {
  away,
  broken,
  burstWaits,
  caught,
  currency,
  policy,
  priority,
  saturated,
} from './numbers.ts';

const near = (a: number, b: number, by: number): boolean => Math.abs(a - b) <= by;
const median = (values: readonly number[]): number => quantile(sorted(values), 0.5);

export const starvation = claims(twoClasses, {
  ratio: {
    holds: ({ high, low }, params) => near((low / high) * (1 - params.high - params.low), 1, 1e-9),
    numbers: [priority.ratio],
  },
  conserved: {
    holds: ({ conserved, conservedFifo }) => near(conserved, conservedFifo, 1e-9),
    numbers: [priority.sum, priority.fifoSum],
  },
});

export const simulated = claims(twoPoles, {
  lowLeaves: {
    holds: ({ theory, simulated }) =>
      [...theory, ...simulated].every(
        ({ load, high, low, fifo }) => load === 0 || (high < fifo && fifo < low),
      ),
  },
});

const aged = agingName(scene.headStart.assumed);
const shared = sharesName(scene.share.assumed);

export const oneBurst = claims(burstOfLong, {
  strictShort: {
    holds: (r) => policy(r, 'strict priority').p99.mean < policy(r, aged).p99.mean / 15,
  },
  sharesAlike: {
    holds: (r) => {
      const [strict, ours] = ['strict priority', shared].map((name) => policy(r, name));
      return (
        near(ours.p99.mean / strict.p99.mean, 1, 0.1) &&
        near(ours.burstDone.mean / strict.burstDone.mean, 1, 0.02)
      );
    },
    numbers: [burstWaits.strictDone],
  },
  agedSooner: {
    holds: (r) => {
      const part = policy(r, aged).burstDone.mean / policy(r, 'strict priority').burstDone.mean;
      return part > 0.5 && part < 0.65;
    },
  },
});

const agedFull = agingName(scene.fullHeadStart.assumed);

export const fullMachine = claims(nearSaturation, {
  agingHelps: {
    holds: (r) => {
      const [strict, ours] = ['strict priority', agedFull].map((name) => policy(r, name).runs);
      return ours.every(({ lowMean }, run) => lowMean < strict[run].lowMean);
    },
    numbers: [saturated.strictLow, saturated.agedLow],
  },
  highPays: {
    holds: (r) => {
      const [strict, ours] = ['strict priority', agedFull].map((name) =>
        median(policy(r, name).runs.map(({ highP99 }) => highP99)),
      );
      return ours > 1.5 * strict && ours < 2.3 * strict;
    },
  },
});

export const shared3 = claims(currencies, {
  fairInOne: {
    holds: ([first, ...others]) =>
      others.every((row, own) =>
        [row.requests, row.tokens, row.slotTime].every(({ jains }, i) =>
          jains.every((jain) => (i === own ? jain >= 0.995 : jain < 0.8)),
        ),
      ) && first !== undefined,
  },
  firstInNone: {
    holds: ([first]) =>
      [first.requests, first.tokens, first.slotTime].every(({ jains }) =>
        jains.every((jain) => jain < 0.96),
      ),
  },
  chatTakes: {
    holds: (r) => r[2].slotTime.shares[1] > 0.72 && r[2].slotTime.shares[1] < 0.78,
  },
  twice: {
    holds: (r) => r[3].served > 1.9 * r[2].served,
    numbers: [currency.bySlot, currency.byToken],
  },
  gapBelowU: {
    holds: (r) =>
      r[2].gap.runs.every((gap) => gap < r[2].unit) &&
      r[0].gap.runs.every((gap) => gap > 10 * r[0].unit),
    numbers: [currency.unit, currency.gap, currency.firstGap],
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
      r.with.held.every((held) => held < 1) && mean(r.with.shut) < mean(r.without.shut) / 20,
    numbers: [away.pause],
  },
});

export const list = claims(matrix, {
  soundKeep: {
    holds: ({ rows }) =>
      rows.every(({ fault, uniform, phased }) =>
        fault ? true : [...uniform, ...phased].every((found) => found === 0),
      ),
  },
  everyBugCaught: {
    holds: ({ rows }) =>
      rows.every(({ fault, uniform, phased }) =>
        fault ? [...uniform, ...phased].some((found) => found > 0) : true,
      ),
  },
  nearlyTwoU: { holds: ({ widest }) => widest > 1.85 && widest <= 2 },
  oneAndThree: {
    holds: (r) =>
      r.rows.every(({ key }) =>
        [1, 3].every(
          (sentence) =>
            broken(r, key, 'uniform', sentence) + broken(r, key, 'phased', sentence) === 0,
        ),
      ),
  },
  refillByTwoOnly: {
    holds: (r) =>
      [1, 3, 4, 5, 6, 7].every(
        (sentence) =>
          broken(r, 'refill', 'uniform', sentence) + broken(r, 'refill', 'phased', sentence) === 0,
      ),
    numbers: [caught.refill2],
  },
  requestsPassFive: {
    holds: (r) =>
      broken(r, 'requests', 'uniform', 5) + broken(r, 'requests', 'phased', 5) === 0 &&
      broken(r, 'requests', 'uniform', 4) > 0,
    numbers: [caught.requests4],
  },
  doneOutside: {
    holds: (r, { cases }) =>
      [4, 5].every(
        (sentence) =>
          broken(r, 'done', 'uniform', sentence) === 0 &&
          broken(r, 'done', 'phased', sentence) <= cases / 1000,
      ),
  },
  greatestHides: {
    holds: (r, { cases }) => {
      const found = broken(r, 'toGreatest', 'uniform', 7) + broken(r, 'toGreatest', 'phased', 7);
      return found > 0 && found < (2 * cases) / 200;
    },
  },
  anyRarelyOutside: {
    holds: (r, { cases }) =>
      [4, 5].every((sentence) => {
        const found = broken(r, 'liftIfAny', 'uniform', sentence);
        return found > 0 && found <= cases / 100;
      }),
  },
  anyInside: {
    holds: (r) => broken(r, 'liftIfAny', 'uniform', 7) > 10 * broken(r, 'liftIfAny', 'uniform', 5),
    numbers: [caught.any7],
  },
  phasedFind: {
    holds: (r) =>
      [4, 5].every(
        (sentence) =>
          broken(r, 'liftIfAny', 'phased', sentence) >
          5 * broken(r, 'liftIfAny', 'uniform', sentence),
      ) && near(broken(r, 'liftIfAny', 'phased', 5) / broken(r, 'liftIfAny', 'phased', 4), 1, 0.25),
    numbers: [caught.any4Phased],
  },
  noLiftOftener: {
    holds: (r) => broken(r, 'noLift', 'phased', 4) > 6 * broken(r, 'noLift', 'uniform', 4),
  },
});

export const followed = claims(breakIt, {
  byOneToken: {
    holds: ({ violation }) => violation !== null && violation.amount === violation.bound + 1,
  },
});
