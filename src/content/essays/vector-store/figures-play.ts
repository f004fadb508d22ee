/** The two answers, as a question. */
import { chart, type Layer } from '../../../kit/draw/chart.ts';
import { dots } from '../../../kit/draw/layers.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { type Figure, figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { type Card, guess, LAST_PAIR, type Table } from './guess.ts';

type Params = typeof guess.defaults;

const NAMES = ['A', 'B'] as const;
const hundredths = { decimals: 2 };

const outcome = ({ cards, open, lying }: Table, { guess: said }: Params): string => {
  if (!open) return 'One of the two answers is complete, the other misses half of its ten.';
  const [a, b] = cards.map((card) => formatNumber(card.said, hundredths));
  return (
    `${said === lying ? 'Right' : 'Wrong'}: ${lying} misses half, its nearest neighbour among them. ` +
    `The index estimates recall ${a} for A and ${b} for B.`
  );
};

/** One row of dots for each card. */
function rows(
  cards: readonly Card[],
  layers: (card: Card, name: string) => Layer[],
  width: number,
  title: string,
  label?: string,
) {
  const all = cards.flatMap(({ returned, missed }) => [...returned, ...missed]);
  return chart(width, {
    title,
    x: linearAxis([Math.floor(Math.min(...all) * 50) / 50, Math.ceil(Math.max(...all) * 50) / 50], {
      label,
    }),
    y: bandAxis(NAMES),
    height: 52,
    layers: cards.flatMap((card, i) => layers(card, NAMES[i])),
  });
}

const at = (values: readonly number[], name: string) =>
  values.map((value) => [value, name] as const);

export const which: Figure<Params, Table> = figure({
  id: 'two-answers',
  title: 'Two answers, one of them lying',
  size: 'text',
  of: guess,
  caption: (_result, { pair }) =>
    `Ten results each, at their distances from the query: pair ${pair} of ${LAST_PAIR}, each the most alike of a world, chosen because they look alike. ` +
    'Once a guess is made, true neighbours are blue, missing ones red diamonds, and results that should not be there hollow.',
  alt: ({ cards, open, lying }, params) => {
    const ends = cards.map(({ returned }) =>
      [returned[0], returned.at(-1)!].map((one) => formatNumber(one, hundredths)).join(' to '),
    );
    return (
      `Two rows of ten dots, A from ${ends[0]} and B from ${ends[1]}. ` +
      (open ? `Compared with exact search, ${lying} misses half. ` : '') +
      outcome({ cards, open, lying }, params)
    );
  },
  draw: ({ cards, open }, _params, width) =>
    column([
      rows(
        cards,
        ({ returned }, name) => [dots(at(returned, name), { role: 'ink' })],
        width,
        'What the caller sees',
        open ? undefined : 'distance from the query',
      ),
      ...(open
        ? [
            rows(
              cards,
              ({ returned, wrong, missed }, name) => [
                dots(
                  at(
                    returned.filter((_, i) => !wrong.includes(i)),
                    name,
                  ),
                  { role: 'work' },
                ),
                dots(
                  at(
                    wrong.map((i) => returned[i]),
                    name,
                  ),
                  { role: 'reference', hollow: true },
                ),
                dots(at(missed, name), { role: 'lost', shape: 'diamond', r: 4 }),
              ],
              width,
              'What exact search knows',
              'distance from the query',
            ),
          ]
        : []),
    ]),
  table: ({ cards }) => ({
    columns: [{ name: 'answer' }, { name: 'distance' }, { name: 'status' }],
    rows: cards.flatMap(({ returned, wrong, missed }, i) => [
      ...returned.map((distance, d) => [
        NAMES[i],
        distance,
        wrong.includes(d) ? 'returned, not among the ten' : 'returned, true',
      ]),
      ...missed.map((distance) => [NAMES[i], distance, 'missing']),
    ]),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'guess',
      label: 'Misses half',
      options: [
        { value: 'none', label: 'no guess yet' },
        { value: 'A', label: 'A' },
        { value: 'B', label: 'B' },
      ],
    },
    { kind: 'number', name: 'pair', label: 'Pair', min: 1, max: LAST_PAIR, step: 1 },
  ],
  outcome,
});
