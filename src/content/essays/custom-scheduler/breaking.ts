/** The figure that a reader can steer: a scheduler, a sentence, and the smallest case found. */

import { type Layer, panels } from '../../../kit/draw/chart.ts';
import { band, bars, rule, steps } from '../../../kit/draw/layers.ts';
import { linearAxis, roundUp } from '../../../kit/draw/scale.ts';
import type { Style } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { ASSUMPTIONS, type Violation } from './assumptions.ts';
import { breakIt } from './model.ts';
import { VARIANTS } from './policies.ts';
import { type Found, PATIENCE, type Search } from './search.ts';

const nameOf = (tenant: number | undefined) => `tenant ${(tenant ?? 0) + 1}`;

/** What is wrong, as a sentence. */
function inWords({ sentence, amount, bound, tenants, from }: Violation): string {
  const [first, second] = [nameOf(tenants[0]), nameOf(tenants[1])];
  const happening: Record<number, string> = {
    1: `${first} receives ${amount} priced tokens more or less than it asked for`,
    2: `a slot stays free at tick ${from} although a request waits`,
    3: `${first} is served out of order`,
    4: `while both wait, ${first} gains ${amount} priced tokens on ${second}, and 2U is ${bound}`,
    5: `${first} receives ${amount} priced tokens while the oldest request of ${second} waits, and 2U is ${bound}`,
    6: `the counter of ${first} falls by ${amount} at tick ${from}`,
    7: `the counters of ${first} and ${second}, both waiting, stand ${amount} apart at tick ${from}, and U is ${bound}`,
  };
  return happening[sentence] ?? '';
}

/** What a search came to. */
function outcome(found: Found): string {
  const { violation, seed, searched, before, passages, tried } = found;
  if (violation === null) {
    return `Seeds ${seed} to ${seed + searched - 1}: ${searched} cases, nothing. That is not proof.`;
  }
  return `Seed ${seed}, sentence ${violation.sentence}: ${inWords(violation)}. ${before} requests shrank to ${passages.length} in ${tried} trials.`;
}

/** Requests in the order in which they are drawn: by tenant, then by arrival. */
const inRows = ({ passages }: Found) =>
  [...passages].sort((a, b) => a.tenant - b.tenant || a.arrival - b.arrival || a.start - b.start);

/** Lines for up to four tenants, told apart by stroke. */
const STROKES: readonly Style[] = [{}, { dash: 'dashed' }, { dash: 'dotted' }, { weight: 'thin' }];

/** Who gains is wrong, the others are only served; bars and lines agree. */
const roleOf = (violation: Violation | null, tenant: number): Style['role'] =>
  violation?.tenants[0] === tenant ? 'lost' : 'work';

/** [time, value] of a row that holds the value at the end of each tick. */
const overTime = (values: readonly number[]): [number, number][] => [
  [0, 0],
  ...values.map((value, tick): [number, number] => [tick + 1, value]),
];

/** The room that sentences 4 and 5 leave to the tenant that gains, as an area. */
function room({ violation, received }: Found): Layer[] {
  if (violation === null || (violation.sentence !== 4 && violation.sentence !== 5)) return [];
  const [gains, passed] = violation.tenants;
  const base = received[gains][violation.from];
  const points: [number, number, number][] = [];
  for (let tick = violation.from; tick <= Math.min(violation.to, received[0].length - 1); tick++) {
    const moved =
      violation.sentence === 4 ? received[passed][tick] - received[passed][violation.from] : 0;
    points.push([tick + 1, base + moved, base + moved + violation.bound]);
  }
  return [band(points, { role: 'reference' })];
}

/** An upright line where one moment matters. */
const moment = (violation: Violation | null): Layer[] =>
  violation !== null && [2, 6, 7].includes(violation.sentence)
    ? [rule({ x: violation.from }, { role: 'lost', dash: 'dashed' })]
    : [];

