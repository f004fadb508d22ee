/** The sentences about the model, each with what makes it true. */
import { claims } from '../../../kit/claim.ts';
import { quantile, sorted } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { certainty, detection, stopping } from './doubt.ts';
import { filters } from './filters.ts';
import { at, eight, filter, found, kept } from './numbers.ts';
import { over, stop, sure } from './numbers-doubt.ts';
import { answers, coverage, curve, definitions } from './recall.ts';

const near = (a: number, b: number, by: number): boolean => Math.abs(a - b) <= by;
const median = (values: readonly number[]): number => quantile(sorted(values), 0.5);

export const pair = claims(answers, {
  alike: {
    holds: ({ complete, half }) =>
      complete.returned.every((one, i) => near(one, half.returned[i], 0.03)),
  },
  nearestMissing: { holds: ({ half }) => half.missed[0] < half.returned[0] },
});

export const scored = claims(definitions, {
  slackAdds: {
    holds: (r) => r.every(({ identity, absolute }) => identity < absolute),
  },
  looserStill: {
    holds: (r) => r.every((one) => one.absolute < one.loose && one.loose < one.looser),
    numbers: [found.loose, found.looser],
  },
});

export const shape = claims(curve, {
  graphPasses: {
    holds: ({ beside, graph }, { ef, probes }) =>
      at(graph, ef[3]).mean > at(beside, probes).mean &&
      at(graph, ef[3]).work < 0.5 * at(beside, probes).work,
    numbers: [eight.graphWork],
  },
  tail: {
    holds: ({ invertedFile }, { probes }) => {
      const { mean, p5, p1 } = at(invertedFile, probes);
      return p1 < p5 && p5 < mean - 0.1;
    },
    numbers: [eight.p5, eight.p1],
  },
  sameMean: {
    holds: ({ beside, graph }, { ef, fewer }) =>
      near(at(beside, fewer).mean, at(graph, ef[2]).mean, 0.02),
  },
  graphNone: {
    holds: ({ beside, graph }, { ef, fewer }) => {
      const [file, beam] = [at(beside, fewer).none, at(graph, ef[2]).none];
      return file < 0.003 && beam > 2 * file && beam > 0.002;
    },
  },
  farWorst: {
    holds: ({ invertedFile }, { probes }) => {
      const [one, two, three] = at(invertedFile, probes).kinds;
      return one > two && one - two < 0.02 && three < two - 0.1;
    },
    numbers: [eight.near, eight.far],
  },
  badAreFar: { holds: ({ invertedFile }, { probes }) => at(invertedFile, probes).badFar > 0.6 },
});

export const intervals = claims(coverage, {
  tooNarrow: {
    holds: (r) => r.every(({ shadows }) => shadows.pooled.coverage < 0.85),
    numbers: [kept.pooled],
  },
  third: {
    holds: (r) => {
      const effect = r.reduce((sum, world) => sum + world.effect, 0) / r.length;
      return effect > 2.7 && effect < 3.4;
    },
  },
  wider: {
    holds: (r) =>
      r.every(({ shadows: { honest, pooled } }) => {
        const times = honest.width / pooled.width;
        return times > 1.4 && times < 2.2;
      }),
  },
  mended: {
    holds: (r) =>
      r.every(({ shadows }) => shadows.honest.coverage > 0.9 && shadows.honest.coverage < 0.97),
    numbers: [kept.honest],
  },
  bootstrap: {
    holds: (r) => {
      const [resampled, corrected] = (['bootstrap', 'shadows'] as const).map((way) =>
        r.reduce((sum, { [way]: one }) => {
          const { coverage } = 'honest' in one ? one.honest : one;
          return sum + coverage / r.length;
        }, 0),
      );
      return near(resampled, corrected, 0.05);
    },
  },
  fewTooSure: {
    holds: (r) => r.every(({ few, shadows }) => few.honest.coverage < shadows.honest.coverage),
    numbers: [kept.few],
  },
});

export const filtering = claims(filters, {
  countReturns: {
    holds: ({ rows }, { toy }) => rows.every(({ onward }) => onward.returned === toy.neighbours),
  },
  recallDoesNot: {
    holds: ({ rows }) => {
      const [all, ...fewer] = rows.map(({ onward }) => onward.recall);
      return fewer.every((recall) => recall < all);
    },
  },
  exactCheaper: {
    holds: ({ rows }) => {
      const { exact, onward } = rows.find(
        ({ selectivity }) => selectivity === asked.tenth.assumed,
      )!;
      return exact.work < onward.work && exact.recall === 1;
    },
    numbers: [filter.exactWork, filter.onwardWork],
  },
  opposed: {
    holds: ({ opposed, rows }) => {
      const random = rows.find(({ selectivity }) => selectivity === asked.tenth.assumed)!;
      return opposed.after.returned < 1 && opposed.onward.recall < random.onward.recall - 0.2;
    },
    numbers: [filter.opposedRecall],
  },
});

