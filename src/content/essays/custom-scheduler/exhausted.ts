/** What every schedule of the scopes comes to. */
import { experiment } from '../../../kit/experiment.ts';
import { judged } from './judge.ts';
import { unit } from './list.ts';
import { rounded } from './rounding.ts';
import { everySchedule, SCOPES, smallestCounterexample } from './scope.ts';
import { BROKEN, SOUND } from './variants.ts';

/**
 * Both sound schedulers under every schedule, and of each broken one the first schedule, by number of
 * requests, that breaks a sentence. `broken` counts schedules with a broken sentence; `gap` and
 * `bypass` are the most that sentences 4 and 5 came to, in U, and `attained` the requests of the
 * first schedule that comes to the greatest gap.
 */
export const exhausted = experiment({ scopes: SCOPES }, ({ scopes }) => {
  let schedules = 0;
  const sound = SOUND.map(({ key }) => ({ key, broken: 0, gap: 0, bypass: 0, attained: 0 }));
  for (const scope of scopes) {
    for (let count = 1; count <= scope.requests; count++) {
      everySchedule(scope, count, (made) => {
        schedules++;
        SOUND.forEach(({ policy }, i) => {
          const { found, most } = judged(made, policy);
          if (found.length > 0) sound[i].broken++;
          sound[i].bypass = Math.max(sound[i].bypass, most[5] / unit(made));
          if (most[4] / unit(made) <= sound[i].gap) return;
          sound[i].gap = most[4] / unit(made);
          sound[i].attained = count;
        });
        return false;
      });
    }
  }
  return {
    schedules,
    sound: sound.map((one) => ({
      ...one,
      gap: rounded(one.gap, 4),
      bypass: rounded(one.bypass, 4),
    })),
    smallest: BROKEN.map(({ key, policy }) => {
      const found = smallestCounterexample(policy, scopes);
      return {
        key,
        sentence: found?.violation.sentence ?? 0,
        slots: found?.made.slots ?? 0,
        requests: found?.made.requests ?? [],
      };
    }),
  };
});
