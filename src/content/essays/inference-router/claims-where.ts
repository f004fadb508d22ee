/** What is claimed of placement: the ways to choose a replica, and several routers. */
import { claims } from '../../../kit/claim.ts';
import type { Waits } from './measures.ts';
import { asked, routers, where } from './model.ts';
import { lengths, near, only, placed } from './numbers.ts';

export const told = claims(asked, {
  conversation: {
    holds: (r) => only(r, ({ kind }) => kind === 'chat').explained > 0.5,
    numbers: [lengths.explained],
  },
  code: { holds: (r) => only(r, ({ kind }) => kind === 'code').explained < 0.02 },
});

export const ways = claims(where, {
  counting: {
    holds: ({ came }) =>
      came['least outstanding'].overShare.high < 0.05 &&
      came['two choices'].overShare.high < 0.15 &&
      came['round robin'].overShare.low > 0.3 &&
      came.random.overShare.low > 0.3,
  },
  added: {
    holds: ({ came, scattered }) =>
      came['central queue'].mean.mean > 10 * scattered['central queue'].mean.mean,
    numbers: [placed.queue],
  },
  costs: {
    holds: ({ came, scattered }) => {
      const [now, before] = [came['two choices'].over.mean, scattered['two choices'].over.mean];
      return now > before && now < 4 * before;
    },
  },
  besides: {
    holds: ({ came }) => came['two choices'].overShare.high < 0.15,
    numbers: [placed.lost],
  },
  lighter: {
    holds: ({ came, lighter }) =>
      lighter['two choices'].overShare.mean > came['two choices'].overShare.mean &&
      lighter['two choices'].mean.mean < 0.2 * came['two choices'].mean.mean,
  },
  tail: {
    holds: ({ came }) => {
      const more = came['two choices'].p99.mean - came['central queue'].p99.mean;
      return more > 0.5 && more < 2;
    },
  },
  clear: {
    holds: ({ came }) => {
      const [clear, queue] = [came['a replica without long'], came['central queue']];
      return clear.mean.mean < queue.mean.mean && clear.p99.mean > queue.p99.mean + 1;
    },
    numbers: [placed.saved],
  },
  sum: {
    holds: ({ came }) => came['least work'].over.mean > 2 * came['two choices'].over.mean,
  },
});

type Named = Waits & { readonly name: string };

const view = (r: readonly Named[], name: string): Named => only(r, (one) => one.name === name);

export const views = claims(routers, {
  blind: {
    holds: (r) => view(r, 'least, 5 s, together').mean.mean > view(r, 'knowing nothing').mean.mean,
  },
  inTurn: {
    holds: (r) =>
      view(r, 'least, 5 s, in turn').mean.mean < view(r, 'least, 5 s, together').mean.mean / 3,
  },
  ofTwo: {
    holds: (r) =>
      view(r, 'two choices, 5 s, together').mean.mean <
      0.4 * view(r, 'least, 5 s, together').mean.mean,
  },
  idle: {
    holds: (r) =>
      view(r, 'join an idle slot').p99.mean > 1.5 * view(r, 'one router, one queue').p99.mean,
  },
  pulled: {
    holds: (r) => {
      const [lines, queue] = [
        view(r, 'lines that are pulled from'),
        view(r, 'one router, one queue'),
      ];
      return (
        near(lines.mean.mean, queue.mean.mean, 0.01) && near(lines.p99.mean, queue.p99.mean, 0.1)
      );
    },
  },
});

export const asking = claims(routers, {
  blindly: {
    holds: (r) => {
      const queue = view(r, 'one router, one queue').mean.mean;
      const once = view(r, 'lines asked blindly, 1 s').mean.mean;
      return (
        near(view(r, 'lines asked blindly, 0.1 s').mean.mean, 1.04 * queue, 0.03) &&
        near(once, 1.2 * queue, 0.07) &&
        once > view(r, 'least, 1 s, in turn').mean.mean
      );
    },
  },
});
