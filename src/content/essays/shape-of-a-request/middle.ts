/** The toy: a reader's prompt in one engine's line. */
import { type Chart, panels } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { band as area, bars, rule } from '../../../kit/draw/layers.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { column, type Style } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { cell, short } from './drawing.ts';
import { strip, type Watched } from './strip.ts';

/** The corners of a line that holds each value until the next. */
const stairs = (points: readonly (readonly [number, number])[]): [number, number][] =>
  points.flatMap(([x, y], i): [number, number][] =>
    i === 0
      ? [[x, y]]
      : [
          [x, points[i - 1][1]],
          [x, y],
        ],
  );

const WAITING = { role: 'wait' } as const satisfies Style;

/** Whose prompt a piece of an iteration is of. */
const OWNERS = [
  { name: 'your prompt', style: { role: 'work' } },
  { name: 'the long prompt', style: { role: 'ink', tint: 1 } },
  { name: 'others’ prompts', style: { role: 'work', tint: 2 } },
  { name: 'answers only', style: { role: 'reference', tint: 2 } },
] as const satisfies readonly { name: string; style: Style }[];

const ownerOf = ({ yours, long }: Watched, prompt: number): number =>
  prompt === yours ? 0 : prompt === long ? 1 : 2;

/** The pieces of one iteration from the bottom up: how much of its length is whose, in ms. */
function piecesOf(r: Watched, { start, end, chunks }: Watched['iterations'][number]): number[] {
  const tokens = [0, 0, 0, 0];
  for (const { of, tokens: read } of chunks) tokens[ownerOf(r, of)] += read;
  if (chunks.length === 0) tokens[3] = 1;
  const all = tokens.reduce((sum, part) => sum + part, 0);
  return tokens.map((part) => ((end - start) * part) / all);
}

/** How many others' prompts have come and are not in an iteration yet, at each change, s. */
function depthOf({ stays, yours, until }: Watched): [number, number][] {
  const changes = stays
    .flatMap(({ at, joined }, i) =>
      i === yours
        ? []
        : [
            { when: at, by: 1 },
            { when: joined, by: -1 },
          ],
    )
    .filter(({ when }) => when <= until)
    .sort((a, b) => a.when - b.when);
  let depth = 0;
  return [
    [0, 0] as [number, number],
    ...changes.map(({ when, by }): [number, number] => {
      depth += by;
      return [when / 1e3, depth];
    }),
    [until / 1e3, depth],
  ];
}

const pauseOf = ({ iterations }: Watched): number =>
  Math.max(...iterations.map(({ start, end }) => end - start));

/** A stretch of time in ms as the toy says it. */
const stretch = (ms: number): string =>
  ms < 1000 ? `${short(ms)} ms` : formatNumber(ms / 1e3, { unit: 's', decimals: 1 });

