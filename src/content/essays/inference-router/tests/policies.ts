import { CLASS_WEIGHTS } from '../assumed.ts';
import {
  asking,
  central,
  fair,
  firstCome,
  limited,
  limitedEach,
  pulling,
  shortestPredicted,
  strict,
} from '../disciplines.ts';
import type { Policy } from '../fleet.ts';
import {
  apart,
  bySnapshot,
  earliestStart,
  homeWithin,
  joinIdle,
  leastOutstanding,
  leastWork,
  random,
  roundRobin,
  sticky,
  stickyWithin,
  twoChoices,
  twoChoicesInOrder,
  withoutLong,
} from '../placement.ts';
import { classOf, type Machine, ofSixth, type Request } from '../workload.ts';
import { EIGHT } from './laws.ts';

export const classWeights = CLASS_WEIGHTS.map(({ assumed }) => assumed);

export const CENTRAL: Record<string, Policy> = {
  firstCome: central(firstCome),
  pulling: central(pulling(8)),
  shortestPredicted: central(shortestPredicted),
  strict: central(strict(classOf)),
  fair: central(fair({ machine: EIGHT })),
  fairNoFloor: central(fair({ machine: EIGHT, floor: false })),
  classes: central(fair({ machine: EIGHT, classWeights, classOf })),
};

export const slotTime = (request: Request) => request.slotTime;

export const PLACED: Record<string, Policy> = {
  random,
  roundRobin,
  twoChoices,
  leastOutstanding,
  leastWork: leastWork(slotTime),
  earliestStart: earliestStart(({ predicted }) => predicted),
  joinIdle: joinIdle(8),
  together: bySnapshot({ refresh: 1, routers: 8, inTurn: false, compares: 'all' }),
  inTurn: bySnapshot({ refresh: 1, routers: 8, inTurn: true, compares: 'all' }),
  ofTwo: bySnapshot({ refresh: 1, routers: 8, inTurn: false, compares: 'two' }),
  sticky,
  stickyWithin: stickyWithin({ difference: 8, ratio: 1.5 }),
  homeWithin: homeWithin(8),
  withoutLong: withoutLong(4),
  asking: asking({ routers: 8, every: 0.1 }),
  fairInside: twoChoicesInOrder(fair({ machine: EIGHT })),
  apart: apart(1, ofSixth),
  limited: central(limited(16, ofSixth)),
  limitedEach: central(limitedEach(16)),
};

export const ONE_SERVER: Machine = { ...EIGHT, replicas: 1, slots: 1 };