export const doubt = claims(certainty, {
  radiusProves: { holds: ({ proofs }) => proofs.every(({ radius }) => radius === 0) },
  neverWrong: { holds: ({ proofs }) => proofs.every(({ wrong }) => wrong === 0) },
  calibrated: { holds: ({ heldOut }) => heldOut.error < 0.01 },
  lowEnd: { holds: ({ heldOut: { bins } }) => near(bins[0].predicted, bins[0].observed, 0.04) },
  overestimated: {
    holds: ({ newTopics: { predicted, observed } }) =>
      predicted.every((one, world) => one > observed[world] + 0.05),
    numbers: [sure.newSaid, sure.newTrue],
  },
  looksEasy: { holds: ({ clues }) => clues.newTopics.ratio < clues.between.ratio },
  strewn: {
    holds: ({ clues }) => clues.newTopics.lists > clues.between.lists + 1.5,
    numbers: [sure.betweenLists, sure.newLists],
  },
});

export const rule = claims(stopping, {
  noBetter: {
    holds: (r) => {
      const [six, ours] = (['fixed', 'rule'] as const).map((way) => ({
        work: over(r, ({ usual }) => usual[way].work),
        mean: over(r, ({ usual }) => usual[way].mean),
      }));
      return near(ours.work / six.work, 1, 0.2) && six.mean < ours.mean;
    },
  },
  farGain: {
    holds: (r, { alpha }) =>
      r.every(({ usual }) => usual.rule.kinds[2] > usual.fixed.kinds[2]) &&
      near(
        over(r, ({ usual }) => usual.rule.kinds[2]),
        1 - alpha,
        0.02,
      ),
    numbers: [stop.sixFar],
  },
  badVanish: {
    holds: (r) =>
      over(r, ({ usual }) => usual.rule.belowHalf) <
      over(r, ({ usual }) => usual.fixed.belowHalf) / 6,
  },
  nearPay: {
    holds: (r) =>
      over(r, ({ usual }) => usual.rule.kinds[0]) < over(r, ({ usual }) => usual.fixed.kinds[0]) &&
      over(r, ({ usual }) => usual.rule.complete) < over(r, ({ usual }) => usual.fixed.complete),
  },
  noGroup: {
    holds: (r, { alpha }) =>
      [0, 2].every((kind) => r.some(({ usual }) => usual.rule.kinds[kind] < 1 - alpha)),
  },
  onAverage: {
    holds: (r, { alpha }) =>
      over(r, ({ runMean }) => runMean) <= alpha &&
      r.every(({ runsAbove }) => runsAbove > 0.1 && runsAbove < 0.4),
    numbers: [stop.runMean, stop.runsAbove],
  },
  halfFarKept: {
    holds: (r, { alpha }) =>
      near(
        over(r, ({ halfFar }) => halfFar.rule.mean),
        1 - alpha,
        0.02,
      ),
  },
  twiceTheWork: {
    holds: (r) => {
      const times =
        over(r, ({ halfFar }) => halfFar.rule.work) / over(r, ({ usual }) => usual.rule.work);
      return times > 1.6 && times < 2.1;
    },
  },
  newTopicsShort: {
    holds: (r, { alpha }) => r.every(({ newTopics }) => newTopics.rule.mean < 1 - alpha - 0.1),
    numbers: [stop.promise, stop.newTopics],
  },
});

const allOf = (r: ReturnType<typeof detection.compute>, share: number) =>
  r.rows.find((row) => row.share === share)!.all;

export const watch = claims(detection, {
  rareTakesLonger: {
    holds: (r) =>
      median(allOf(r, asked.fiftieth.assumed)) > 3 * median(allOf(r, asked.fifth.assumed)),
  },
  suspectsAtOnce: {
    holds: (r, { first }) =>
      r.rows.every(({ share, suspects }) => share === 0 || median(suspects) === first),
  },
  quietWhereKept: {
    holds: ({ quiet, delivered }, { alpha }) =>
      quiet.every((share, world) => delivered[world] < 1 - alpha || share < 0.05),
  },
});
