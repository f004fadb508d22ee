import { chart } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { LINE, words } from '../../../kit/draw/label.ts';
import { bars } from '../../../kit/draw/layers.ts';
import { type Mark, markOf, markSpans } from '../../../kit/draw/mark.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { type Block, column, type Style } from '../../../kit/draw/svg.ts';
import { type Figure, figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { flame, STYLES } from './flame.ts';
import {
  type CulpritParams,
  faultsTried,
  isTable,
  nameTheCulprit,
  rightEdge,
  SUSPECTS,
  TILLS,
  TRACES,
  twoLines,
} from './model.ts';
import type { Whereabouts } from './recorded.ts';
import { generatedStrip, sourceLines } from './strip.ts';

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
  draw: ({ calls, culprit }, _, width) => flame(width, calls, { culprit }),
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
  late: 'checks where values are used',
  early: 'checks where values are made',
} as const;

const WHERE: readonly { part: keyof Whereabouts; label: string; style: Style }[] = [
  { part: 'top', label: 'it threw', style: { role: 'work' } },
  { part: 'lower', label: 'lower on the stack', style: { role: 'work', tint: 1 } },
  { part: 'one', label: 'one call away', style: { role: 'work', tint: 3 } },
  { part: 'two', label: 'two', style: { role: 'reference', tint: 2 } },
  { part: 'further', label: 'further', style: { role: 'reference', tint: 1 } },
];

const percent = { unit: '%', decimals: 0 };

