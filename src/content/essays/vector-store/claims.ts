/** The sentences about the model, each with what makes it true. */
import { claims } from '../../../kit/claim.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { detection } from './alarm.ts';
import { asked } from './assumed.ts';
import { certainty } from './doubt.ts';
import { elsewhere } from './elsewhere.ts';
import { filters } from './filters.ts';
import { growth, type Repaired, repair } from './moved.ts';
import { at, eight, filter, found, mended, over, passing, scoreOf, stop, sure } from './numbers.ts';
import { answers, coverage, curve } from './recall.ts';
import { stopping } from './stopping.ts';
import { twelve } from './twelve.ts';

const near = (a: number, b: number, by: number): boolean => Math.abs(a - b) <= by;
const median = (values: readonly number[]): number => quantile(sorted(values), 0.5);

export const pair = claims(answers, {
  alike: {
    holds: ([{ complete, half }]) =>
      complete.returned.every((one, i) => near(one, half.returned[i], 0.05)),
  },
  nearestMissing: { holds: ([{ half }]) => half.missed[0] < half.returned[0] },
  saidLess: {
    holds: (pairs) =>
      pairs.filter(({ complete, half }) => half.said < complete.said).length > pairs.length / 2 &&
      mean(pairs.map(({ complete, half }) => complete.said - half.said)) > 0.03,
  },
  goesOn: {
    holds: (pairs, { probes }) =>
      pairs.filter(({ half }) => half.stops > probes).length >= pairs.length - 1 &&
      mean(pairs.map(({ half }) => half.holds)) > 6.5,
  },
});

export const scored = claims(twelve, {
  tail: {
    holds: (r) =>
      scoreOf(r, 'worst').every((worst, world) => worst < scoreOf(r, 'identity')[world] - 0.1),
    numbers: [found.worst],
  },
  slackAdds: {
    holds: (r) => mean(scoreOf(r, 'slack')) > mean(scoreOf(r, 'identity')),
  },
  inside: { holds: (r, { toy }) => r.inside.every((count) => count > 2 * toy.neighbours) },
  fewerAsked: {
    holds: (r) =>
      mean(scoreOf(r, 'one')) > mean(scoreOf(r, 'identity')) &&
      mean(scoreOf(r, 'identity')) > mean(scoreOf(r, 'hundred')),
  },
  span: {
    holds: (r) =>
      mean(scoreOf(r, 'looser')) > 0.999 &&
      r.scores.every(({ worlds }) => mean(worlds) >= mean(scoreOf(r, 'filtered'))) &&
      near(mean(scoreOf(r, 'filtered')), 0.5, 0.1),
  },
});

export const shape = claims(curve, {
  graphLess: {
    holds: ({ invertedFile, graph }, { probes, beam }) =>
      at(graph, beam).mean > at(invertedFile, probes).mean &&
      at(graph, beam).work < at(invertedFile, probes).work,
  },
  farWorst: {
    holds: ({ invertedFile }, { probes }) => {
      const [one, two, three] = at(invertedFile, probes).kinds;
      return one > two && three < two - 0.1;
    },
    numbers: [eight.far],
  },
  badAreFar: {
    holds: ({ invertedFile }, { probes }) => {
      const { badFar, belowHalf } = at(invertedFile, probes);
      return badFar > 0.5 && belowHalf < 0.03;
    },
  },
});

export const intervals = claims(coverage, {
  tooNarrow: {
    holds: (r) =>
      near(mean(r.map(({ shadows }) => shadows.pooled.coverage)), 0.75, 0.04) &&
      r.every(({ shadows }) => shadows.pooled.coverage < 0.87),
  },
  worth: {
    holds: (r) => near(1000 / mean(r.map(({ effect }) => effect)), 350, 50),
  },
  mended: {
    holds: (r) =>
      r.every(({ shadows }) => shadows.honest.coverage > 0.9 && shadows.honest.coverage < 0.97),
  },
  fewTooSure: {
    holds: (r) =>
      mean(r.map(({ few }) => few.honest.coverage)) <
      mean(r.map(({ shadows }) => shadows.honest.coverage)) - 0.03,
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
    numbers: [filter.onward],
  },
  turnsUp: {
    holds: (r) => {
      const [hundredth, fewer] = [asked.hundredth, asked.hundredth / 2].map((one) =>
        passing(r, one),
      );
      return (
        r.rows.every(({ onward }) => onward.recall >= hundredth.onward.recall) &&
        near(hundredth.onward.recall, 0.6, 0.05) &&
        fewer.onward.recall > hundredth.onward.recall + 0.02 &&
        near(fewer.onward.work / r.rows[0].onward.work, 3, 0.3)
      );
    },
  },
  exactCheaper: {
    holds: (r, { correlated }) => {
      const { exact, onward } = passing(r, correlated);
      return exact.work < onward.work && exact.recall === 1;
    },
  },
  opposed: {
    holds: (r, { correlated }) =>
      r.opposed.after.returned < 1 &&
      r.opposed.onward.recall < passing(r, correlated).onward.recall - 0.2 &&
      r.worlds.every((recall) => recall < passing(r, correlated).onward.recall - 0.1),
    numbers: [filter.opposed],
  },
});

