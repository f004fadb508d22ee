import { seeded } from '../../../kit/sim/random.ts';
import { apply } from './faults.ts';
import type { Game } from './game.ts';
import { type Crash, FIRST_ORDER, type tryFaults } from './tills.ts';
import { merged, watch } from './watch.ts';

/** Makes what the game of the essay knows: the faults behind one message, and what each run would answer. */

/** The message that so many faults share, and the function that throws it. */
const SHARED = { message: 'TypeError: not an amount: NaN', thrower: 'money' };

const isShared = ({ message, stack }: Crash): boolean =>
  message === SHARED.message && stack[0] === SHARED.thrower;

/** Seed of the order of the crashes: the first six are in six functions, the first two print two traces. */
const SEED = 1348;

function shuffled<T>(list: readonly T[]): T[] {
  const random = seeded(SEED);
  return list
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** The place of a thing in a list that it is added to where it isn't there. */
function placeIn(list: string[], thing: string): number {
  if (!list.includes(thing)) list.push(thing);
  return list.indexOf(thing);
}

/**
 * The game of one till, and one of its runs in full.
 * @throws when no fault of parsePrice ends in the message
 */
export function gameOf(source: string, { crashes, units }: ReturnType<typeof tryFaults>) {
  const shared = shuffled(crashes.filter(isShared));
  const watched = shared.map(({ fault, order }) => watch(apply(source, fault), order));
  const asked = units
    .map(({ name }) => name)
    .filter((name) => watched.some(({ answers }) => answers.has(name)));
  const traces: string[] = [];
  const trees: string[] = [];
  const answers: string[][] = asked.map(() => []);
  const faults = shared.map(({ fault, trace, order }, i) => ({
    unit: fault.unit,
    line: fault.line,
    before: source.slice(fault.start, fault.end),
    after: fault.replacement,
    order: FIRST_ORDER + order,
    trace: placeIn(traces, trace),
    tree: placeIn(trees, merged(watched[i].run)),
    says: asked.map((name, a) =>
      placeIn(answers[a], (watched[i].answers.get(name) ?? ['It was not called.']).join('\n')),
    ),
  }));
  const game: Game = {
    source: source.trimEnd().split('\n'),
    units: units.map(({ name, first, last }) => ({ name, first, last })),
    asked,
    traces,
    trees,
    answers,
    faults,
  };
  const culprit = 'parsePrice';
  const at = shared.findIndex(({ fault }) => fault.unit === culprit);
  if (at < 0) throw new Error(`no fault of ${culprit} ends in the shared message`);
  return { game, edge: { culprit, run: watched[at].run } };
}