export const whereTheCulpritWas = figure({
  id: 'where-the-culprit-was',
  title: 'Where the culprit was',
  size: 'text',
  of: faultsTried,
  caption: ({ none, late, early }) =>
    `The crashes of the three tills (${none.tally.threw}, ${late.tally.threw} and ${early.tally.threw}), by the distance of the faulty function from the stack, in calls. It was on the stack in ${formatNumber(late.onStack, percent)} with late checks and in ${formatNumber(early.onStack, percent)} with early ones, and on it or one call away in ${formatNumber(late.near, percent)} and ${formatNumber(early.near, percent)}.`,
  alt: (result) =>
    TILLS.map((name) => {
      const { onStack, near, tally } = result[name];
      return `${TILL_LABELS[name]}: ${tally.threw} crashes, on the stack in ${formatNumber(onStack, percent)}, at most one call away in ${formatNumber(near, percent)}.`;
    }).join(' '),
  draw: (result, _, width) => {
    const names = TILLS.map((name) => TILL_LABELS[name]);
    const start = { none: 0, late: 0, early: 0 };
    const layers = WHERE.map(({ part, style }) =>
      bars(
        TILLS.map((name) => {
          const from = start[name];
          start[name] += result[name].share[part];
          return {
            x: [from, Math.min(1, start[name])] as const,
            y: TILL_LABELS[name],
            text: formatNumber(result[name].share[part], percent),
          };
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
          x: linearAxis([0, 1], { label: 'share of crashes', unit: '%' }),
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
    ],
    rows: TILLS.map((name) => {
      const { tally } = result[name];
      return [
        TILL_LABELS[name],
        tally.faults,
        tally.threw,
        tally.silent,
        tally.same,
        ...WHERE.map(({ part }) => tally.where[part]),
        tally.signatures,
      ];
    }),
  }),
});

type CulpritResult = ReturnType<typeof nameTheCulprit.compute>;

const calls = (count: number): string =>
  count === 0
    ? 'had not been called'
    : `had been called and had returned ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}`;

/** Which of the traces it is, and the first of those before it that look the same. */
function place({ text, calls }: CulpritResult, { trace }: CulpritParams): string {
  const drawn = (of: Pick<CulpritResult, 'text' | 'calls'>) => JSON.stringify([of.text, of.calls]);
  const same = TRACES.find(
    (one) =>
      drawn(nameTheCulprit.compute({ trace: one, suspect: 'nobody', reveal: false })) ===
      drawn({ text, calls }),
  );
  const twin = same === trace ? '' : ` It looks exactly like trace ${same}.`;
  return `Trace ${trace} of ${TRACES.length}.${twin}`;
}

/** Where a suspect stands to the stack, in words. */
function standing({ stack, suspect, culprit }: CulpritResult): string {
  if (!suspect) {
    const question = culprit ? '' : ' Whom do you suspect?';
    return `The trace names ${stack.join(', ')}.${question}`;
  }
  const { name, way, returned } = suspect;
  if (stack.includes(name)) return `${name} is on the stack.`;
  const away = way.length - 1;
  const distance = `${away} ${away === 1 ? 'call' : 'calls'} away from the stack (${way.join(', ')})`;
  if (isTable(name)) return `${name} is a table, ${distance}.`;
  return `${name} is not on the stack. It is ${distance} and ${calls(returned)}.`;
}

/** Whether it was the suspect, and if it may be told, who it was. */
function verdict({ suspect, culprit, twins }: CulpritResult): string {
  const guess = suspect ? (suspect.right ? 'It was the culprit' : 'It was not the culprit') : '';
  if (!culprit) return guess && `${guess}.`;
  const who = suspect?.right ? '' : guess ? `; that was ${culprit.name}` : `It was ${culprit.name}`;
  const twin =
    twins > 1 ? ` ${twins} of the faults give this very trace after these very calls.` : '';
  return `${guess}${who}: in line ${culprit.line}, “${culprit.before}” had become “${culprit.after}”.${twin}`;
}

/** The trace as it was printed, in the mono face; indents kept. */
const traceBlock = (width: number, text: readonly string[]): Block => ({
  width,
  height: text.length * LINE,
  body: words(
    0,
    LINE / 2,
    text.map((row) => row.replace(/ /g, '\u00a0')),
  ),
});

export const nameIt: Figure<CulpritParams, CulpritResult> = figure({
  id: 'name-the-culprit',
  title: 'Name the culprit',
  size: 'page',
  of: nameTheCulprit,
  caption: () =>
    `A fault somewhere in the till, and the trace it printed. Below it, what the trace leaves out: the calls that had already returned. The message and the line that threw are the same for all ${TRACES.length} traces; the answers are in the data.`,
  alt: (result, params) =>
    `${place(result, params)} ${result.text.join('; ')}. ${standing(result)} ${verdict(result)}`.trim(),
  draw: ({ text, calls, suspect, culprit }, _, width) =>
    column(
      [
        traceBlock(width, text),
        flame(width, calls, { suspect: suspect?.name, culprit: culprit?.name }),
        ...(suspect || culprit
          ? [
              key(width, [
                ...(suspect && suspect.name !== culprit?.name
                  ? [{ label: suspect.name, sample: fillSample(STYLES.suspect) }]
                  : []),
                ...(culprit
                  ? [{ label: `${culprit.name}, faulty`, sample: fillSample(STYLES.culprit) }]
                  : []),
              ]),
            ]
          : []),
      ],
      14,
    ),
  table: () => ({
    columns: [
      { name: 'trace' },
      { name: 'faulty function' },
      { name: 'line' },
      { name: 'before' },
      { name: 'after' },
      { name: 'calls away' },
    ],
    rows: TRACES.map((trace) => {
      const { culprit } = nameTheCulprit.compute({ trace, suspect: 'nobody', reveal: true });
      const { name, line, before, after, away } = culprit!;
      return [trace, name, line, before, after, away];
    }),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'trace',
      label: 'trace',
      options: TRACES.map((value) => ({ value, label: value })),
    },
    {
      kind: 'choice',
      name: 'suspect',
      label: 'I suspect',
      options: ['nobody', ...SUSPECTS].map((value) => ({
        value,
        label: value === 'nobody' ? 'nobody yet' : value,
      })),
    },
    { kind: 'switch', name: 'reveal', label: 'tell me' },
  ],
  outcome: (result, params) =>
    `${place(result, params)} ${standing(result)} ${verdict(result)}`.trim(),
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