export const doubt = claims(certainty, {
  radiusProves: { holds: ({ proofs }) => proofs.every(({ radius }) => radius === 0) },
  neverWrong: { holds: ({ proofs }) => proofs.every(({ wrong }) => wrong === 0) },
  planes: {
    holds: ({ proofs }) => near(mean(proofs.map(({ planes }) => planes)), 0.05, 0.03),
  },
  calibrated: { holds: ({ heldOut }) => heldOut.error < 0.006 },
  worldByWorld: {
    holds: ({ heldOut: { errors, farGaps } }) =>
      near(Math.max(...errors), 0.01, 0.006) && Math.max(...farGaps) > 0.03,
  },
  overestimated: {
    holds: ({ newTopics: { predicted, observed } }) =>
      predicted.every((one, world) => one > observed[world] + 0.05),
    numbers: [sure.newSaid, sure.newTrue],
  },
  looksEasy: { holds: ({ clues }) => clues.newTopics.ratio < clues.between.ratio },
  strewn: { holds: ({ clues }) => clues.newTopics.lists > clues.between.lists + 1.5 },
});

export const rule = claims(stopping, {
  farGain: {
    holds: (r, { alpha }) =>
      r.every(({ usual }) => usual.fixed.work >= usual.rule.work) &&
      over(r, ({ usual }) => usual.rule.kinds[2] - usual.fixed.kinds[2]) > 0.1 &&
      near(
        over(r, ({ usual }) => usual.rule.kinds[2]),
        1 - alpha,
        0.03,
      ),
    numbers: [stop.fixedFar],
  },
  badVanish: {
    holds: (r) =>
      over(r, ({ usual }) => usual.rule.belowHalf) <
      over(r, ({ usual }) => usual.fixed.belowHalf) / 6,
  },
  nearPay: {
    holds: (r) =>
      over(r, ({ usual }) => usual.rule.kinds[0]) < over(r, ({ usual }) => usual.fixed.kinds[0]),
  },
  onAverage: {
    holds: (r, { alpha }) =>
      over(r, ({ runMean }) => runMean) <= alpha &&
      near(
        over(r, ({ runsAbove }) => runsAbove),
        1 / 4.5,
        0.06,
      ),
  },
  fewerProbes: {
    holds: (r) => {
      const { probes } = curve.defaults;
      return (
        over(r, (world) => world.probes) < probes - 1 && r.every((world) => world.probes <= probes)
      );
    },
    numbers: [stop.probes],
  },
  halfFarKept: {
    holds: (r, { alpha }) =>
      near(
        over(r, ({ halfFar }) => halfFar.rule.mean),
        1 - alpha,
        0.02,
      ) && over(r, ({ halfFar }) => halfFar.fixed.mean) < 1 - alpha - 0.08,
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
  },
  worseThanPlain: {
    holds: (r) =>
      r.filter(({ newTopics }) => newTopics.rule.mean < newTopics.fixed.mean).length >
        r.length / 2 &&
      over(r, ({ newTopics }) => newTopics.fixed.mean - newTopics.rule.mean) > 0.03,
  },
});

export const grown = claims(growth, {
  lost: {
    holds: (r) =>
      near(mean(r.map(({ before, after }) => before.rule - after.rule)), 0.01, 0.005) &&
      r.filter(({ before, after }) => before.rule > after.rule).length >= r.length - 1,
  },
  saysMore: {
    holds: (r) => {
      const rise = (of: 'said' | 'had') =>
        mean(r.map(({ before, after }) => after[of] - before[of]));
      return rise('said') > rise('had') && rise('said') > 0.003;
    },
  },
});

