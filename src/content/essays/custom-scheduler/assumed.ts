/** What the essay assumes, each in the one place from which experiments and text take it. */
import { assume } from '../../../kit/assume.ts';

const SHARE = { unit: '%', decimals: 0 };
const SECONDS = { unit: 's' };
const MINUTES = { unit: 'minutes' };

export const classes = {
  high: assume(0.7, 'load of the high class', SHARE),
  low: assume(0.2, 'load of the low class', SHARE),
  half: assume(0.5, 'moderate load of the high class', SHARE),
  tenth: assume(0.1, 'load of the low class beside it', SHARE),
};

export const engine = {
  slots: assume(16, 'slots of the machine'),
  chunk: assume(512, 'prompt tokens read in one tick', { unit: 'tokens' }),
  tick: assume(25, 'length of a tick', { unit: 'ms' }),
};

export const scene = {
  interactive: assume(0.6, 'share of the slots that the interactive tenant uses', SHARE),
  burst: assume(200, 'long requests in the burst'),
  headStart: assume(60, 'head start beside the burst', SECONDS),
  share: assume(9, 'share of the high tenant, to one of the other'),
  after: assume(4, 'time after the burst in which waits are counted', MINUTES),
  high: assume(0.9, 'load of the high tenant of a full machine', SHARE),
  low: assume(0.1, 'load of the low tenant of a full machine', SHARE),
  full: assume(10, 'time for which the machine is full', MINUTES),
  fullHeadStart: assume(30, 'head start on a full machine', SECONDS),
  code: assume(6, 'coding requests, of the three kinds'),
  chat: assume(2, 'chat requests to these'),
  long: assume(1, 'long requests to these'),
  measured: assume(450, 'time over which the currencies are counted', SECONDS),
  absence: assume(4, 'absence of the third tenant', MINUTES),
};

export const tests = {
  cases: assume(2000, 'random cases of each kind'),
  longest: assume(8, 'longest prompt and longest answer in a case', { unit: 'tokens' }),
};
