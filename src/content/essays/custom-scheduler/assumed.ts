/** What the essay assumes, each in the one place from which experiments and text take it. */
import { assume } from '../../../kit/assume.ts';

const SHARE = { unit: '%', decimals: 0 };
const SECONDS = { unit: 's' };
const MINUTES = { unit: 'minutes' };
const TOKENS = { unit: 'tokens' };

export const engine = {
  slots: assume(16, 'slots of the machine'),
  chunk: assume(512, 'prompt tokens read in one tick', TOKENS),
  tick: assume(25, 'length of a tick', { unit: 'ms' }),
};

export const scene = {
  weight: assume(9, 'share of the high tenant, to one of the other'),
  high: assume(0.9, 'load of the high tenant of a full machine', SHARE),
  low: assume(0.1, 'load of the low tenant of a full machine', SHARE),
  full: assume(10, 'time for which the machine is full', MINUTES),
  headStart: assume(30, 'head start on a full machine', SECONDS),
  code: assume(6, 'coding requests, of the three kinds'),
  chat: assume(2, 'chat requests to these'),
  long: assume(1, 'long requests to these'),
  measured: assume(450, 'time over which the currencies are counted', SECONDS),
  absence: assume(4, 'absence of the third tenant', MINUTES),
};

export const tests = {
  cases: assume(2000, 'random cases of each kind'),
  longest: assume(8, 'longest prompt and longest answer in a case', TOKENS),
};

/** The machine that can be attacked. */
export const attack = {
  slots: assume(2, 'slots of the small machine'),
  prompt: assume(3, 'every prompt on it', TOKENS),
  longest: assume(6, 'longest answer on it', TOKENS),
  others: assume(20, 'requests that B and C each send at a time'),
  second: assume(60, 'tick at which they send again'),
  short: assume(2, 'their answers', TOKENS),
};