type Repair = ReturnType<typeof repair.compute>;
const after = (r: Repair, way: keyof Repair[number], what: keyof Repaired): number =>
  mean(r.map((world) => world[way][what]));

export const repairs = claims(repair, {
  recalibrated: {
    holds: (r, { alpha }) =>
      near(after(r, 'recalibrate', 'mix'), 1 - alpha, 0.015) &&
      r.every(({ recalibrate }) => recalibrate.fresh < 1 - alpha - 0.05),
    numbers: [mended.recalibrated],
  },
  overserves: { holds: (r) => after(r, 'recalibrate', 'old') > 0.975 },
  double: {
    holds: (r) => near(after(r, 'recalibrate', 'work') / after(r, 'nothing', 'work'), 2, 0.3),
  },
  retrained: {
    holds: (r, { alpha }) =>
      r.every(({ retrain, recalibrate }) => retrain.fresh > recalibrate.fresh) &&
      near(after(r, 'both', 'fresh'), 1 - alpha, 0.03),
  },
  noDearer: {
    holds: (r) => near(after(r, 'both', 'work') / after(r, 'nothing', 'work'), 1, 0.15),
  },
});

const rowOf = (r: ReturnType<typeof detection.compute>, share: number) =>
  r.rows.find((row) => row.share === share)!;

export const watch = claims(detection, {
  firstLooks: {
    holds: (r, { first, every }) => {
      const { all } = rowOf(r, asked.fifth.assumed);
      return all.every((one) => one <= first + 3 * every) && all.some((one) => one === first);
    },
  },
  rareTakesLonger: {
    holds: (r) =>
      median(rowOf(r, asked.fiftieth).all) > 3 * median(rowOf(r, asked.fifth.assumed).all),
  },
  suspectsAtOnce: {
    holds: (r, { first, every }) =>
      r.rows.every(
        ({ suspects }) => suspects.filter((one) => one <= first + 2 * every).length >= 5,
      ),
  },
  grownSuspects: { holds: ({ grown }) => grown.every((share) => share > 0.88) },
  quietWhereKept: {
    holds: ({ quiet, delivered }, { alpha }) =>
      quiet.every((share, world) => delivered[world] < 1 - alpha || share < 0.15),
  },
});

type Elsewhere = ReturnType<typeof elsewhere.compute>;
const row = (r: Elsewhere, name: string) => r.rows.find((one) => one.name === name)!;

export const other = claims(elsewhere, {
  builds: {
    holds: ({ tails: { usual, careful } }) =>
      usual.none.every((none, i) => none > careful.none[i]) &&
      mean(usual.belowHalf) > mean(careful.belowHalf),
  },
  between: {
    holds: ({ tails: { usual, careful, file } }) =>
      mean(file.belowHalf) < mean(usual.belowHalf) &&
      mean(file.belowHalf) > mean(careful.belowHalf),
  },
  far: {
    holds: (r) => r.rows.every((one) => mean(one.farRule) > mean(one.farFixed)),
  },
  tightShort: {
    holds: (r, { mean: promise }) =>
      [row(r, 'tight').farRule, row(r, 'tight').halfFar].every((worlds) =>
        near(mean(worlds), promise - 0.01, 0.005),
      ),
  },
  notAll: {
    holds: (r, { mean: promise }) =>
      ['128-d, 64 vary', 'same, tight'].every(
        (name) =>
          mean(row(r, name).farRule) < promise - 0.05 &&
          mean(row(r, name).halfFar) < promise - 0.02,
      ),
  },
  newTopics: {
    holds: (r, { mean: promise }) =>
      r.rows.every(
        (one) =>
          mean(one.newTopics) < promise - 0.04 &&
          mean(one.recalibrated) > mean(one.newTopics) &&
          mean(one.retrained) > mean(one.recalibrated),
      ),
  },
  tightProves: {
    holds: (r) => mean(row(r, 'tight').radius) > 0.15 && mean(row(r, 'this page').radius) === 0,
  },
  narrow: {
    holds: (r) =>
      r.rows.every((one) => mean(one.pooled) < 0.9 && mean(one.honest) > mean(one.pooled)),
  },
});
