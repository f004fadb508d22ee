/** The figure of the tree that walks. */
import { choosing } from '../../../kit/draw/handle.ts';
import { LINE, widthOf, words, wrap } from '../../../kit/draw/label.ts';
import { type Point, rectangle, segment } from '../../../kit/draw/path.ts';
import {
  type Block,
  classes,
  column,
  group,
  path,
  row,
  type Style,
} from '../../../kit/draw/svg.ts';
import { track } from '../../../kit/draw/track.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { AROUND, type Around, SCREEN } from './screens.ts';
import { LAID_OUT, LAST, type Phase, PRINTED, type State, stateAt } from './state.ts';
import { cells, shortName } from './tree.ts';
import { CHANGED, type Said, type Walk, type WalkParams, walk } from './walk.ts';

/** How high the figure is, where its root is, how far apart its levels are, how high a box is; units. */
const WIDE = { height: 386, top: 45, pitch: 64, box: 34, lines: 7.5 } as const;
const NARROW = { height: 322, top: 36, pitch: 54, box: 29, lines: 6.5 } as const;

/** The screen beside the tree, and the space between them, units. */
const BESIDE = 205;
const GAP = 30;

/** As what a box is drawn: its phase, or laid out where a debug build refuses to. */
type Drawn = Phase | 'refused';

/** How a box is drawn: as a filled or an outlined rectangle, and the class of the words on it. */
const DRAWN: Record<Drawn, { className: string; style: Style; on: string }> = {
  new: { className: 'outline', style: { role: 'reference', weight: 'thin' }, on: 'middle' },
  told: { className: 'outline', style: { role: 'ink' }, on: 'middle' },
  sized: { className: 'fill', style: { role: 'work' }, on: 'middle on' },
  kept: { className: 'outline', style: { role: 'work' }, on: 'middle' },
  dirty: { className: 'fill', style: { role: 'wait' }, on: 'middle on wait' },
  refused: { className: 'fill', style: { role: 'lost' }, on: 'middle on' },
};

/** The state that is printed: the first layout, done. */
const printed = (result: Walk): State => stateAt(result, LAID_OUT);

const stateOf = (result: Walk, moment: number): State =>
  moment === PRINTED ? printed(result) : stateAt(result, moment);

const mix = (a: Point, b: Point, share: number): Point => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];

/** What goes along an edge: its words, its colour, and whether it goes up. */
function chipOf(
  { kind, said }: Said,
  narrow: boolean,
): { text: string; style: Style; up: boolean } {
  switch (kind) {
    case 'told':
      return { text: said, style: { role: 'ink' }, up: false };
    case 'sized':
      return { text: said, style: { role: 'work' }, up: true };
    case 'kept':
      return { text: 'clean', style: { role: 'work' }, up: true };
    case 'asked':
      // On a phone the extent is left to the words below: with it the chip would hide its box.
      return {
        text: narrow ? said.replace(/ at .*/, '?') : said,
        style: { role: 'reference' },
        up: false,
      };
    case 'answered':
      return { text: said, style: { role: 'reference' }, up: true };
    case 'dirty':
      return { text: 'dirty', style: { role: 'wait' }, up: true };
    default:
      return { text: 'start', style: { role: 'ink' }, up: false };
  }
}

