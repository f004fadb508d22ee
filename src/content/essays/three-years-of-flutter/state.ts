/** The walking tree at one moment. */
import type { Walk } from './walk.ts';

/** Moments: as printed, the end of the first layout, the end of the second. */
export const PRINTED = 0;
export const LAID_OUT = 240;
export const LAST = 360;

/**
 * What a box has gone through in the layout that is under way. `new`: nothing yet; `dirty`: marked;
 * `told`: it has its constraints and no size; `sized`: laid out; `kept`: asked, and clean.
 */
export type Phase = 'new' | 'dirty' | 'told' | 'sized' | 'kept';

export interface State {
  readonly phases: readonly Phase[];
  /** Of each box the constraints and the size last heard of, in short; empty before. */
  readonly told: readonly string[];
  readonly sizes: readonly string[];
  /** Whether its parent has placed it, in the first layout and in the second. */
  readonly placed: readonly (0 | 1 | 2)[];
  /** The step that is under way, none at the end, and how far it has come, 0 to 1. */
  readonly step: number | undefined;
  readonly share: number;
}

/** Each layout takes its stretch of moments, whatever its number of steps. */
function progress({ steps, first }: Walk, moment: number): number {
  if (moment <= LAID_OUT) return (moment / LAID_OUT) * first;
  return first + ((moment - LAID_OUT) / (LAST - LAID_OUT)) * (steps.length - first);
}

/** The tree when the steps before `moment` are done. */
export function stateAt(walk: Walk, moment: number): State {
  const { boxes, steps, first } = walk;
  const done = progress(walk, moment);
  const phases: Phase[] = boxes.map(() => 'new');
  const told = boxes.map(() => '');
  const sizes = boxes.map(() => '');
  const placed: (0 | 1 | 2)[] = boxes.map(() => 0);
  const parents = boxes.map(({ parent }) => parent);
  const finished = Math.floor(done);
  for (let i = 0; i < finished; i++) {
    const { kind, box, said } = steps[i];
    if (i === first) phases.fill('new');
    if (kind === 'told' || kind === 'started') [phases[box], told[box]] = ['told', said];
    if (kind === 'sized' || kind === 'kept') [phases[box], sizes[box]] = [kind, said];
    if (kind === 'dirty') phases[box] = 'dirty';
    if (kind !== 'sized') continue;
    const pass = i < first ? 1 : 2;
    if (parents[box] < 0) placed[box] = pass;
    parents.forEach((parent, child) => {
      if (parent === box) placed[child] = pass;
    });
  }
  // A word that changes ends the first layout: what was laid out then is now as it was before.
  if (finished === first && done > first) phases.fill('new');
  return {
    phases,
    told,
    sizes,
    placed,
    step: finished < steps.length ? finished : undefined,
    share: done - finished,
  };
}
