import { claims } from '../../../kit/claim.ts';
import { chart } from '../../../kit/draw/chart.ts';
import { line } from '../../../kit/draw/layers.ts';
import { linearAxis } from '../../../kit/draw/scale.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, numbers } from '../../../kit/number.ts';
import { waits } from './model.ts';

export { HIGHEST } from './model.ts';

const WAIT = { unit: 'service times', significant: 2 };

export const knee = figure({
  id: 'knee',
  title: 'The knee',
  size: 'text',
  of: waits,
  caption: () => 'The wait over the load. It is flat for a long time, and then it is not.',
  alt: () => 'A line that rises slowly, then steeply towards full load.',
  draw: (result, _, width) =>
    chart(width, {
      x: linearAxis([0, 1], { label: 'load', unit: '%' }),
      y: linearAxis([0, 20], { label: 'mean wait', unit: 'service times' }),
      layers: [
        line(
          result.map(({ load, wait }) => [load, wait]),
          { role: 'wait', label: 'wait' },
        ),
      ],
    }),
  table: (result) => ({
    columns: [{ name: 'load' }, { name: 'mean wait', unit: 'service times' }],
    rows: result.map(({ load, wait }) => [Number(load.toFixed(2)), Number(wait.toFixed(2))]),
  }),
  controls: [
    {
      kind: 'number',
      name: 'highest',
      label: 'Highest load',
      min: 0.5,
      max: 0.95,
      step: 0.05,
      unit: '%',
    },
  ],
  outcome: (result) =>
    `At the highest load the mean wait is ${formatNumber(result.at(-1)!.wait, WAIT)}.`,
});

export const wait = numbers(waits, {
  last: { what: 'mean wait at the highest load', read: (result) => result.at(-1)!.wait, ...WAIT },
});

export const held = claims(waits, {
  late: {
    holds: (result) => result.at(-1)!.wait > 4 * result[9].wait,
    numbers: [wait.last],
  },
});
