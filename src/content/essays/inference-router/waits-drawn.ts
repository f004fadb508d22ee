import { key } from '../../../kit/draw/key.ts';
import type { DotStyle } from '../../../kit/draw/layers.ts';
import type { DotRow } from '../../../kit/draw/rows.ts';
import { dotSample } from '../../../kit/draw/samples.ts';
import { rounded } from '../../../kit/number.ts';
import { brief, short } from './drawing.ts';
import type { Spread, Waits } from './measures.ts';

/** How a mean and a 99th percentile are drawn. */
export const MEAN: DotStyle = { role: 'wait', shape: 'circle', r: 3.8 };

const TAIL: DotStyle = { role: 'wait', shape: 'circle', hollow: true, r: 3.8 };

export const meanAndTail = (width: number) =>
  key(width, [
    { label: 'mean', sample: dotSample(MEAN) },
    { label: '99th percentile', sample: dotSample(TAIL) },
  ]);

/** A row with the mean and the 99th percentile of a wait. */
export const waitsRow = (name: string, { mean, p99 }: Waits): DotRow => ({
  name,
  joined: true,
  figure: `${short(mean.mean)} s`,
  dots: [
    { value: mean.mean, style: MEAN },
    { value: p99.mean, style: TAIL },
  ],
});

/** A mean and half its interval, as cells. */
export const cells = ({ mean, half }: Spread): [number, number] => [
  brief(mean),
  rounded(half, { significant: 2 }),
];

export const meanAndInterval = [
  { name: 'mean wait', unit: 's' },
  { name: '± 95%', unit: 's' },
  { name: '99th percentile', unit: 's' },
  { name: '± 95%', unit: 's' },
];

export const waitCells = ({ mean, p99 }: Waits): number[] => [...cells(mean), ...cells(p99)];
