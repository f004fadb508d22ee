/** Sound and broken schedulers against the list, on random cases. */
import { experiment } from '../../../kit/experiment.ts';
import { tests } from './assumed.ts';
import { GENERATORS } from './cases.ts';
import { judged } from './judge.ts';
import { LIST, unit } from './list.ts';
import { rounded } from './rounding.ts';
import { SOUND, VARIANTS } from './variants.ts';

/** Case seeds from one seed of the matrix to the next: more than it has cases. */
const SEEDS_OF_A_DRAW = 10_000;

/** How many of the cases made by one generator break each sentence, in the list's order. */
function countBroken(
  generator: keyof typeof GENERATORS,
  { cases, longest, seed }: { cases: number; longest: number; seed: number },
) {
  const counts = VARIANTS.map(() => LIST.map(() => 0));
  let widest = 0;
  let beyondTight = 0;
  for (let i = 1; i <= cases; i++) {
    const made = GENERATORS[generator](seed * SEEDS_OF_A_DRAW + i, longest);
    VARIANTS.forEach((variant, row) => {
      const { found, most } = judged(made, variant.policy);
      for (const { sentence } of found) counts[row][sentence - 1]++;
      if (row >= SOUND.length) return;
      widest = Math.max(widest, most[4] / unit(made));
      if (row === 0 && most[4] > unit(made) + made.longestPrompt) beyondTight++;
    });
  }
  return {
    counts,
    widest: rounded(widest, 4),
    beyondTight: rounded(beyondTight / cases, 4),
  };
}

/**
 * Sound and broken schedulers against the list: in how many random cases each sentence is broken.
 * `widest` is the widest gap that a sound scheduler reached, in U; `beyondTight` the share of
 * cases in which the first of them goes beyond U plus one prompt.
 */
export const matrix = experiment({ cases: tests.cases, longest: tests.longest, seed: 0 }, (of) => {
  const uniform = countBroken('uniform', of);
  const phased = countBroken('phased', of);
  return {
    rows: VARIANTS.map(({ key, label, fault }, row) => ({
      key,
      label,
      fault,
      uniform: uniform.counts[row],
      phased: phased.counts[row],
    })),
    widest: Math.max(uniform.widest, phased.widest),
    beyondTight: { uniform: uniform.beyondTight, phased: phased.beyondTight },
  };
});