export const middle = figure({
  id: 'middle',
  title: 'Arriving in the middle of something',
  size: 'page',
  of: strip,
  controls: [
    {
      kind: 'choice',
      name: 'ahead',
      label: 'Somebody sends, at the start,',
      options: [
        { value: 'none', label: 'nothing long' },
        { value: 'mean', label: 'a document' },
        { value: 'longest', label: 'a whole book' },
      ],
    },
    { kind: 'number', name: 'at', label: 'You come after', min: 0, max: 14, step: 0.25, unit: 's' },
    {
      kind: 'number',
      name: 'own',
      label: 'Your prompt',
      min: 100,
      max: 8000,
      step: 100,
      unit: 'tokens',
    },
    {
      kind: 'number',
      name: 'rate',
      label: 'Chats that come',
      min: 0,
      max: 14,
      step: 0.5,
      unit: 'a second',
    },
    {
      kind: 'number',
      name: 'budget',
      label: 'Allowance of an iteration',
      min: 512,
      max: 8192,
      step: 512,
      unit: 'tokens',
    },
    { kind: 'switch', name: 'capped', label: 'No prompt gets more than half of it' },
  ],
  caption: (r) =>
    `One engine by itself. At the top, you: amber while you wait, blue while your prompt is read. Under it, how many others wait. At the bottom a bar for each iteration, whose width and height are both the time it takes; every answer under way pauses as long for its next token. Somebody’s prompt of ${formatNumber(r.long < 0 ? 0 : r.stays[r.long].tokens)} tokens came first. Tick the box to see the same with a cap.`,
  alt: (r) =>
    `Three rows over one time axis. You come after ${stretch(r.stays[r.yours].at)} and wait until ${stretch(r.stays[r.yours].joined)}; meanwhile the line of others grows to ${Math.max(...depthOf(r).map(([, depth]) => depth))}, and the iterations grow from ${stretch(r.iterations[0].end - r.iterations[0].start)} to ${stretch(pauseOf(r))}.`,
  outcome: (r) => {
    const { at, joined, first } = r.stays[r.yours];
    const others = r.stays.slice(0, r.yours).filter((stay) => stay.joined > at).length;
    const ahead = others === 0 ? 'nobody' : others === 1 ? 'one prompt' : `${others} prompts`;
    return `You have your first token after ${stretch(first - at)}: ${stretch(joined - at)} of waiting, with ${ahead} in line before you, and ${stretch(first - joined)} of reading. Answers under way never pause for more than ${stretch(pauseOf(r))}.`;
  },
  draw: (r, _params, width) => {
    const end = r.until / 1e3;
    /** A little more than what happens, so that the end is seen. */
    const shown = 1.03 * end;
    const x = () => linearAxis([0, shown], {});
    const { at, joined, first } = r.stays[r.yours];
    const you = 'you';
    const span = (from: number, to: number) => [
      { x: [from / 1e3, Math.max(to / 1e3, from / 1e3 + end / 400)] as const, y: you },
    ];
    const depth = depthOf(r);
    const deepest = Math.max(4, ...depth.map(([, one]) => one));
    const stacks = r.iterations.map((iteration) => ({
      iteration,
      pieces: piecesOf(r, iteration),
    }));
    const gap = end / width / 2;
    const pieces = OWNERS.map(({ style }, owner) =>
      bars(
        stacks
          .filter((stack) => stack.pieces[owner] > 0)
          .map(({ iteration, pieces: parts }) => {
            const from = parts.slice(0, owner).reduce((sum, part) => sum + part, 0);
            return {
              x: [iteration.start / 1e3, iteration.end / 1e3 - gap] as const,
              y: [from, from + parts[owner]] as const,
            };
          }),
        style,
      ),
    );
    const narrow = isNarrow(width);
    const charts: Chart[] = [
      {
        x: x(),
        y: bandAxis([you], { gap: 0.2 }),
        layers: [bars(span(at, joined), WAITING), bars(span(joined, first), OWNERS[0].style)],
        grid: 'none',
        height: 18,
      },
      {
        x: x(),
        y: linearAxis([0, deepest], { label: 'prompts in line' }),
        layers: [
          area(
            stairs(depth).map(([when, high]) => [when, 0, high] as const),
            { ...WAITING, solid: true },
          ),
          rule({ x: at / 1e3 }, {}),
        ],
        height: narrow ? 56 : 84,
      },
      {
        x: linearAxis([0, shown], { label: 'time', unit: 's' }),
        y: linearAxis([0, pauseOf(r)], { label: 'iteration', unit: 'ms' }),
        layers: pieces,
        height: narrow ? 84 : 110,
      },
    ];
    return column(
      [
        key(
          width,
          [{ name: 'waiting', style: WAITING }, ...OWNERS].map(({ name, style }) => ({
            label: name,
            sample: fillSample(style),
          })),
        ),
        panels(width, charts, { columns: 1, gap: 0 }),
      ],
      8,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'iteration' },
      { name: 'start', unit: 'ms' },
      { name: 'length', unit: 'ms' },
      { name: 'tokens of your prompt' },
      { name: 'of the long prompt' },
      { name: 'of others’' },
    ],
    rows: r.iterations.map(({ start, end, chunks }, i) => [
      i + 1,
      cell(start),
      cell(end - start),
      ...[0, 1, 2].map((owner) =>
        chunks
          .filter(({ of }) => ownerOf(r, of) === owner)
          .reduce((sum, { tokens }) => sum + tokens, 0),
      ),
    ]),
  }),
});
