/** How often boxes inside one another are measured, by four protocols. */
import { experiment } from '../../../kit/experiment.ts';
import { given } from './assumed.ts';
import { padding, sized } from './boxes.ts';
import { type Box, layoutRoot, pipeline, tight, visits } from './layout.ts';
import { SCREEN } from './screens.ts';

/** Boxes inside one another, `depth` of them round a leaf. */
const chainOf = (depth: number): Box =>
  depth === 0 ? sized({ width: 24, height: 24 }) : padding(0, chainOf(depth - 1));

/**
 * Measures of a chain in which each box measures its child twice, in two different ways, and nothing
 * is remembered: nested weights of Android's `LinearLayout` in the worst case, and of old flex
 * containers in Blink.
 */
export const twice = (depth: number): number => (depth === 0 ? 1 : 1 + 2 * twice(depth - 1));

/** The same with each measure remembered by the question: a box is asked two things, once each. */
export function twiceRemembered(depth: number): number {
  let measures = 0;
  const known = new Set<string>();
  const measure = (level: number, way: string): void => {
    if (known.has(`${level} ${way}`)) return;
    known.add(`${level} ${way}`);
    measures++;
    if (level === depth) return;
    measure(level + 1, 'at most');
    measure(level + 1, 'exactly');
  };
  measure(0, 'exactly');
  return measures;
}

/**
 * The same under a rule that a second measure in one pass is an error: how many measures there are
 * when it is thrown. The first box to be measured again is the leaf.
 */
export function refusedAt(depth: number): number {
  let measures = 0;
  const measured = new Set<number>();
  const measure = (level: number): boolean => {
    measures++;
    if (measured.has(level)) return false;
    measured.add(level);
    return level === depth || (measure(level + 1) && measure(level + 1));
  };
  measure(0);
  return measures;
}

/** Visits of one pass down a chain. */
export function once(depth: number): number {
  const run = pipeline(chainOf(depth));
  layoutRoot(run, tight(SCREEN));
  return visits(run);
}

/**
 * Wishes worked out, besides the visits, where each box of a chain asks its child what it would like
 * to be, which asks its own, before it lays the child out: `RenderIntrinsicHeight` with something
 * between that loosens the height again.
 */
export function wishes(depth: number, remembers: boolean): number {
  let worked = 0;
  const known = new Set<number>();
  const ask = (level: number): void => {
    if (level > depth || known.has(level)) return;
    if (remembers) known.add(level);
    worked++;
    ask(level + 1);
  };
  for (let level = 0; level < depth; level++) ask(level + 1);
  return worked;
}

/** A chain of boxes, measured by each protocol. */
export const chain = experiment({ depth: given.deep }, ({ depth }) => ({
  twice: twice(depth),
  twiceRemembered: twiceRemembered(depth),
  once: once(depth),
  asked: once(depth) + wishes(depth, true),
  askedForgotten: once(depth) + wishes(depth, false),
  refused: refusedAt(depth),
}));