/** The tree: a box for each box, with its size in it and its constraints above. */
function drawTree(result: Walk, { changed, cards }: WalkParams, state: State, width: number) {
  const { boxes, steps } = result;
  const narrow = isNarrow(width);
  const { top, pitch, box: high, lines, height } = narrow ? NARROW : WIDE;
  const places = cells(boxes.map(({ parent }) => parent));
  const unit = width / Math.max(...places.map(({ to }) => to));
  const changes = CHANGED[Math.min(CHANGED.indexOf(changed as (typeof CHANGED)[number]), cards)];
  const centre = (i: number): Point => [
    ((places[i].from + places[i].to) / 2) * unit,
    top + places[i].depth * pitch,
  ];
  const above = (i: number): Point => {
    const { parent } = boxes[i];
    const [x, y] = centre(parent < 0 ? i : parent);
    return [x, parent < 0 ? y - high : y + high / 2];
  };
  const shapes: Record<Drawn, string> = {
    new: '',
    told: '',
    sized: '',
    kept: '',
    dirty: '',
    refused: '',
  };
  const texts = { middle: '', 'middle on': '', 'middle on wait': '' };
  let [edges, thick, limits, choices] = ['', '', '', ''];
  boxes.forEach(({ name, boundary, refused, text, parent, before }, i) => {
    const [x, y] = centre(i);
    const room = (places[i].to - places[i].from) * unit - 5;
    const called = `${text === changes ? '*' : ''}${shortName(name)}`;
    const short = widthOf(called) > room ? called.replace(/([a-z])[A-Z].*/, '$1') : called;
    // As wide as it will have to be, so that a size changes nothing when it comes.
    const size = `${before[2]}×${before[3]}`;
    const half = Math.min(room, Math.max(widthOf(short), widthOf(size)) + 12) / 2;
    const as = refused && state.phases[i] === 'sized' ? 'refused' : state.phases[i];
    shapes[as] += rectangle(x - half, y - high / 2, x + half, y + high / 2);
    const on = DRAWN[as].on as keyof typeof texts;
    texts[on] += words(x, y - (state.sizes[i] ? lines : 0), short);
    if (state.sizes[i]) texts[on] += words(x, y + lines, state.sizes[i]);
    if (boundary && state.told[i]) {
      thick += segment(x - half, y - high / 2 - 2, x + half, y - high / 2 - 2);
    }
    if (parent >= 0) edges += segment(...above(i), x, y - high / 2);
    const limit = narrow ? state.told[i].replaceAll(' ', '') : state.told[i];
    if (limit && widthOf(limit) <= room + 4) {
      limits += words(x, y - high / 2 - 11, limit, 'middle name');
    }
    const around = path('grip', rectangle(x - half - 3, y - high, x + half + 3, y + high / 2 + 4));
    choices += text && choosing('changed', text, around);
  });
  const now = state.step === undefined ? undefined : steps[state.step];
  let moving = '';
  if (now) {
    const { text, style, up } = chipOf(now, narrow);
    const last = steps[state.step! - 1];
    const [x, y] = centre(now.box);
    const lower: Point = now.kind === 'dirty' && last?.kind === 'dirty' ? centre(last.box) : [x, y];
    const upper: Point = now.kind === 'dirty' ? [x, y] : above(now.box);
    const at = mix(up ? lower : upper, up ? upper : lower, state.share);
    const half = widthOf(text) / 2 + 5;
    const cx = Math.max(half, Math.min(width - half, at[0]));
    const cy = Math.max(9, at[1]);
    moving =
      path(classes(style, 'fill'), rectangle(cx - half, cy - 9, cx + half, cy + 9)) +
      group(style.role === 'wait' ? 'middle on wait' : 'middle on', words(cx, cy, text));
  }
  const drawn = (Object.keys(DRAWN) as Drawn[]).map((as) =>
    path(classes(DRAWN[as].style, DRAWN[as].className), shapes[as]),
  );
  const body =
    path('tie', edges) +
    drawn.join('') +
    path(classes({ role: 'ink', weight: 'strong' }, 'line'), thick) +
    group('notes', limits) +
    Object.entries(texts)
      .map(([className, content]) => group(className, content))
      .join('') +
    moving +
    choices;
  return { width, height, body };
}

/** The screen, on which a box appears when its parent has placed it. */
function drawScreen({ boxes }: Walk, { placed, step }: State, steps: readonly Said[]): Block {
  const scale = BESIDE / SCREEN.width;
  let [frames, leaves, current] = ['', '', ''];
  boxes.forEach(({ name, before, after }, i) => {
    if (placed[i] === 0) return;
    const [x, y, w, h] = (placed[i] === 1 ? before : after).map((length) => length * scale);
    const data = rectangle(x, y, x + w, y + h);
    if (name === 'Text' || name.startsWith('SizedBox(24'))
      leaves += rectangle(x + 1, y + 1.5, x + w - 1, y + h - 1.5);
    else frames += data;
    if (step !== undefined && steps[step].box === i) current = data;
  });
  const height = SCREEN.height * scale;
  const body =
    path(
      classes({ role: 'ink', weight: 'thin' }, 'outline'),
      rectangle(0.5, 0.5, BESIDE - 0.5, height),
    ) +
    path(classes({ role: 'work', tint: 2 }, 'fill'), leaves) +
    path(classes({ role: 'reference', weight: 'thin' }, 'outline'), frames) +
    path(classes({ role: 'ink' }, 'outline'), current);
  return { width: BESIDE, height, body };
}

function draw(result: Walk, params: WalkParams, width: number, moment: number): Block {
  const state = stateOf(result, moment);
  // What is printed has nothing under way.
  const shown = moment === PRINTED ? { ...state, step: undefined } : state;
  const narrow = isNarrow(width);
  const tree = drawTree(result, params, shown, narrow ? width : width - BESIDE - GAP);
  const step = words(0, LINE / 2, wrap(stepAt(result, moment), width));
  return column(
    [
      narrow ? tree : row([tree, drawScreen(result, shown, result.steps)], GAP),
      { width, height: narrow ? 2 * LINE : LINE, body: step },
    ],
    10,
  );
}

const nameOf = ({ boxes }: Walk, i: number): string =>
  i < 0 ? 'The screen' : `the ${shortName(boxes[i].name)}`;

