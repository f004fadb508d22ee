/** The figures of the essay, and its mark. */
import { chart } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { bars, line, note, rule } from '../../../kit/draw/layers.ts';
import { type Mark, markOf } from '../../../kit/draw/mark.ts';
import { linearAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { BETWEEN, type Between, whatWillItBe } from './beginner.ts';
import { BIN, deadlines, LAST_BIN } from './frames.ts';
import { FRAME, phases, samples, smallIcicle } from './icicle.ts';
import { CALLED, type LabelParams, whoIsAsked } from './label.ts';
import { HEIGHTS } from './screens.ts';
import { sentences, told, wishBlocks } from './wish.ts';

export { measuredTwice } from './ladder.ts';
export { oneWord } from './nested.ts';
export { priceOfOneLabel } from './pricelist.ts';
export { twoTrees } from './trees.ts';
export { oneWalk } from './walking.ts';

const percent = (share: number): string =>
  formatNumber(share, { unit: '%', decimals: share < 0.01 ? 1 : 0 });

const BETWEEN_LABELS: Record<Between, string> = {
  nothing: 'nothing',
  center: 'Center',
  padding: 'Padding of 16',
  row: 'Row',
  expanded: 'Row, the box Expanded',
  scroll: 'SingleChildScrollView, sideways',
  list: 'ListView, sideways',
};

export const whatItWillBe = figure({
  id: 'what-will-it-be',
  title: 'What the box will be',
  size: 'text',
  of: whatWillItBe,
  caption: () =>
    'A box wishes for a width. Grey: the widths that it is allowed, where there is a choice (as printed there is none). Blue: the width that it gets. Amber: the wish. Below, the box to scale.',
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
      ? `The box wanted ${wish}, was given ${told(box.minWidth, box.maxWidth)} and is ${box.width} wide. `
      : '';
    return `${heard}${messages.map((message) => `${message}.`).join(' ')}`.trim();
  },
});

type Asked = ReturnType<typeof whoIsAsked.compute>;

const painted = ({ boxes }: Asked): number => boxes.filter(({ paint }) => paint === 'done').length;

const answerOf = (result: Asked): string =>
  `${result.built} of ${result.boxes.length} widgets are built, ${result.visits} boxes are asked and ${result.performs} of them laid out again, and ${painted(result)} are painted.`;

const CALLED_LABELS: Record<(typeof CALLED)[number], string> = {
  label: 'the label',
  screen: 'the screen',
  kept: 'the screen, other cards const',
};

const HEIGHT_LABELS: Record<(typeof HEIGHTS)[number], string> = {
  free: 'free',
  fixed: 'fixed',
  intrinsic: 'IntrinsicHeight',
};

const optionsOf = <K extends string>(values: readonly K[], labels: Record<K, string>) =>
  values.map((value) => ({ value, label: labels[value] }));

export const whoGetsAsked = figure<LabelParams, Asked>({
  id: 'who-is-asked',
  title: 'Who is asked when one label changes',
  size: 'page',
  of: whoIsAsked,
  caption: () =>
    'The boxes of a short list, root on top, in the three phases of the frame after the starred label changed. In a filled box the phase did its work; one with a blue edge was only asked; a grey one was not touched. A thick edge is a boundary of the phase. Boxes without room for a name are texts, icons and what holds them.',
  alt: (result, { rows }) =>
    `A tree of ${result.boxes.length} boxes for a list of ${rows} cards, three times: build, layout, paint. After one label changed, ${answerOf(result)}`,
  draw: (result, _, width) =>
    column(
      [
        key(
          width,
          Object.entries(samples).map(([label, sample]) => ({ label, sample })),
        ),
        phases(width, result.boxes, {
          build: `build: ${result.built} of ${result.boxes.length} widgets`,
          layout: `layout: ${result.visits} asked, ${result.performs} of them laid out`,
          paint: `paint: ${painted(result)} painted`,
        }),
      ],
      12,
    ),
  table: ({ boxes }) => ({
    columns: [
      { name: 'box' },
      { name: 'inside' },
      ...FRAME.map((name) => ({ name })),
      { name: 'relayout boundary' },
    ],
    rows: boxes.map((box) => [
      box.changed ? `${box.name}, changed` : box.name,
      box.parent === null ? 'the screen' : boxes[box.parent].name,
      ...FRAME.map((phase) => box[phase]),
      box.boundary ? 'yes' : 'no',
    ]),
  }),
  controls: [
    { kind: 'number', name: 'rows', label: 'cards', min: 1, max: 8, step: 1 },
    {
      kind: 'choice',
      name: 'called',
      label: 'setState is called at',
      options: optionsOf(CALLED, CALLED_LABELS),
    },
    {
      kind: 'choice',
      name: 'height',
      label: 'height of a card',
      options: optionsOf(HEIGHTS, HEIGHT_LABELS),
    },
    { kind: 'switch', name: 'layers', label: 'a RepaintBoundary round each' },
  ],
  outcome: (result) => answerOf(result),
});

export const sameWork = figure({
  id: 'same-work',
  title: 'The same work at three refresh rates',
  size: 'text',
  of: deadlines,
  caption: ({ byRate }) =>
    `How the costs of frames are spread in the model. Each line is the time that a display leaves for one; what lies to its right is late: ${byRate
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
      y: linearAxis([0, most * 1.12], { label: 'frames', unit: '%' }),
      layers: [
        bars(
          bins.map((share, i) => ({ x: [i * BIN, (i + 1) * BIN], y: [0, share] })),
          { role: 'work', tint: 1 },
        ),
        rule({ x: mean }, { role: 'ink', dash: 'dotted' }),
        note(mean, most * 1.12, 'mean', { dx: 5, dy: 6 }),
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
    ],
    rows: byRate.map(({ rate, budget, late }) => [
      rate,
      budget,
      rounded(late * 100, { decimals: 2 }),
    ]),
  }),
});

export const mark: Mark<typeof whoIsAsked.defaults, Asked> = {
  of: whoIsAsked,
  draw: ({ boxes }) => markOf(...smallIcicle(boxes)),
};
