/** The figures about what an index says of its own answers. */
import { chart } from '../../../kit/draw/chart.ts';
import { dots, line, rule, whiskers } from '../../../kit/draw/layers.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { certainty, stopping } from './doubt.ts';

const hundredths = { decimals: 2 };

const cell = (value: number): number => rounded(value, { decimals: 3 });

export const saidAgainstTrue = figure({
  id: 'said-against-true',
  title: 'Said against true',
  size: 'text',
  of: certainty,
  caption: (_result, params) =>
    `The estimate of recall after ${params.probes} probes, in ten groups of queries by what it said, against what was so, with 95% intervals. ` +
    'Held-out queries lie near the diagonal; those about topics that came after the training hang below it.',
  alt: ({ heldOut, newTopics }) =>
    `Ten dots for held-out queries follow the diagonal from ${formatNumber(heldOut.bins[0].predicted, hundredths)} said and ` +
    `${formatNumber(heldOut.bins[0].observed, hundredths)} true up to 1. Ten diamonds for new topics lie far below it: where the index ` +
    `says ${formatNumber(newTopics.bins[4].predicted, hundredths)} they have ${formatNumber(newTopics.bins[4].observed, hundredths)}.`,
  draw: ({ heldOut, newTopics }, _params, width) => {
    const axis = (label: string) => linearAxis([0.5, 1], { label });
    const points = (bins: typeof heldOut.bins) =>
      bins.map((bin) => [bin.predicted, bin.observed] as const);
    const around = (bins: typeof heldOut.bins) =>
      bins.map(
        (bin) =>
          [
            bin.predicted,
            bin.observed - 1.96 * bin.error,
            Math.min(1, bin.observed + 1.96 * bin.error),
          ] as const,
      );
    return chart(width, {
      x: axis('recall said'),
      y: axis('recall found by exact search'),
      height: width < 460 ? 230 : 300,
      grid: 'both',
      layers: [
        line(
          [
            [0.5, 0.5],
            [1, 1],
          ],
          { role: 'reference', weight: 'thin' },
        ),
        whiskers(around(newTopics.bins), { role: 'lost', weight: 'thin' }),
        dots(points(newTopics.bins), { role: 'lost', shape: 'diamond', label: 'new topics' }),
        whiskers(around(heldOut.bins), { role: 'work', weight: 'thin' }),
        dots(points(heldOut.bins), { role: 'work', label: 'held out' }),
      ],
    });
  },
  table: ({ heldOut, newTopics }) => ({
    columns: [
      { name: 'queries' },
      { name: 'said' },
      { name: 'true' },
      { name: 'standard error of true' },
    ],
    rows: [
      { name: 'held out', bins: heldOut.bins },
      { name: 'new topics', bins: newTopics.bins },
    ].flatMap(({ name, bins }) =>
      bins.map((bin) => [name, cell(bin.predicted), cell(bin.observed), cell(bin.error)]),
    ),
  }),
});

const promised = (result: ReturnType<typeof stopping.compute>) => [
  { name: 'near', fixed: result.usual.fixed.kinds[0], rule: result.usual.rule.kinds[0] },
  { name: 'between', fixed: result.usual.fixed.kinds[1], rule: result.usual.rule.kinds[1] },
  { name: 'far', fixed: result.usual.fixed.kinds[2], rule: result.usual.rule.kinds[2] },
  { name: 'usual mix', fixed: result.usual.fixed.mean, rule: result.usual.rule.mean },
  { name: 'half of them far', fixed: result.halfFar.fixed.mean, rule: result.halfFar.rule.mean },
  { name: 'old topics', fixed: result.old.fixed.mean, rule: result.old.rule.mean },
  {
    name: 'new topics',
    fixed: result.newTopics.fixed.mean,
    rule: result.newTopics.rule.mean,
  },
];

export const promise = figure({
  id: 'promise',
  title: 'A promise and its limits',
  size: 'text',
  of: stopping,
  caption: (_result, params) =>
    `Mean recall under a rule that promises ${formatNumber(1 - params.alpha, hundredths)} on average (blue dots, red diamonds where it delivers less), and under ` +
    `${params.probes} probes for everybody (hollow). The last two rows are after new topics came. Far, half-far and old-topic means rest on a few hundred queries; a hundredth there may be chance.`,
  alt: (result) => {
    const rows = promised(result).map(
      (row) =>
        `${row.name} ${formatNumber(row.rule, hundredths)} against ${formatNumber(row.fixed, hundredths)}`,
    );
    return `Recall under the rule against a fixed number of probes: ${rows.join('; ')}.`;
  },
  draw: (result, params, width) => {
    const rows = promised(result);
    const goal = 1 - params.alpha;
    const of = (test: (row: (typeof rows)[number]) => boolean) =>
      rows.filter(test).map((row) => [row.rule, row.name] as const);
    return chart(width, {
      x: linearAxis([0.6, 1], { label: 'mean recall' }),
      y: bandAxis(rows.map((row) => row.name)),
      height: 26 * rows.length,
      layers: [
        rule({ x: goal }, { label: 'promised' }),
        dots(
          rows.map((row) => [row.fixed, row.name] as const),
          { role: 'reference', hollow: true },
        ),
        dots(
          of((row) => row.rule >= goal),
          { role: 'work', r: 4 },
        ),
        dots(
          of((row) => row.rule < goal),
          { role: 'lost', shape: 'diamond', r: 4 },
        ),
      ],
    });
  },
  table: (result, params) => ({
    columns: [
      { name: 'queries' },
      { name: `recall, ${params.probes} probes` },
      { name: 'recall, stopping rule' },
    ],
    rows: promised(result).map((row) => [row.name, cell(row.fixed), cell(row.rule)]),
  }),
});
