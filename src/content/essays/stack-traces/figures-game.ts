/** The game: who broke the till? */
import { choosing } from '../../../kit/draw/handle.ts';
import { LINE, widthOf, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, column, group, moved, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { type Figure, figure } from '../../../kit/figure.ts';
import { blocks, type Kind, rows } from './blocks.ts';
import { alike, fewest, GAME, NOBODY, NOTHING, SUSPECTS } from './game.ts';
import { nameTheCulprit, QUESTIONS } from './model.ts';

type Params = typeof nameTheCulprit.defaults;
type Result = ReturnType<typeof nameTheCulprit.compute>;

/** The first order that any of the tills prints. */
const FIRST = Math.min(...GAME.faults.map(({ order }) => order));

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five'];

/** Names as a sentence lists them. */
const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What the trace alone says, and which receipt it was. */
function opening({ order, alike: same, possible }: Result): string {
  const others =
    same > 1
      ? `${same - 1} of the other faults print this very trace`
      : 'No other fault prints this trace';
  const before = order === FIRST ? 'the first, broke' : 'broke, those before it did not';
  return `Receipt ${order}${order === FIRST ? ', ' : ' '}${before}. ${others}. ${possible.length === 1 ? 'Only' : 'Possible:'} ${listOf(possible)}${possible.length === 1 ? ' is possible' : ''}.`;
}

/** What the last answer struck out. */
function latest({ asked, before, possible, accused }: Result): string {
  const { name } = asked.at(-1)!;
  const out = before.filter((one) => !possible.includes(one) && one !== accused);
  const struck = out.length ? `strikes out ${listOf(out)}` : 'strikes out nobody';
  const left = possible.length === 1 ? `Only ${possible[0]} is left` : `Left: ${listOf(possible)}`;
  return `What ${name} was given and returned ${struck}. ${left}.`;
}

/** What to do first, where it can be done: a caption stands on paper, too. */
const BEGIN = ' Click a call to ask it, a suspect to accuse it.';

function outcome(result: Result, crash: string): string {
  const { asked, accused, culprit } = result;
  const known = asked.length ? latest(result) : opening(result);
  if (culprit) {
    const after = `after ${COUNTS[asked.length]} ${asked.length === 1 ? 'question' : 'questions'}`;
    const next =
      crash === String(GAME.faults.length) ? '' : ` Try crash ${Number(crash) + 1} next.`;
    return `${culprit.name} it was, found ${after}: in line ${culprit.line}, “${culprit.before}” had become “${culprit.after}”.${next}`;
  }
  return accused ? `It was not ${accused}. ${known}` : known;
}

/** The suspects in a row, those that are struck out struck through; who is chosen is accused. */
function suspects(width: number, { possible, culprit }: Result): Block {
  let [x, y] = [0, 0];
  const body = SUSPECTS.map((name) => {
    const wide = widthOf(name) + 12;
    if (x + wide > width) [x, y] = [0, y + 26];
    const left = possible.includes(name);
    const found = culprit?.name === name;
    const text = words(x + 6, y + 11, name, left ? '' : 'reference');
    const drawn =
      path(
        found ? 'fill lost' : 'outline reference',
        left ? rectangle(x, y + 1, x + wide, y + 21) : '',
      ) +
      (found ? group('on lost', text) : text) +
      path('line reference', left ? '' : segment(x + 3, y + 11, x + wide - 3, y + 11));
    x += wide + 6;
    return choosing('accuse', name, drawn);
  });
  return { width, height: y + 22, body: body.join('') };
}

/** A function's lines of the till as it should be, numbered. */
function source(name: string): string[] {
  const { first, last } = GAME.units.find((unit) => unit.name === name)!;
  return GAME.source.slice(first - 1, last).map((line, i) => `${first + i} ${line}`);
}

/** A heading over a block. */
const titled = (title: string, block: Block): Block =>
  column([rows(block.width, [title], 'name'), block], 3);

/** Two blocks side by side in two halves, above one another on a phone. */
function pair(width: number, one: (half: number) => Block, other: (half: number) => Block): Block {
  if (isNarrow(width)) return column([one(width), other(width)], 6);
  const half = (width - 28) / 2;
  const [left, right] = [one(half), other(half)];
  const body = left.body + moved(half + 28, 0, right.body);
  return { width, height: Math.max(left.height, right.height), body };
}

function draw(result: Result, width: number): Block {
  const { trace, tree, asked, culprit } = result;
  const kindOf = (name: string, open: boolean): Kind => {
    if (culprit?.name === name) return 'culprit';
    if (asked.some((one) => one.name === name)) return 'asked';
    return open ? 'waiting' : 'returned';
  };
  const last = asked.at(-1);
  const shown = culprit?.name ?? last?.name ?? 'money';
  const why = culprit ? 'as it should be' : last ? 'asked' : 'which threw';
  return column(
    [
      pair(
        width,
        (half) => rows(half, trace),
        (half) => titled('Suspects', suspects(half, result)),
      ),
      titled(
        'Calls: blue was waiting, grey had returned',
        blocks(width, tree, kindOf, QUESTIONS[asked.length]),
      ),
      pair(
        width,
        (half) => titled(`${shown}, ${why}`, rows(half, source(shown))),
        (half) =>
          last
            ? titled(`Calls of ${last.name}`, rows(half, last.says))
            : { width: half, height: LINE, body: '' },
      ),
    ],
    isNarrow(width) ? 8 : 12,
  );
}

const choices = (values: readonly string[], none: string) =>
  values.map((value) => ({ value, label: value === NOTHING || value === NOBODY ? none : value }));

export const nameIt: Figure<Params, Result> = figure({
  id: 'name-the-culprit',
  title: 'Name the culprit',
  size: 'page',
  of: nameTheCulprit,
  caption: () =>
    `${GAME.faults.length} broken tills, one message. Three calls may be asked what they were given and what they returned; then a suspect is accused. Those struck out at the start are ruled out by the trace, the others fall when none of their faults would have given these answers. The source is shown as it should be.`,
  alt: (result, { crash }) =>
    `Crash ${crash} of ${GAME.faults.length}. ${result.trace.join('; ')}. ${outcome(result, crash)} ${result.asked
      .map(({ name, says }) => `${name} was asked: ${says.join('; ')}.`)
      .join(' ')}`.trim(),
  draw: (result, _, width) => draw(result, width),
  table: () => ({
    columns: [
      { name: 'crash' },
      { name: 'receipt' },
      { name: 'faults with this trace' },
      { name: 'faulty function' },
      { name: 'line' },
      { name: 'before' },
      { name: 'after' },
      { name: 'fewest questions' },
    ],
    rows: GAME.faults.map((fault, i) => {
      const { unit, line, before, after, order } = fault;
      return [i + 1, order, alike(fault), unit, line, before, after, fewest(fault)];
    }),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'crash',
      label: 'Crash',
      options: choices(
        GAME.faults.map((_, i) => String(i + 1)),
        '',
      ),
    },
    ...QUESTIONS.map((name) => ({
      kind: 'choice' as const,
      name,
      label: `${name[0].toUpperCase()}${name.slice(1)} question`,
      options: choices([NOTHING, ...GAME.asked], 'none yet'),
    })),
    {
      kind: 'choice',
      name: 'accuse',
      label: 'It was',
      options: choices([NOBODY, ...SUSPECTS], 'nobody yet'),
    },
  ],
  outcome: (result, { crash }) => {
    const { accused, asked, possible } = result;
    const begins = !accused && asked.length === 0 && possible.length > 1;
    return outcome(result, crash) + (begins ? BEGIN : '');
  },
});
