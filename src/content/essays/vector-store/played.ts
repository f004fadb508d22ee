/** What the figures that play know of the bench, as tables.ts keeps it. */
import { certainty } from './doubt.ts';
import { hits } from './ivf.ts';
import { LAST } from './knee.ts';
import { lab } from './lab.ts';
import { type Answer, answers, curve } from './recall.ts';
import { KINDS } from './world.ts';

/** Queries whose recall is counted, as many of each world. */
const QUERIES = 2000;

const thousandths = (values: readonly number[]): number[] =>
  values.map((value) => Math.round(value * 1000));

const kept = ({ returned, right, missed, said }: Answer) => ({
  returned: thousandths(returned),
  wrong: right.flatMap((one, i) => (one ? [] : [i])),
  missed: thousandths(missed),
  said: Math.round(said * 100),
});

/** The counts of recall by kind and probes, the pairs of {@link answers}, and what was said and found. */
export function played() {
  const { seeds, toy } = curve.defaults;
  const walks = seeds.flatMap((seed) => lab(toy, seed).test.walks.slice(0, QUERIES / seeds.length));
  const countsOf = (code: number) =>
    Array.from({ length: LAST }, (_, i) => {
      const counts = Array.from({ length: toy.neighbours + 1 }, () => 0);
      for (const { kind, ranks } of walks) if (kind === code) counts[hits(ranks, i + 1)]++;
      return counts;
    });
  const { heldOut, newTopics } = certainty.compute(certainty.defaults);
  return {
    counts: Object.fromEntries(KINDS.map((kind, code) => [kind, countsOf(code)])),
    pairs: answers
      .compute(answers.defaults)
      .map(({ complete, half }) => [kept(complete), kept(half)]),
    said: { heldOut: heldOut.groups, newTopics: newTopics.groups },
  };
}
