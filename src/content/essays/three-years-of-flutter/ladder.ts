/** The figure of boxes inside one another: how often they are measured, by protocol. */
import { LINE, words, wrap } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, path, type Role } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { chain } from './depth.ts';

type Chain = ReturnType<typeof chain.compute>;

/** The deepest chain that a reader can set, whose dearest count ends the scale. */
export const DEEPEST = 15;

/** The protocols, from the dearest: what they are called, and the colour of their bars. */
const PROTOCOLS: readonly { name: keyof Chain; label: string; role: Role }[] = [
  {
    name: 'twice',
    label: 'measured twice, nothing remembered: nested weights, old grid',
    role: 'lost',
  },
  {
    name: 'askedForgotten',
    label: 'asked first, answers forgotten: IntrinsicHeight at worst',
    role: 'wait',
  },
  { name: 'twiceRemembered', label: 'measured twice, each remembered: LayoutNG', role: 'wait' },
  { name: 'asked', label: 'asked first, answers remembered: Flutter’s cache', role: 'wait' },
  { name: 'once', label: 'measured once: Flutter without questions', role: 'work' },
  {
    name: 'refused',
    label: 'measured twice in Compose, where that is an error',
    role: 'reference',
  },
];

const whole = (value: number): string => formatNumber(value, { decimals: 0 });

const countOf = (result: Chain, name: keyof Chain): string =>
  `${whole(result[name])}${name === 'refused' ? ', refused' : ''}`;

/** A bar for each protocol on a scale of powers of ten. */
function draw(result: Chain, width: number): Block {
  const narrow = isNarrow(width);
  const left = narrow ? 0 : 300;
  const right = width - (narrow ? 78 : 92);
  const scale = (right - left) / Math.log10(2 ** (DEEPEST + 1));
  let [y, texts, grid] = [0, '', ''];
  const bars = PROTOCOLS.map(({ name, label, role }) => {
    const lines = wrap(label, narrow ? width : left - 12);
    texts += words(0, y + LINE / 2, lines);
    const at = narrow ? y + lines.length * LINE + 9 : y + (lines.length * LINE) / 2;
    const end = left + Math.log10(result[name]) * scale;
    texts += words(end + 7, at, countOf(result, name), 'title');
    const bar = path(classes({ role }, 'fill'), rectangle(left, at - 6, end, at + 6));
    y = narrow ? at + 18 : y + lines.length * LINE + 12;
    return bar;
  });
  for (let power = 0; power <= 4; power++) {
    const x = left + power * scale;
    grid += segment(x, 0, x, y);
    texts += words(x, y + LINE / 2, whole(10 ** power), 'name', power > 0 ? 'middle' : 'start');
  }
  const body = path('grid', grid) + bars.join('') + texts;
  return { width, height: y + LINE + 2, body };
}

const saying = (result: Chain, depth: number): string =>
  `${depth} boxes round a leaf: ${PROTOCOLS.map(
    ({ name, label }) => `${label}, ${countOf(result, name)}`,
  ).join('; ')}.`;

export const measuredTwice = figure({
  id: 'measured-twice',
  title: 'Measured twice, once, or refused',
  size: 'text',
  of: chain,
  caption: ({ once }) =>
    `How often the boxes of a chain are measured or asked in one layout, by protocol, on a scale of powers of ten, where a bar a little longer is many times as much. Red doubles with each box, amber asks or remembers, blue is one pass, grey ends in an error. An answer from memory isn’t counted. A Compose layout that keeps the rule measures as often as one pass, ${whole(once)} times. Each protocol is the bare rule applied to boxes with one child; nobody’s toolkit was run.`,
  alt: (result, { depth }) => `Bars. ${saying(result, depth)}`,
  draw: (result, _, width) => draw(result, width),
  table: (result) => ({
    columns: [{ name: 'protocol' }, { name: 'measures and questions' }],
    rows: PROTOCOLS.map(({ name, label }) => [label, result[name]]),
  }),
  controls: [
    {
      kind: 'number',
      name: 'depth',
      label: 'Boxes round the leaf',
      min: 1,
      max: DEEPEST,
      step: 1,
    },
  ],
  outcome: (result, { depth }) => {
    const [first, last] = [whole(result.twice), whole(result.once)];
    const boxes = depth === 1 ? '1 box' : `${depth} boxes`;
    return `With ${boxes} round the leaf the doubling rule takes ${first} measures and one pass ${last}; Compose throws at measure ${whole(result.refused)}.`;
  },
});
