import { markBand, markLine, markOf } from '../../../kit/draw/mark.ts';
import { depth } from './model.ts';

export { endOfPatience, refusals, sharedSteps } from './figures-after.ts';
export { byClass, byTenant } from './figures-when.ts';
export { manyRouters, sixWays } from './figures-where.ts';
export { whoseMinutes } from './machine.ts';

/** The queue while the flood is worked off. */
export const mark = {
  of: depth,
  draw: (waiting: readonly number[]) => {
    const scale = { x: [0, waiting.length - 1], y: [0, Math.max(...waiting)] } as const;
    return markOf(
      markBand(
        scale,
        waiting.map((count, i) => [i, 0, count] as const),
        { role: 'wait' },
      ),
      markLine(
        scale,
        waiting.map((count, i) => [i, count] as const),
        { role: 'wait' },
      ),
    );
  },
};
