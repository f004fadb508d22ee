/** One tree laid out step by step, and once more when a word has changed. */
import { experiment } from '../../../kit/experiment.ts';
import {
  type Box,
  flush,
  layoutRoot,
  markNeedsLayout,
  nodes,
  pipeline,
  type Step,
  tight,
} from './layout.ts';
import { finite } from './placed.ts';
import { type Around, SCREEN, smallScreen, textsOf } from './screens.ts';

/** The texts among which a reader chooses the one that changes. */
export const CHANGED = ['title', 'card 1', 'card 2', 'card 3'] as const;

/** Left, top, width and height on the screen, logical pixels. */
export type Rectangle = readonly [x: number, y: number, width: number, height: number];

/** A box of the walking tree, after the last step. */
export interface Walker {
  readonly name: string;
  /** Index of its parent, −1 for the root. */
  readonly parent: number;
  readonly boundary: boolean;
  /** Whether a debug build refuses to lay it out. */
  readonly refused: boolean;
  /** Which of {@link CHANGED} it is, or nothing. */
  readonly text: string;
  /** Where it stands after the first layout, and after the second. */
  readonly before: Rectangle;
  readonly after: Rectangle;
}

/** A step, by the index of its box; `said` is what goes along the edge above it, in short. */
export interface Said {
  readonly kind: Step['kind'];
  readonly box: number;
  readonly said: string;
}

/** Result of {@link walk}. */
export interface Walk {
  readonly boxes: readonly Walker[];
  readonly steps: readonly Said[];
  /** How many of the steps belong to the first layout. */
  readonly first: number;
  readonly messages: readonly string[];
}

export interface WalkParams {
  readonly cards: number;
  readonly around: Around;
  /** Whether the column tells each card its own width, or leaves it a choice as Flutter's does. */
  readonly stretched: boolean;
  readonly changed: string;
}

const tidy = (length: number): string => `${finite(length) ?? 'any'}`;

/** What is allowed along one dimension: `360` that and no other, `0–360` a range, `any` no limit. */
const range = (min: number, max: number): string =>
  min === max || !Number.isFinite(max) ? tidy(max) : `${tidy(min)}–${tidy(max)}`;

function saidBy(step: Step): string {
  switch (step.kind) {
    case 'told':
    case 'started': {
      const { minWidth, maxWidth, minHeight, maxHeight } = step.constraints;
      return `${range(minWidth, maxWidth)} × ${range(minHeight, maxHeight)}`;
    }
    case 'sized':
    case 'kept':
      return `${tidy(step.size.width)}×${tidy(step.size.height)}`;
    case 'asked':
      return `${step.dimension}${finite(step.extent) === null ? '' : ` at ${step.extent}`}?`;
    case 'answered':
      return tidy(step.value);
    default:
      return '';
  }
}

function rectangles(root: Box): Rectangle[] {
  const within = (box: Box, left: number, top: number): Rectangle[] => {
    const [x, y] = [left + box.x, top + box.y];
    const { width, height } = box.size;
    return [[x, y, width, height], ...box.children.flatMap((child) => within(child, x, y))];
  };
  return within(root, 0, 0);
}

/** A small screen laid out, and again after one of its texts has grown. */
export const walk = experiment(
  { cards: 2, around: 'padding', stretched: true, changed: 'card 1' } as WalkParams,
  ({ cards, around, stretched, changed }): Walk => {
    const root = smallScreen(cards, around, stretched);
    const run = pipeline(root);
    layoutRoot(run, tight(SCREEN));
    const first = run.steps.length;
    const before = rectangles(root);
    const texts = textsOf(root);
    const word = texts[Math.min(CHANGED.indexOf(changed as (typeof CHANGED)[number]), cards)];
    word.label += ', and a pot of jam to go with it';
    markNeedsLayout(word, run);
    flush(run);
    const after = rectangles(root);
    const all = nodes(root);
    return {
      boxes: all.map((box, i) => ({
        name: box.name,
        parent: box.parent ? all.indexOf(box.parent) : -1,
        boundary: box.boundary,
        refused: run.refused.has(box),
        text: CHANGED[texts.indexOf(box)] ?? '',
        before: before[i],
        after: after[i],
      })),
      steps: run.steps.map((step) => ({
        kind: step.kind,
        box: all.indexOf(step.box),
        said: saidBy(step),
      })),
      first,
      messages: [...new Set(run.messages)],
    };
  },
);
