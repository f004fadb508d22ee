/** The price of one label: what is built, asked, laid out and painted when a text changes. */
import { experiment } from '../../../kit/experiment.ts';
import { given } from './assumed.ts';
import { scroll } from './boxes.ts';
import {
  type Box,
  count,
  depthOf,
  flush,
  layoutRoot,
  markNeedsLayout,
  nodes,
  type Pipeline,
  performs,
  pipeline,
  repainted,
  type Step,
  tight,
  visits,
} from './layout.ts';
import { type LINED, type ListOf, listScreen, SCREEN, textsOf, thread } from './screens.ts';

/**
 * Where `setState` is called: at the label, at the screen, or at the screen with the other cards'
 * widgets kept from the last build, as those of a `const` constructor are.
 */
export const CALLED = ['label', 'screen', 'kept'] as const;

export interface LabelParams extends ListOf {
  readonly called: string;
}

/** A box gets its new widget: only if that says something else has the box to be laid out again. */
function update(box: Box, label: string, run: Pipeline): void {
  if (box.label === label) return;
  box.label = label;
  markNeedsLayout(box, run);
}

/** Builds some boxes' widgets anew, of which one text's has changed, and lays out what is dirty. */
function rebuild(built: readonly Box[], changed: Box, run: Pipeline): void {
  run.steps = [];
  for (const box of built) update(box, box === changed ? 'Order changed' : box.label, run);
  flush(run);
}

/**
 * Lays a list out and changes the label of its middle card. Built are the boxes' widgets from where
 * `setState` is called, one for each box; a widget that is the same object as before ends the
 * building there (widgets/framework.dart, `Element.updateChild`). Every box here compares its new
 * widget with the old; a `LayoutBuilder`, which does not, is none of them.
 */
function labelChange({ called, ...of }: LabelParams) {
  const { root, cards } = listScreen(of);
  const run = pipeline(root);
  layoutRoot(run, tight(SCREEN));
  const first = visits(run);
  const middle = cards[Math.ceil(of.rows / 2) - 1];
  const label = textsOf(middle)[0];
  const others = cards.filter((card) => card !== middle);
  const hidden = new Set(called === 'kept' ? others.flatMap(nodes) : []);
  const built = called === 'label' ? [label] : nodes(root).filter((box) => !hidden.has(box));
  const kept = called === 'kept' ? others : [];
  rebuild(built, label, run);
  return { root, run, first, label, built, kept };
}

const fateOf = (box: Box, done: ReadonlySet<Box>, asked: ReadonlySet<Box>): string =>
  done.has(box) ? 'done' : asked.has(box) ? 'asked' : 'untouched';

/** The boxes to which a kind of step has come. */
const visited = (run: Pipeline, kind: Step['kind']): Set<Box> =>
  new Set(run.steps.flatMap((step) => (step.kind === kind ? [step.box] : [])));

/** A short list, box by box, after one label changed: what each phase did with each box. */
export const whoIsAsked = experiment(
  { rows: 5, height: 'free', layers: false, called: 'label' } as LabelParams,
  (params) => {
    const { root, run, label, built, kept } = labelChange(params);
    const all = nodes(root);
    const [laidOut, asked] = [visited(run, 'sized'), visited(run, 'kept')];
    const painted = repainted(run);
    const [made, same] = [new Set(built), new Set(kept)];
    const boxes = all.map((box) => ({
      name: box.name,
      parent: box.parent ? all.indexOf(box.parent) : null,
      boundary: box.boundary,
      layer: box.repaintBoundary,
      changed: box === label,
      build: fateOf(box, made, same),
      layout: fateOf(box, laidOut, asked),
      paint: fateOf(box, painted, new Set()),
    }));
    return { boxes, built: built.length, visits: visits(run), performs: performs(run) };
  },
);

/** A long list as it might be written: from the dearest on, and two ways besides. */
const WAYS = {
  screen: { called: 'screen', height: 'free', layers: false },
  label: { called: 'label', height: 'free', layers: false },
  layered: { called: 'label', height: 'free', layers: true },
  layers: { called: 'label', height: 'fixed', layers: true },
  fixed: { called: 'label', height: 'fixed', layers: false },
  intrinsic: { called: 'label', height: 'intrinsic', layers: false },
} as const;

export type Way = keyof typeof WAYS;

/** What one changed label costs in a long list, in boxes, by how the list is written. */
export const prices = experiment({ rows: given.rows }, ({ rows }) => {
  const priced = Object.entries(WAYS).map(([way, setup]) => {
    const { root, run, first, built } = labelChange({ rows, ...setup });
    return [
      way,
      {
        boxes: nodes(root).length,
        first,
        built: built.length,
        questions: count(run, 'asked'),
        visits: visits(run),
        performs: performs(run),
        painted: repainted(run).size,
      },
    ];
  });
  return Object.fromEntries(priced) as Record<
    Way,
    Readonly<
      Record<'boxes' | 'first' | 'built' | 'questions' | 'visits' | 'performs' | 'painted', number>
    >
  >;
});

/** Questions asked, and those of them that were worked out and not answered from memory. */
const questionsOf = (steps: readonly Step[]) => ({
  asked: steps.filter(({ kind }) => kind === 'asked').length,
  worked: steps.filter((step) => step.kind === 'answered' && !step.remembered).length,
});

/** A thread laid out, and again after the innermost word has changed. */
function threadChange(depth: number, line: keyof typeof LINED) {
  const root = scroll(thread(depth, line));
  const run = pipeline(root);
  layoutRoot(run, tight(SCREEN));
  const word = textsOf(root).at(-1)!;
  const boundaryOf = (box: Box): Box => (box.boundary ? box : boundaryOf(box.parent!));
  const above = depthOf(word) - depthOf(boundaryOf(word));
  const first = questionsOf(run.steps);
  rebuild([word], word, run);
  const boxes = nodes(root);
  const [done, kept] = [visited(run, 'sized'), visited(run, 'kept')];
  const each = (boxes.length - 1) / depth;
  // The boxes of a reply come before those of the replies inside it, and the scroll view before all.
  const levels = Array.from({ length: depth }, (_, level) => {
    const own = boxes.slice(1 + level * each, 1 + (level + 1) * each);
    const steps = run.steps.filter(({ box }) => own.includes(box));
    return {
      boxes: own.map((box) => ({ fate: fateOf(box, done, kept), boundary: box.boundary })),
      ...questionsOf(steps),
    };
  });
  return {
    boxes: boxes.length,
    above,
    first,
    performs: performs(run),
    again: questionsOf(run.steps),
    levels,
  };
}

/**
 * One changed word in the innermost of some replies, each with a line as high as itself, made in two
 * ways: how far above the word the nearest relayout boundary is, how many boxes are laid out again,
 * the questions in the first layout and in the second, and the second reply by reply.
 */
export const replies = experiment({ depth: given.deep }, ({ depth }) => ({
  asked: threadChange(depth, 'asked'),
  border: threadChange(depth, 'border'),
}));
