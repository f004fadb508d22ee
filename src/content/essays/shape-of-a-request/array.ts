/** The array: what people wrote crosses a line and becomes integers. */
import { LINE, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, group, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { spelled } from '../../../kit/number.ts';
import { batch, PEOPLE } from './batch.ts';

type Staged = ReturnType<typeof batch.compute>;

const LANES = ['token', 'row', 'place'] as const;

/**
 * Ten tokens side by side, words above the line and numbers below it; on a phone one under another,
 * words at the left of the line and numbers at its right. A word that has crossed is an empty box.
 *
 * @param width units
 */
function drawStage(r: Staged, people: readonly { readonly name: string }[], width: number): Block {
  const narrow = isNarrow(width);
  const count = r.ids.length;
  /** From one token to the next, and across: names, words, the line, and a lane for each array. */
  const names = narrow ? 44 : 22;
  const pitch = narrow ? 24 : (width - 56) / count;
  const deep = narrow ? 62 : 26;
  const first = narrow ? LINE + 8 : 56;
  const line = names + deep + (narrow ? 14 : 20);
  const laneAt = (lane: number) => line + (narrow ? 10 : 20) + lane * (narrow ? 66 : 30);
  const laneDeep = narrow ? 58 : 24;

  /** A box from `across` on, `depth` deep, for tokens `from` up to `to`. */
  const box = (from: number, to: number, across: number, depth: number): string => {
    const [a, b] = [first + from * pitch + 1, first + to * pitch - 1];
    return narrow
      ? rectangle(across, a, across + depth, b)
      : rectangle(a, across, b, across + depth);
  };
  const text = (
    at: number,
    across: number,
    content: string,
    anchor: 'middle' | 'end' = 'middle',
  ) => {
    const along = first + at * pitch;
    return narrow
      ? words(across, along, content, '', anchor)
      : words(along, across, content, '', anchor);
  };

  let [waiting, gone, arrived, on, plain, faint] = ['', '', '', '', '', ''];
  r.words.forEach((word, i) => {
    const middle = names + deep / 2;
    if (i < r.crossed) {
      gone += box(i, i + 1, names, deep);
      faint += text(i + 0.5, middle, word);
      LANES.forEach((lane, l) => {
        const value = { token: r.ids[i], row: r.requests[i], place: r.positions[i] }[lane];
        arrived += box(i, i + 1, laneAt(l), laneDeep);
        plain += text(i + 0.5, laneAt(l) + laneDeep / 2, String(value));
      });
    } else {
      waiting += box(i, i + 1, names, deep);
      on += text(i + 0.5, middle, word);
    }
  });
  const heads = people.map(({ name }, person) => {
    const [from, to] = [r.offsets[person], r.offsets[person + 1]];
    return narrow ? words(0, first + (from + 0.5) * pitch, name) : text((from + to) / 2, 8, name);
  });
  const lanes = LANES.map((lane, l) =>
    narrow
      ? words(laneAt(l) + laneDeep / 2, LINE / 2, lane, '', 'middle')
      : words(first - 8, laneAt(l) + laneDeep / 2, lane, '', 'end'),
  );
  const end = first + count * pitch;
  const across = narrow ? segment(line, 0, line, end) : segment(0, line, width, line);
  const height = narrow ? end + 4 : laneAt(LANES.length - 1) + laneDeep + 4;
  return {
    width,
    height,
    body:
      path('fill wait', waiting) +
      path('outline reference', gone) +
      path('outline ink', arrived) +
      path('line ink strong', across) +
      group('middle on wait', on) +
      group('ticks', faint + lanes.join('')) +
      group('middle', plain) +
      heads.join(''),
  };
}

const capital = (count: number): string => {
  const [first, ...rest] = spelled(count);
  return first.toUpperCase() + rest.join('');
};

export const array = figure({
  id: 'array',
  title: 'The array',
  size: 'text',
  of: batch,
  controls: [
    { kind: 'number', name: 'crossed', label: 'Tokens over the line', min: 0, max: 10, step: 1 },
  ],
  caption: (r) =>
    `What ${PEOPLE.map(({ name }) => name).join(', ')} wrote, on its way across the line. Beyond it the arrays: for each token its number, as Llama 3’s tokeniser has it, the row it belongs to, and its place in its request. vLLM sends the GPU the rows as where each begins and the last ends: ${r.offsets.join(', ')}.`,
  alt: (r) =>
    `Ten words of three people above a line, each person’s with the name and in amber until they have crossed. ${capital(r.crossed)} have crossed. Below the line, without names or colour: ${r.ids.slice(0, r.crossed).join(', ')}; rows ${r.requests.slice(0, r.crossed).join(', ')}.`,
  outcome: (r) => {
    if (r.crossed === 0) {
      return 'Nothing has crossed: ten words, and of each it is known who wrote it.';
    }
    const last = r.crossed - 1;
    return `${capital(r.crossed)} ${r.crossed === 1 ? 'has' : 'have'} crossed. “${r.words[last]}” is ${r.ids[last]} in row ${r.requests[last]}, at place ${r.positions[last]}; who wrote it is not in the arrays.`;
  },
  draw: (r, _params, width) => drawStage(r, PEOPLE, width),
  table: (r) => ({
    columns: [
      { name: 'place in the array' },
      { name: 'token' },
      { name: 'row' },
      { name: 'place in its request' },
    ],
    rows: r.requests.map((request, i) => [i, r.ids[i], request, r.positions[i]]),
  }),
});
