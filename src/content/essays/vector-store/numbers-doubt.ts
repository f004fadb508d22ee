/** The numbers about what an index says of its own answers. */
import { formatNumber, numbers, type Range } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { certainty, detection, stopping } from './doubt.ts';

const tenths = { decimals: 1 };
const recall = { decimals: 2 };
const share = { unit: '%', decimals: 0 };

const across = (values: readonly number[]): Range => [Math.min(...values), Math.max(...values)];

export const sure = numbers(certainty, {
  complete: {
    what: (_, { probes }) => `answers that are complete at ${probes} probes`,
    unit: '%',
    significant: 1,
    read: (r) => mean(r.proofs.map(({ complete }) => complete)),
  },
  planes: {
    what: (_, { probes }) =>
      `answers proved complete at ${probes} probes by radii and planes, from world to world`,
    ...share,
    read: (r) => across(r.proofs.map(({ planes }) => planes)),
  },
  heldOut: {
    what: 'held-out queries, of all worlds together',
    read: (_, { seeds, toy }) => seeds.length * toy.test,
  },
  newSaid: {
    what: (_, { probes }) =>
      `mean recall said for queries about new topics, ${probes} probes, from world to world`,
    ...recall,
    read: (r) => across(r.newTopics.predicted),
  },
  newTrue: {
    what: (_, { probes }) => `mean recall that they had, ${probes} probes`,
    ...tenths,
    read: (r) => mean(r.newTopics.observed),
  },
  newLists: {
    what: 'lists that hold the true neighbours, queries about new topics',
    decimals: 0,
    read: (r) => r.clues.newTopics.lists,
  },
  betweenLists: {
    what: 'the same, queries between two topics',
    decimals: 0,
    read: (r) => r.clues.between.lists,
  },
});

type Stopped = ReturnType<typeof stopping.compute>;
export const over = (r: Stopped, of: (world: Stopped[number]) => number): number => mean(r.map(of));

export const stop = numbers(stopping, {
  promise: {
    what: 'mean recall that the rule promises',
    ...recall,
    read: (_, { alpha }) => 1 - alpha,
  },
  sixFar: {
    what: (_, { probes }) => `mean recall of far queries at ${probes} probes`,
    ...tenths,
    read: (r) => over(r, ({ usual }) => usual.fixed.kinds[2]),
  },
  runMean: {
    what: (_, { runSize }) => `mean miss rate over repeated calibrations on ${runSize} queries`,
    unit: '%',
    decimals: 1,
    read: (r) => over(r, ({ runMean }) => runMean),
  },
  runsAbove: {
    what: 'calibrations among these that miss more than promised, from world to world',
    ...share,
    read: (r) => across(r.map(({ runsAbove }) => runsAbove)),
  },
  lostHalfFar: {
    what: (_, { probes }) =>
      `mean recall that ${probes} probes lose when half of the queries are far`,
    ...tenths,
    read: (r) => over(r, ({ usual, halfFar }) => usual.fixed.mean - halfFar.fixed.mean),
  },
  newTopics: {
    what: 'mean recall under the stopping rule for queries about new topics, from world to world',
    ...recall,
    read: (r) => across(r.map(({ newTopics }) => newTopics.rule.mean)),
  },
  newcomers: {
    what: 'added vectors among the true neighbours of old far queries',
    unit: '%',
    significant: 1,
    read: (r) => over(r, ({ newcomers }) => newcomers),
  },
});

const traffic = (of: 'fifth' | 'fiftieth'): string => formatNumber(asked[of].assumed, asked[of]);

export const alarm = numbers(detection, {
  fifth: {
    what: () =>
      `median shadow queries until an alarm, ${traffic('fifth')} of the traffic about new topics, from world to world`,
    decimals: 0,
    read: (r) => across(r.rows.find(({ share }) => share === asked.fifth.assumed)!.all),
  },
  quiet: {
    what: 'runs with an alarm before anything was added, from world to world',
    ...share,
    read: (r) => across(r.quiet),
  },
});