export const breaking = figure<Search, Found>({
  id: 'break-it',
  title: 'Break it',
  size: 'page',
  of: breakIt,
  caption: (found) =>
    found.violation === null
      ? `A case in which nothing was found wrong. Above, each request waits (hatched) and runs; below, what each tenant has received.`
      : `The smallest case found for sentence ${found.violation.sentence}. Above, each request waits (hatched) and runs (filled), in ${found.slots === 1 ? 'one slot' : `${found.slots} slots`}; below, ${found.violation.sentence > 5 ? 'the counters' : 'what each tenant has received'}${found.violation.sentence === 4 || found.violation.sentence === 5 ? ', with the 2U that the sentence allows shaded' : ''}.`,
  alt: (found) =>
    `${outcome(found)} ${inRows(found)
      .slice(0, 12)
      .map(
        ({ tenant, arrival, start, end }) =>
          `${nameOf(tenant)}: arrives ${arrival}, starts ${start}, ends ${end}.`,
      )
      .join(' ')}`,
  draw: (found, _, width) => {
    const { violation, tenants, ticks } = found;
    const rows = inRows(found);
    const inside = violation !== null && violation.sentence > 5;
    const values = inside ? found.counters : found.received;
    const x = linearAxis([0, ticks]);
    const middles = Array.from({ length: tenants }, (_, tenant) => {
      const own = rows.flatMap((row, i) => (row.tenant === tenant ? [i] : []));
      return own.length > 0 ? (own[0] + own.at(-1)! + 1) / 2 : null;
    });
    const pitch = rows.length > 20 ? 6 : 14;
    const at = (i: number) => [i + 0.15, i + 0.85] as const;
    return panels(
      width,
      [
        {
          x,
          y: linearAxis([rows.length, 0], {
            ticks: middles.filter((middle) => middle !== null),
            format: (middle) => nameOf(middles.indexOf(middle)),
          }),
          height: Math.max(60, rows.length * pitch),
          grid: 'x',
          layers: [
            bars(
              rows.flatMap(({ arrival, start }, i) =>
                start > arrival ? [{ x: [arrival, start], y: at(i) }] : [],
              ),
              { role: 'wait', hatched: true },
            ),
            ...Array.from({ length: tenants }, (_, tenant) =>
              bars(
                rows.flatMap(({ tenant: own, start, end }, i) =>
                  own === tenant ? [{ x: [start, end], y: at(i) }] : [],
                ),
                { role: roleOf(violation, tenant) },
              ),
            ),
            ...moment(violation),
          ],
        },
        {
          x: linearAxis([0, ticks], { label: 'time', unit: 'ticks' }),
          y: linearAxis([0, roundUp(Math.max(1, ...values.flat()))], {
            label: inside ? 'counter, priced tokens' : 'received, priced tokens',
          }),
          height: isNarrow(width) ? 130 : 170,
          layers: [
            ...room(found),
            ...values.flatMap((row, tenant) =>
              middles[tenant] === null
                ? []
                : [
                    steps(overTime(row), {
                      ...STROKES[tenant],
                      role: roleOf(violation, tenant),
                      label: nameOf(tenant),
                    }),
                  ],
            ),
            ...moment(violation),
          ],
        },
      ],
      { columns: 1 },
    );
  },
  table: (found) => ({
    columns: [
      { name: 'tenant' },
      { name: 'prompt', unit: 'tokens' },
      { name: 'output', unit: 'tokens' },
      { name: 'arrives', unit: 'tick' },
      { name: 'starts', unit: 'tick' },
      { name: 'ends', unit: 'tick' },
    ],
    rows: inRows(found).map(({ tenant, prompt, output, arrival, start, end }) => [
      tenant + 1,
      prompt,
      output,
      arrival,
      start,
      end,
    ]),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'scheduler',
      label: 'Scheduler',
      options: VARIANTS.map(({ key: value, label }) => ({ value, label })),
    },
    {
      kind: 'choice',
      name: 'generator',
      label: 'Cases',
      options: [
        { value: 'uniform', label: 'uniform' },
        { value: 'phased', label: 'phased' },
      ],
    },
    {
      kind: 'choice',
      name: 'sentence',
      label: 'Sentence',
      options: [
        { value: 'any', label: 'any of the seven' },
        ...ASSUMPTIONS.map(({ number, name }) => ({
          value: `${number}`,
          label: `${number}, ${name}`,
        })),
      ],
    },
    {
      kind: 'number',
      name: 'seed',
      label: `First of ${PATIENCE} seeds`,
      min: 1,
      max: 2000,
      step: 1,
    },
  ],
  outcome,
});
