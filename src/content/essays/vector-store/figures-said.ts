/** The figure of what the estimate said against what was so. */
import { chart } from '../../../kit/draw/chart.ts';
import { dots, line, whiskers } from '../../../kit/draw/layers.ts';
import { linearAxis } from '../../../kit/draw/scale.ts';
import { type Figure, figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { type Checked, calibration, type Group } from './calibration.ts';

type Params = typeof calibration.defaults;

const hundredths = { decimals: 2 };

/** The confidence level of every interval here. */
const CLAIM = '95%';

const outcome = ({ heldOut, newTopics, kept }: Checked, { queries }: Params): string =>
  `Of ten groups of ${queries / 10} queries that the estimate had not seen, ${kept} have an interval that holds what was said. ` +
  `About new topics it says ${formatNumber(newTopics[0].said, hundredths)} and more, and they have ${formatNumber(newTopics[0].had, hundredths)} and more; ` +
  `the others have ${formatNumber(heldOut[0].had, hundredths)} where it says ${formatNumber(heldOut[0].said, hundredths)}.`;

export const saidAgainstTrue: Figure<Params, Checked> = figure({
  id: 'said-against-true',
  title: 'Said against true',
  size: 'text',
  of: calibration,
  caption: (_result, { queries }) =>
    `The estimate of recall after eight probes, in ten groups of queries by what it said, against what was so, with ${CLAIM} intervals: ${queries} queries of all worlds together, each with the estimate of its own. ` +
    'Queries that the estimate had not seen (held out) lie near the diagonal; those about topics that came after it was fitted hang below.',
  alt: (result, params) =>
    `Ten dots follow the diagonal, and ten diamonds lie far below it. ${outcome(result, params)}`,
  draw: ({ heldOut, newTopics }, _params, width) => {
    const points = (groups: readonly Group[]) =>
      groups.map(({ said, had }) => [said, had] as const);
    const around = (groups: readonly Group[]) =>
      groups.map(({ said, interval }) => [said, ...interval] as const);
    return chart(width, {
      x: linearAxis([0.7, 1], { label: 'recall said' }),
      y: linearAxis([0.3, 1], { label: 'recall found by exact search' }),
      height: width < 460 ? 230 : 300,
      grid: 'both',
      layers: [
        line(
          [
            [0.7, 0.7],
            [1, 1],
          ],
          { role: 'reference', weight: 'thin' },
        ),
        whiskers(around(newTopics), { role: 'lost', weight: 'thin' }),
        dots(points(newTopics), { role: 'lost', shape: 'diamond', label: 'new topics' }),
        whiskers(around(heldOut), { role: 'work', weight: 'thin' }),
        dots(points(heldOut), { role: 'work', label: 'held out' }),
      ],
    });
  },
  table: ({ heldOut, newTopics }) => ({
    columns: [
      { name: 'queries' },
      { name: 'said' },
      { name: 'true' },
      { name: 'from' },
      { name: 'to' },
    ],
    rows: [
      { name: 'held out', groups: heldOut },
      { name: 'new topics', groups: newTopics },
    ].flatMap(({ name, groups }) =>
      groups.map(({ said, had, interval }) => [
        name,
        ...[said, had, ...interval].map((value) => rounded(value, { decimals: 3 })),
      ]),
    ),
  }),
  controls: [{ kind: 'number', name: 'queries', label: 'Queries', min: 200, max: 2000, step: 100 }],
  again: {
    what: 'groups, of ten, whose interval holds what was said',
    decimals: 0,
    read: ({ kept }) => kept,
    from: 0,
    to: 10,
    role: 'work',
    outcome: ({ kept }) => (kept === 10 ? 'all ten hold it' : 'some do not hold it'),
  },
  outcome,
});
