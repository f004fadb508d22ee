import { chart } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { bars, line, note, rule } from '../../../kit/draw/layers.ts';
import { type Mark, markOf } from '../../../kit/draw/mark.ts';
import { linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { icicle, samples, smallIcicle } from './icicle.ts';
import {
  BETWEEN,
  type Between,
  BIN,
  deadlines,
  LAST_BIN,
  lists,
  type Setup,
  semantics,
  whatWillItBe,
  whoIsAsked,
} from './model.ts';
import { twoTreesBlock } from './trees.ts';
import { sentences, told, wishBlocks } from './wish.ts';

const percent = (share: number): string =>
  formatNumber(share, { unit: '%', decimals: share < 0.01 ? 1 : 0 });

const BETWEEN_LABELS: Record<Between, string> = {
  nothing: 'nothing',
  center: 'Center',
  padding: 'Padding of 16',
  row: 'Row',
  expanded: 'Row, the box Expanded',
  scroll: 'sideways scroll view',
};

export const whatItWillBe = figure({
  id: 'what-will-it-be',
  title: 'What the box will be',
  size: 'text',
  of: whatWillItBe,
  caption: () =>
    'A box wishes for a width. Grey: the widths that it is allowed, where there is a choice. Blue: the width that it gets. Amber: the wish. Below, the box to scale.',
  alt: (result, params) => `${[...sentences(result, params), ...result.messages].join('. ')}.`,
  draw: (result, params, width) => column(wishBlocks(width, result, params), 14),
  table: ({ boxes }) => ({
    columns: [
      { name: 'box' },
      { name: 'least width', unit: 'px' },
      { name: 'greatest width', unit: 'px' },
      { name: 'width', unit: 'px' },
      { name: 'distance from the left of its parent', unit: 'px' },
    ],
    rows: boxes.map((box) => [
      box.name,
      box.minWidth,
      box.maxWidth ?? 'unbounded',
      box.width,
      box.x,
    ]),
  }),
  controls: [
    { kind: 'number', name: 'min', label: 'least width', min: 0, max: 360, step: 10, unit: 'px' },
    {
      kind: 'number',
      name: 'max',
      label: 'greatest width',
      min: 0,
      max: 360,
      step: 10,
      unit: 'px',
    },
    { kind: 'switch', name: 'unbounded', label: 'no greatest width' },
    { kind: 'number', name: 'wish', label: 'the wish', min: 0, max: 400, step: 10, unit: 'px' },
    {
      kind: 'choice',
      name: 'between',
      label: 'in between',
      options: (Object.keys(BETWEEN) as Between[]).map((value) => ({
        value,
        label: BETWEEN_LABELS[value],
      })),
    },
  ],
  outcome: ({ boxes, messages }, { wish }) => {
    const box = boxes.at(-1);
    const heard = box
      ? `The box wanted ${wish}, was told ${told(box.minWidth, box.maxWidth)} and is ${box.width} wide. `
      : '';
    return `${heard}${messages.map((message) => `${message}.`).join(' ')}`.trim();
  },
});

const answerOf = ({ calls, performs }: { calls: number; performs: number }): string =>
  `${calls} boxes are asked and ${performs} of them laid out again.`;

export const whoGetsAsked = figure({
  id: 'who-is-asked',
  title: 'Who is asked when one label changes',
  size: 'page',
  of: whoIsAsked,
  caption: () =>
    'The tree of a short list, root on top, after the starred label changed. Filled boxes are laid out again, blue outlines only asked, grey ones not visited. A thick edge is a relayout boundary, where a change stops on its way up. Boxes without room for a name are texts, icons and what holds them.',
  alt: ({ boxes, calls, performs }, { rows }) =>
    `A tree of ${boxes.length} boxes for a list of ${rows} cards. After one label changed, ${answerOf({ calls, performs })}`,
  draw: ({ boxes }, _, width) =>
    column(
      [
        key(
          width,
          Object.entries(samples).map(([label, sample]) => ({ label, sample })),
        ),
        icicle(width, boxes),
      ],
      12,
    ),
  table: ({ boxes }) => ({
    columns: [
      { name: 'box' },
      { name: 'inside' },
      { name: 'after the change' },
      { name: 'boundary' },
    ],
    rows: boxes.map((box) => [
      box.changed ? `${box.name}, changed` : box.name,
      box.parent === null ? 'the screen' : boxes[box.parent].name,
      box.fate,
      box.boundary ? 'yes' : 'no',
    ]),
  }),
  controls: [
    { kind: 'number', name: 'rows', label: 'cards', min: 1, max: 8, step: 1 },
    { kind: 'switch', name: 'fixed', label: 'cards have a fixed height' },
    { kind: 'switch', name: 'boundaries', label: 'changes stop at boundaries' },
    { kind: 'switch', name: 'skipClean', label: 'clean boxes are skipped' },
  ],
  outcome: (result) => answerOf(result),
});

const SETUP_LABELS: Record<Setup, string> = {
  nothingSkipped: 'nothing skipped',
  free: 'free height',
  noBoundaries: 'fixed height, no boundaries',
  fixed: 'fixed height',
};

export const priceOfOneLabel = figure({
  id: 'price-of-one-label',
  title: 'The price of one label',
  size: 'text',
  of: lists,
  caption: (result) =>
    `Calls of layout after one label changed, by the length of the list. With fixed heights it is ${result.fixed[0].calls} at every length; without boundaries they do about as badly as free ones, and the two lines nearly coincide.`,
  alt: (result) => {
    const last = (setup: Setup) => result[setup].at(-1)!.calls;
    return `Calls against rows, both on logarithmic axes. At ${result.fixed.at(-1)!.rows} rows: ${last('nothingSkipped')} with nothing skipped, ${last('noBoundaries')} without boundaries, ${last('free')} with free heights, ${last('fixed')} with fixed heights, which is a level line.`;
  },
  draw: (result, { rows }, width) => {
    const points = (setup: Setup) => result[setup].map((r) => [r.rows, r.calls] as const);
    return chart(width, {
      x: logAxis([rows[0], rows.at(-1)!], { label: 'rows in the list' }),
      y: logAxis([1, 10000], { label: 'calls of layout' }),
      layers: [
        line(points('nothingSkipped'), {
          role: 'lost',
          dash: 'dotted',
          label: SETUP_LABELS.nothingSkipped,
        }),
        line(points('noBoundaries'), {
          role: 'reference',
          dash: 'dashed',
          label: SETUP_LABELS.noBoundaries,
        }),
        line(points('free'), { role: 'wait', label: SETUP_LABELS.free }),
        line(points('fixed'), { role: 'work', weight: 'strong', label: SETUP_LABELS.fixed }),
      ],
    });
  },
  table: (result, { rows }) => ({
    columns: [
      { name: 'rows' },
      ...(Object.keys(SETUP_LABELS) as Setup[]).map((setup) => ({
        name: `${SETUP_LABELS[setup]}, calls (laid out)`,
      })),
    ],
    rows: rows.map((count, i) => [
      count,
      ...(Object.keys(SETUP_LABELS) as Setup[]).map((setup) => {
        const at = result[setup][i];
        return `${at.calls} (${at.performs})`;
      }),
    ]),
  }),
});

export const sameWork = figure({
  id: 'same-work',
  title: 'The same work at three refresh rates',
  size: 'text',
  of: deadlines,
  caption: ({ byRate }, { frames }) =>
    `Costs of ${formatNumber(frames)} frames of the model. Each line is the time that a display leaves for one; what lies to its right is late: ${byRate
      .map(({ rate, late }) => `${percent(late)} at ${rate}\u00a0Hz`)
      .join(', ')}.`,
  alt: ({ mean, byRate }) =>
    `A histogram of frame costs with a long right tail and a mean of ${formatNumber(mean, { decimals: 1 })} ms. ${byRate
      .map(
        ({ rate, budget, late }) =>
          `At ${rate} Hz, ${budget} ms a frame, ${percent(late)} are late.`,
      )
      .join(' ')}`,
  draw: ({ bins, byRate, mean }, _, width) => {
    const most = Math.max(...bins);
    return chart(width, {
      x: linearAxis([0, LAST_BIN], { label: 'cost of a frame', unit: 'ms' }),
      y: linearAxis([0, most * 1.05], { label: 'frames' }),
      layers: [
        bars(
          bins.slice(0, -1).map((count, i) => ({ x: [i * BIN, (i + 1) * BIN], y: [0, count] })),
          { role: 'work', tint: 1 },
        ),
        rule({ x: mean }, { role: 'ink', dash: 'dotted' }),
        note(mean, most, 'mean', { anchor: 'end', dx: -6, dy: -4 }),
        ...byRate.map(({ budget }, i) =>
          line(
            [
              [budget, 0],
              [budget, most * (0.46 + 0.25 * i)],
            ],
            { role: 'lost', weight: 'thin' },
          ),
        ),
        ...byRate.map(({ rate, budget, late }, i) =>
          note(budget, most * (0.42 + 0.25 * i), `${rate} Hz: ${percent(late)} late`, {
            role: 'lost',
            dx: 5,
          }),
        ),
      ],
    });
  },
  table: ({ byRate }) => ({
    columns: [
      { name: 'refresh rate', unit: 'Hz' },
      { name: 'budget', unit: 'ms' },
      { name: 'late frames', unit: '%' },
      { name: 'missed refreshes' },
    ],
    rows: byRate.map(({ rate, budget, late, missed }) => [
      rate,
      budget,
      rounded(late * 100, { decimals: 2 }),
      missed,
    ]),
  }),
});

export const twoTrees = figure({
  id: 'two-trees',
  title: 'Two trees',
  size: 'text',
  of: semantics,
  caption: ({ separate, merged }, { cards }) =>
    `One card as it is laid out, and as a screen reader meets it: three stops, or one if they are merged. In a list of ${cards} such cards that is ${separate} stops or ${merged}.`,
  alt: ({ separateCard, mergedCard }) =>
    `A row with a column of two texts and a third text beside it. Separate stops: ${separateCard.join('; ')}. Merged into one: ${mergedCard.join('; ').replaceAll('\n', ', ')}.`,
  draw: (result, _, width) => twoTreesBlock(width, result),
  table: ({ separateCard, mergedCard, separate, merged }) => ({
    columns: [{ name: 'card' }, { name: 'stops of one card' }, { name: 'stops of the list' }],
    rows: [
      ['separate', separateCard.join(' | '), separate],
      ['merged', mergedCard.join(' | ').replaceAll('\n', ' / '), merged],
    ],
  }),
});

export const mark: Mark<typeof whoIsAsked.defaults, ReturnType<typeof whoIsAsked.compute>> = {
  of: whoIsAsked,
  draw: ({ boxes }) => markOf(...smallIcicle(boxes)),
};
