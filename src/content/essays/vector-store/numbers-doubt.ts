/** The numbers about what an index says of its own answers. */
import { numbers } from '../../../kit/number.ts';
import { certainty, detection, stopping } from './doubt.ts';

const recall = { decimals: 2 };
const share = { unit: '%', decimals: 0 };
const fineShare = { unit: '%', decimals: 1 };
const distances = { unit: 'distances', decimals: 0 };

const proof = (r: ReturnType<typeof certainty.compute>) =>
  r.proofs.find(({ probes }) => probes === 8)!;

export const sure = numbers(certainty, {
  complete: {
    what: 'answers that are complete at eight probes',
    ...share,
    read: (r) => proof(r).complete,
  },
  proved: {
    what: 'answers proved complete at eight probes',
    ...share,
    read: (r) => proof(r).proved,
  },
  error: {
    what: 'mean gap between recall said and true, ten groups of held-out queries',
    unit: 'points',
    decimals: 1,
    read: (r) => 100 * r.heldOut.error,
  },
  lowSaid: {
    what: 'recall said for the least sure tenth of held-out queries',
    ...recall,
    read: (r) => r.heldOut.bins[0].predicted,
  },
  lowTrue: {
    what: 'recall that they had',
    ...recall,
    read: (r) => r.heldOut.bins[0].observed,
  },
  newSaid: {
    what: 'mean recall said for queries about new topics, eight probes',
    ...recall,
    read: (r) => r.newTopics.predicted,
  },
  newTrue: {
    what: 'mean recall that they had, eight probes',
    ...recall,
    read: (r) => r.newTopics.observed,
  },
  newRatio: {
    what: 'tenth distance over nearest unprobed centroid, queries about new topics',
    ...recall,
    read: (r) => r.clues.newTopics.ratio,
  },
  betweenRatio: {
    what: 'the same, queries between two topics',
    ...recall,
    read: (r) => r.clues.between.ratio,
  },
  newLists: {
    what: 'lists that hold the ten true neighbours, queries about new topics',
    decimals: 1,
    read: (r) => r.clues.newTopics.lists,
  },
  betweenLists: {
    what: 'the same, queries between two topics',
    decimals: 1,
    read: (r) => r.clues.between.lists,
  },
});

export const stop = numbers(stopping, {
  work: { what: 'work under the stopping rule', ...distances, read: (r) => r.usual.rule.work },
  sixWork: { what: 'work of six probes', ...distances, read: (r) => r.usual.fixed.work },
  far: {
    what: 'mean recall of far queries under the stopping rule',
    ...recall,
    read: (r) => r.usual.rule.kinds[2],
  },
  sixFar: {
    what: 'mean recall of far queries at six probes',
    ...recall,
    read: (r) => r.usual.fixed.kinds[2],
  },
  bad: {
    what: 'answers with recall below one half under the stopping rule',
    unit: '%',
    decimals: 2,
    read: (r) => r.usual.rule.belowHalf,
  },
  sixBad: {
    what: 'answers with recall below one half at six probes',
    ...fineShare,
    read: (r) => r.usual.fixed.belowHalf,
  },
  near: {
    what: 'mean recall of near queries under the stopping rule',
    ...recall,
    read: (r) => r.usual.rule.kinds[0],
  },
  sixNear: {
    what: 'mean recall of near queries at six probes',
    ...recall,
    read: (r) => r.usual.fixed.kinds[0],
  },
  complete: {
    what: 'complete answers under the stopping rule',
    ...share,
    read: (r) => r.usual.rule.complete,
  },
  sixComplete: {
    what: 'complete answers at six probes',
    ...share,
    read: (r) => r.usual.fixed.complete,
  },
  runMean: {
    what: 'mean miss rate over repeated small calibrations',
    ...fineShare,
    read: (r) => r.runMean,
  },
  runsAbove: {
    what: 'small calibrations that miss more than promised',
    ...share,
    read: (r) => r.runsAbove,
  },
  halfFar: {
    what: 'mean recall under the stopping rule, half the queries far',
    ...recall,
    read: (r) => r.halfFar.rule.mean,
  },
  sixHalfFar: {
    what: 'mean recall of six probes, half the queries far',
    ...recall,
    read: (r) => r.halfFar.fixed.mean,
  },
  halfFarFactor: {
    what: 'work under the stopping rule with half the queries far, over work with the usual mix',
    decimals: 1,
    read: (r) => r.halfFar.rule.work / r.usual.rule.work,
  },
  newTopics: {
    what: 'mean recall under the stopping rule for queries about new topics',
    ...recall,
    read: (r) => r.newTopics.rule.mean,
  },
  newcomers: {
    what: 'added vectors among the true neighbours of old far queries',
    ...share,
    read: (r) => r.newcomers,
  },
});

export const alarm = numbers(detection, {
  fifth: {
    what: 'median shadow queries until an alarm, a fifth of the traffic about new topics',
    significant: 2,
    read: (r) => r.rows.at(-1)!.all,
  },
  fiftieth: {
    what: 'median shadow queries until an alarm, a fiftieth of the traffic about new topics',
    significant: 2,
    read: (r) => r.rows.find((row) => row.share === 0.02)!.all,
  },
  suspects: {
    what: 'the longest such median when only answers with an added vector are sampled',
    significant: 2,
    read: (r) => Math.max(...r.rows.map((row) => row.suspects)),
  },
  quiet: {
    what: 'runs with a false alarm before anything was added',
    ...share,
    read: (r) => r.quiet,
  },
});