/** A step in words. */
function told(result: Walk, { kind, box, said }: Said, previous: Said | undefined): string {
  const [self, parent] = [nameOf(result, box), nameOf(result, result.boxes[box].parent)];
  switch (kind) {
    case 'told':
      return `${parent} tells ${self}: ${said}`;
    case 'sized':
      return `${self} is ${said}`;
    case 'kept':
      return `${self} is clean, was told the same as before, and stays ${said}`;
    case 'asked':
      return `${parent} asks ${self}: which ${said.replace('?', '')}`;
    case 'answered':
      return `${self} would like ${said}`;
    case 'dirty':
      return previous?.kind === 'dirty' ? `${self} is marked as dirty too` : `${self} has changed`;
    default:
      return `layout starts at ${self}, whose constraints still hold`;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const counted = (steps: readonly Said[]) => {
  const of = (...kinds: string[]) => steps.filter(({ kind }) => kinds.includes(kind)).length;
  return { visits: of('told', 'started'), done: of('sized'), questions: of('asked') };
};

/** Both layouts in numbers. */
function summary({ boxes, steps, first, messages }: Walk): string {
  const [before, after] = [counted(steps.slice(0, first)), counted(steps.slice(first))];
  const asked = before.questions > 0 ? `, after ${before.questions} questions` : '';
  const wrong = messages.map(
    (message) =>
      `A debug build of Flutter refuses the red box: ${message}. A release goes on without the Expanded, as drawn. `,
  );
  return `${wrong.join('')}The first layout visits ${boxes.length} boxes, each once${asked}. The starred word changes: ${after.visits} are visited and ${after.done} laid out again.`;
}

/** What happens at a moment, in words. */
function stepAt(result: Walk, moment: number): string {
  const { step } = stateAt(result, moment);
  if (moment === PRINTED) return 'The first layout is done.';
  if (step === undefined) return 'The second layout is done.';
  return `${capital(told(result, result.steps[step], result.steps[step - 1]))}.`;
}

const AROUND_LABELS: Record<Around, string> = {
  nothing: 'nothing',
  padding: 'Padding',
  center: 'Center',
  fixed: 'SizedBox, 56 high',
  intrinsic: 'IntrinsicHeight',
  expanded: 'Expanded',
};

export const oneWalk = figure<WalkParams, Walk>({
  id: 'one-walk',
  title: 'Down, up, place',
  size: 'page',
  of: walk,
  caption: () =>
    `The tree of a small screen. Above a box stands what its parent allows, width × height: ${SCREEN.width} is exactly that, 0–${SCREEN.width} at most that, and any has no limit. In it stands the size that it chose. Filled boxes are laid out, those with a blue edge were asked and are clean, amber ones are dirty. A thick upper edge is a relayout boundary, where a change stops on its way up, unless the box was asked beforehand what size it would like. Where there is room a screen stands beside the tree, and a box comes onto it when its parent places it. Played, the first layout is followed by that after the starred word has changed; a text that is chosen gets the star. The hills over the bar say how deep in the tree the walk is.`,
  alt: (result, _, moment = PRINTED) =>
    moment === PRINTED
      ? `A tree of ${result.boxes.length} boxes, the screen’s column on top, each with its constraints and its size. ${summary(result)}`
      : `The tree on its walk. ${stepAt(result, moment)} ${summary(result)}`,
  draw: (result, params, width, moment = PRINTED) => draw(result, params, width, moment),
  table: (result) => {
    const [before, after] = [printed(result), stateAt(result, LAST)];
    return {
      columns: [
        { name: 'box' },
        { name: 'inside' },
        { name: 'told' },
        { name: 'size' },
        { name: 'boundary' },
        { name: 'after the change' },
        { name: 'size after it' },
      ],
      rows: result.boxes.map(({ name, parent, boundary, text }, i) => [
        text ? `${name}, ${text}` : name,
        parent < 0 ? 'the screen' : result.boxes[parent].name,
        before.told[i],
        before.sizes[i],
        boundary ? 'yes' : 'no',
        { new: 'not visited', sized: 'laid out', kept: 'asked', told: '', dirty: '' }[
          after.phases[i]
        ],
        after.sizes[i],
      ]),
    };
  },
  controls: [
    { kind: 'number', name: 'cards', label: 'Cards', min: 1, max: 3, step: 1 },
    {
      kind: 'choice',
      name: 'around',
      label: 'Around each card',
      options: (Object.keys(AROUND) as Around[]).map((value) => ({
        value,
        label: AROUND_LABELS[value],
      })),
    },
    { kind: 'switch', name: 'stretched', label: 'The column stretches its cards' },
    {
      kind: 'choice',
      name: 'changed',
      label: 'The word that changes',
      options: CHANGED.map((value) => ({ value, label: value })),
    },
  ],
  moments: {
    from: PRINTED,
    to: LAST,
    printed: PRINTED,
    rate: 20,
    ticks: [
      { at: PRINTED, label: 'as printed' },
      { at: 60, label: 'constraints go down, sizes up' },
      { at: LAID_OUT, label: 'a word changes' },
      { at: LAST, label: 'done' },
    ],
    track: (result) => {
      const depths = cells(result.boxes.map(({ parent }) => parent)).map(({ depth }) => depth + 1);
      const points = Array.from({ length: LAST / 4 + 1 }, (_, i) => {
        const { step } = stateAt(result, i * 4);
        return [i * 4, step === undefined ? 0 : depths[result.steps[step].box]] as const;
      });
      return track(PRINTED, LAST, [{ points, role: 'work', filled: true }]);
    },
  },
  outcome: summary,
});
