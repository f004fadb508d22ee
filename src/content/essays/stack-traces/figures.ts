import { chart } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { bars } from '../../../kit/draw/layers.ts';
import { type Mark, markOf, markSpans } from '../../../kit/draw/mark.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { column, type Style } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { flame } from './flame.ts';
import { faultsTried, rightEdge, TILLS, twoLines } from './model.ts';
import type { Whereabouts } from './recorded.ts';
import { generatedStrip, sourceLines } from './strip.ts';

export { nameIt } from './figures-game.ts';
export { cBuilds, hourFigure, yours } from './figures-letters.ts';

export const theRightEdge = figure({
  id: 'right-edge',
  title: 'A trace is the right edge of a run',
  size: 'page',
  of: rightEdge,
  caption: ({ culprit, returned, waiting }) =>
    `The calls of the till's functions in one run, until it broke. ${waiting} were still waiting, and these the trace names. The other ${returned} had returned, among them every call of the faulty function, ${culprit}, in red.`,
  alt: ({ calls, culprit, waiting, total }) =>
    `A flame chart of ${total} calls. At the right edge, where the run breaks, ${waiting} are open: ${calls
      .filter((call) => call.end === null)
      .map((call) => call.name)
      .join(', ')}. The calls of ${culprit} lie far to the left and are closed.`,
  draw: ({ calls, culprit }, _, width) => flame(width, calls, culprit),
  table: ({ calls }) => ({
    columns: [
      { name: 'call' },
      { name: 'depth' },
      { name: 'starts at tick' },
      { name: 'returns at tick' },
    ],
    rows: calls.map((call) => [call.name, call.depth, call.start, call.end ?? 'never']),
  }),
});

export const twoLinesOneError = figure({
  id: 'two-lines-one-error',
  title: 'Two lines, one error',
  size: 'text',
  of: twoLines,
  caption: ({ minified, plain }) =>
    `The minified text of lines ${minified.line} and ${plain.line}, and the line that its map gives to each character. The dot is the last character that still belongs to line ${minified.line}, where nothing fails.`,
  alt: ({ reported, minified, plain }) =>
    `The error is at column ${reported} of the minified bundle, a dot. The map gives it to line ${minified.line}, column ${minified.column}; the map of the plain bundle says line ${plain.line}, column ${plain.column}.`,
  draw: (maps, _, width) => column([generatedStrip(width, maps), sourceLines(width, maps)], 14),
  table: ({ segments }) => ({
    columns: [{ name: 'generated column' }, { name: 'source line' }, { name: 'source column' }],
    rows: segments.map((part) => [part.generatedColumn, part.line, part.column]),
  }),
});

const TILL_LABELS = {
  none: 'no checks',
  late: 'late checks',
  early: 'late and early',
} as const;

const WHERE: readonly {
  label: string;
  of: (where: Whereabouts) => number;
  style: Style & { readonly hatched?: boolean };
}[] = [
  { label: 'it threw', of: ({ top }) => top, style: { role: 'work' } },
  {
    label: 'still waiting, threw nothing',
    of: ({ lower }) => lower,
    style: { role: 'work', tint: 1 },
  },
  { label: 'one call away', of: ({ one }) => one, style: { role: 'work', tint: 2 } },
  {
    label: 'two or three',
    of: ({ two, further }) => two + further,
    style: { role: 'reference' },
  },
  {
    label: 'no call leads there',
    of: ({ nowhere }) => nowhere,
    style: { role: 'reference', hatched: true },
  },
];

/** Crashes with the culprit on the stack or one call away. */
const near = ({ top, lower, one }: Whereabouts): number => top + lower + one;

const percent = { unit: '%', decimals: 0 };

export const whereTheCulpritWas = figure({
  id: 'where-the-culprit-was',
  title: 'Where the culprit was',
  size: 'text',
  of: faultsTried,
  caption: ({ none, late, early }) =>
    `The crashes of the three tills (${none.tally.threw}, ${late.tally.threw} and ${early.tally.threw}), by how many calls the faulty function is from the stack, counted from any frame but the outermost, receipt; the use of a table counts as a call. In blue it is on the stack or one call away: in ${none.near}, ${late.near} and ${early.near} crashes, which are ${formatNumber(none.nearShare, percent)}, ${formatNumber(late.nearShare, percent)} and ${formatNumber(early.nearShare, percent)}.`,
  alt: (result) =>
    TILLS.map((name) => {
      const where = WHERE.map(({ label, of }) => `${label} ${of(result[name].tally.where.inner)}`);
      return `${TILL_LABELS[name]}: ${result[name].tally.threw} crashes, ${where.join(', ')}.`;
    }).join(' '),
  draw: (result, _, width) => {
    const names = TILLS.map((name) => TILL_LABELS[name]);
    const start = { none: 0, late: 0, early: 0 };
    const most = Math.max(...TILLS.map((name) => result[name].tally.threw));
    const layers = WHERE.map(({ of, style }) =>
      bars(
        TILLS.map((name) => {
          const from = start[name];
          const crashes = of(result[name].tally.where.inner);
          start[name] += crashes;
          return { x: [from, start[name]] as const, y: TILL_LABELS[name], text: String(crashes) };
        }),
        style,
      ),
    );
    return column(
      [
        key(
          width,
          WHERE.map(({ label, style }) => ({ label, sample: fillSample(style) })),
        ),
        chart(width, {
          height: 120,
          x: linearAxis([0, most], { label: 'crashes' }),
          y: bandAxis(names),
          layers,
        }),
      ],
      10,
    );
  },
  table: (result) => ({
    columns: [
      { name: 'till' },
      { name: 'faults' },
      { name: 'crashes' },
      { name: 'wrong receipt, no error' },
      { name: 'no change' },
      ...WHERE.map(({ label }) => ({ name: label })),
      { name: 'different messages' },
      { name: 'near, counted from receipt too' },
      { name: 'near, from the frame that threw' },
    ],
    rows: TILLS.map((name) => {
      const { tally } = result[name];
      return [
        TILL_LABELS[name],
        tally.faults,
        tally.threw,
        tally.silent,
        tally.same,
        ...WHERE.map(({ of }) => of(tally.where.inner)),
        tally.signatures,
        near(tally.where.any),
        near(tally.where.top),
      ];
    }),
  }),
});

export const mark: Mark<typeof rightEdge.defaults, ReturnType<typeof rightEdge.compute>> = {
  of: rightEdge,
  draw: ({ calls, culprit }) => {
    const end = Math.max(...calls.map((call) => Math.max(call.start, call.end ?? 0))) + 1;
    const rows = Math.max(...calls.map((call) => call.depth)) + 1;
    const spans = (keep: (call: (typeof calls)[number]) => boolean) =>
      calls
        .filter(keep)
        .map((call) => ({ from: call.start, to: call.end ?? end, row: call.depth }));
    return markOf(
      markSpans(
        [0, end],
        spans((c) => c.end !== null && c.name !== culprit),
        rows,
        {
          role: 'reference',
          tint: 2,
        },
      ),
      markSpans(
        [0, end],
        spans((c) => c.end === null),
        rows,
        { role: 'work' },
      ),
      markSpans(
        [0, end],
        spans((c) => c.name === culprit),
        rows,
        { role: 'lost' },
      ),
    );
  },
};
