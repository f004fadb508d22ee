/** The figures of the essay, and the mark beside its title. */
import { type Mark, markLine, markOf, markSteps } from '../../../kit/draw/mark.ts';
import { fairShare } from './model.ts';

export { attacking } from './attacking.ts';
export { breaking } from './breaking.ts';
export { draws } from './draws.ts';
export { absence, threeCurrencies } from './shares.ts';
export { sentences } from './stops.ts';

/** Service received less the fair share, as steps around nothing. */
export const mark: Mark<typeof fairShare.defaults, ReturnType<typeof fairShare.compute>> = {
  of: fairShare,
  draw: ({ served, ahead, bound }) => {
    const end = served.at(-1)!;
    const scale = { x: [0, end], y: [-bound / 2, bound / 2] } as const;
    return markOf(
      markLine(
        scale,
        [
          [0, 0],
          [end, 0],
        ],
        { role: 'reference', weight: 'thin' },
      ),
      markSteps(scale, [[0, 0], ...served.map((x, i) => [x, ahead[i]] as const)], {
        role: 'work',
      }),
    );
  },
};
