/** The figures about the stopping rule and about repairs. */
import { chart } from '../../../kit/draw/chart.ts';
import { bars, dots, rule } from '../../../kit/draw/layers.ts';
import { dotRows } from '../../../kit/draw/rows.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { REPAIRS, repair } from './moved.ts';
import { stopping } from './stopping.ts';

const hundredths = { decimals: 2 };

const cell = (value: number): number => rounded(value, { decimals: 3 });

type Stopped = ReturnType<typeof stopping.compute>[number];

/** A group of queries, and its recall in each world under both. */
const GROUPS: readonly (readonly [name: string, of: (world: Stopped, way: Way) => number])[] = [
  ['near', ({ usual }, way) => usual[way].kinds[0]],
  ['between', ({ usual }, way) => usual[way].kinds[1]],
  ['far', ({ usual }, way) => usual[way].kinds[2]],
  ['usual mix', ({ usual }, way) => usual[way].mean],
  ['half of them far', ({ halfFar }, way) => halfFar[way].mean],
  ['old topics', ({ old }, way) => old[way].mean],
  ['new topics', ({ newTopics }, way) => newTopics[way].mean],
];
type Way = 'fixed' | 'rule';

const promised = (result: readonly Stopped[]) =>
  GROUPS.map(([name, of]) => {
    const rule = result.map((world) => of(world, 'rule'));
    return {
      name,
      fixed: mean(result.map((world) => of(world, 'fixed'))),
      rule: mean(rule),
      least: Math.min(...rule),
      greatest: Math.max(...rule),
    };
  });

export const promise = figure({
  id: 'promise',
  title: 'A promise and its limits',
  size: 'text',
  of: stopping,
  caption: (_result, params) =>
    `Mean recall under a rule that promises ${formatNumber(1 - params.alpha, hundredths)} on average, over ${params.seeds.length} worlds (blue dots; a red diamond where every world delivers less), and under ` +
    'as many probes for everybody as cost at least as much on the usual mix (hollow). The bars reach from the world with the least to that with the greatest. The last two rows are after new topics came.',
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
    const short = (row: (typeof rows)[number]) => row.greatest < goal;
    const across = (test: (row: (typeof rows)[number]) => boolean) =>
      rows
        .filter(test)
        .map(({ name, least, greatest }) => ({ x: [least, greatest] as const, y: name }));
    return chart(width, {
      x: linearAxis([0.5, 1], { label: 'mean recall' }),
      y: bandAxis(rows.map((row) => row.name)),
      height: 26 * rows.length,
      layers: [
        rule({ x: goal }, { label: 'promised' }),
        bars(across(short), { role: 'lost', tint: 2 }),
        bars(
          across((row) => !short(row)),
          { role: 'work', tint: 2 },
        ),
        dots(
          rows.map((row) => [row.fixed, row.name] as const),
          { role: 'reference', hollow: true },
        ),
        dots(
          of((row) => !short(row)),
          { role: 'work', r: 4 },
        ),
        dots(of(short), { role: 'lost', shape: 'diamond', r: 4 }),
      ],
    });
  },
  table: (result) => ({
    columns: [
      { name: 'queries' },
      { name: 'recall, probes for as much' },
      { name: 'recall, stopping rule' },
      { name: 'least of a world' },
      { name: 'greatest' },
    ],
    rows: promised(result).map((row) => [
      row.name,
      cell(row.fixed),
      cell(row.rule),
      cell(row.least),
      cell(row.greatest),
    ]),
  }),
});

const REPAIR_NAMES: Record<(typeof REPAIRS)[number], string> = {
  nothing: 'nothing',
  recalibrate: 'recalibrate',
  retrain: 'retrain the centroids',
  both: 'retrain and recalibrate',
};

const repairs = (result: ReturnType<typeof repair.compute>) =>
  REPAIRS.map((way) => {
    const of = (what: 'fresh' | 'old' | 'mix' | 'work') =>
      mean(result.map((world) => world[way][what]));
    return {
      name: REPAIR_NAMES[way],
      fresh: of('fresh'),
      old: of('old'),
      mix: of('mix'),
      work: formatNumber(of('work'), { significant: 2 }),
    };
  });

export const repaired = figure({
  id: 'repaired',
  title: 'What each repair gives back',
  size: 'text',
  of: repair,
  caption: (result, { alpha, toy }) =>
    `After new topics came, with ${formatNumber(toy.relearned, { unit: '%', decimals: 0 })} of the queries about them: recall of these (red diamonds), of the old queries (blue) and of both together (hollow), means over ${result.length} worlds. ` +
    `The upright line is the promise, ${formatNumber(1 - alpha, hundredths)}.`,
  alt: (result) => {
    const rows = repairs(result).map(
      ({ name, fresh, old, work }) =>
        `${name}: new topics ${formatNumber(fresh, hundredths)}, old ${formatNumber(old, hundredths)}, work ${work}`,
    );
    return `Recall after each repair. ${rows.join('; ')}.`;
  },
  draw: (result, { alpha }, width) =>
    dotRows(width, {
      x: linearAxis([0.6, 1], { label: 'mean recall' }),
      rule: { value: 1 - alpha, name: 'promised' },
      groups: [
        {
          rows: repairs(result).map(({ name, fresh, old, mix, work }) => ({
            name,
            // The larger below: they may lie on one place.
            dots: [
              { value: mix, style: { role: 'ink' as const, hollow: true, r: 5.5 } },
              { value: fresh, style: { role: 'lost' as const, shape: 'diamond' as const, r: 4 } },
              { value: old, style: { role: 'work' as const, r: 2.4 } },
            ],
            figure: work,
          })),
        },
      ],
      column: 'distances per query',
    }),
  table: (result) => ({
    columns: [
      { name: 'repair' },
      { name: 'new topics' },
      { name: 'old topics' },
      { name: 'mix' },
      { name: 'work', unit: 'distances' },
    ],
    rows: repairs(result).map(({ name, fresh, old, mix, work }) => [
      name,
      cell(fresh),
      cell(old),
      cell(mix),
      work,
    ]),
  }),
});
