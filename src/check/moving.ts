/** What is wrong with what a figure declares beside its controls: its moments, its draws, what it shares. */
import { ROLES } from '../kit/draw/svg.ts';
import { DRAW, MOMENT } from '../kit/figure.ts';
import { isDrawn } from '../kit/seeds.ts';
import { type Declared, isDeclared, isNumber, isText, oddKey, round } from './declared.ts';
import type { Said } from './finding.ts';
import { nearest } from './nearest.ts';

const MOMENTS = 'unit from to printed rate ticks gated track'.split(' ');

/** What moments need not have, each with what it is and how it is written. */
const OPTIONAL = [
  ['unit', 'string', "write a text, such as unit: 's'"],
  ['gated', 'boolean', 'let gated be true or false'],
  ['track', 'function', 'write track: (result) => track(…), with track of kit/draw/track.ts'],
] as const;

function tickFault(ticks: unknown, from: number, to: number): Said | undefined {
  const all: unknown[] = Array.isArray(ticks) ? ticks : [];
  if (all.length === 0) {
    const remedy = "add ticks: [{ at: …, label: '…' }], the moments that reduced motion goes to";
    return ['has moments without ticks', remedy];
  }
  let last = -Infinity;
  for (const tick of all) {
    const { at, label } = isDeclared(tick) ? tick : {};
    if (!(Number.isInteger(at) && Number(at) >= from && Number(at) <= to)) {
      const remedy = `let at be a whole number from ${from} to ${to}`;
      return [`has a tick at ${JSON.stringify(at) ?? 'no moment'}`, remedy];
    }
    if (!isText(label)) return [`has a tick at ${at} without a label`, "add label: '…'"];
    if (Number(at) <= last) {
      return [`has a tick at ${at} behind one at ${last}`, 'write ticks in the order of time'];
    }
    last = Number(at);
  }
  return undefined;
}

/**
 * What is wrong with a figure's moments.
 *
 * @param params those of its experiment
 * @param gates whether the figure has a switch that gates
 */
export function momentsFault(moments: unknown, params: Declared, gates: boolean): Said | undefined {
  if (!isDeclared(moments)) {
    const remedy = 'write moments: { from, to, printed, rate, ticks }';
    return [`has the moments ${JSON.stringify(moments)}`, remedy];
  }
  const unknown = oddKey(moments, MOMENTS, 'moments do not know');
  if (unknown) return unknown;
  if (MOMENT in params) {
    const remedy = 'call the parameter otherwise';
    return [`has moments, and its experiment a parameter called ${MOMENT}`, remedy];
  }
  for (const key of ['from', 'to', 'printed'] as const) {
    if (Number.isInteger(moments[key])) continue;
    const remedy = `let ${key} be a whole number; take a smaller unit where that is too coarse`;
    return [`has moments with ${key}: ${JSON.stringify(moments[key]) ?? 'nothing'}`, remedy];
  }
  const [from, to, printed, rate] = ['from', 'to', 'printed', 'rate'].map((key) =>
    Number(moments[key]),
  );
  if (from >= to) return [`has moments from ${from} to ${to}`, 'let from be below to'];
  if (printed < from || printed > to) {
    return [
      `has moments from ${from} to ${to}, and is printed at ${printed}`,
      'let printed lie between them',
    ];
  }
  if (!(isNumber(moments.rate) && rate > 0)) {
    const remedy = 'let rate be how many units go by in a second, above 0';
    return [`has moments with rate: ${JSON.stringify(moments.rate) ?? 'nothing'}`, remedy];
  }
  const odd = OPTIONAL.find(
    ([key, kind]) => moments[key] !== undefined && typeof moments[key] !== kind,
  );
  if (odd) {
    const [key, , remedy] = odd;
    return [`has moments with ${key}: ${JSON.stringify(moments[key]) ?? 'a function'}`, remedy];
  }
  if (moments.gated === true && !gates) {
    const remedy = 'write gates: true on the switch that hides their words, or remove gated';
    return ['has moments that are gated, and no switch gates', remedy];
  }
  return tickFault(moments.ticks, from, to);
}

const AGAIN = 'what read from to role outcome unit significant decimals step'.split(' ');

/** What is wrong with how a figure is drawn again; `params` are those of its experiment. */
export function againFault(again: unknown, params: Declared): Said | undefined {
  if (!isDeclared(again)) {
    const remedy = 'write again: { what, read, from, to, role, outcome }';
    return [`is drawn again by ${JSON.stringify(again)}`, remedy];
  }
  const odd = oddKey(again, AGAIN, 'again does not know');
  if (odd) return odd;
  if (!isDrawn(params)) {
    const remedy = 'draw from a parameter called seed or seeds, or remove again';
    return ['is drawn again, and nothing in its experiment is drawn', remedy];
  }
  if (DRAW in params) {
    const remedy = 'call the parameter otherwise';
    return [`is drawn again, and its experiment has a parameter called ${DRAW}`, remedy];
  }
  if (!isText(again.what)) {
    return ['is drawn again without a name for what is read', "add what: 'mean wait'"];
  }
  if (typeof again.read !== 'function') {
    const remedy = 'add read: (result) => the number where its dot stands';
    return ['is drawn again without a number to read', remedy];
  }
  if (typeof again.outcome !== 'function') {
    const remedy = "add outcome: (result) => … ? 'held' : 'failed'";
    return ['is drawn again without an outcome to count', remedy];
  }
  if (!(isNumber(again.from) && isNumber(again.to) && again.from < again.to)) {
    const said = `from ${again.from} to ${again.to}`;
    return [`is drawn again on a line ${said}`, 'let from and to be numbers, from below to'];
  }
  if (ROLES.some((role) => role === again.role)) return undefined;
  const meant = typeof again.role === 'string' ? nearest(again.role, ROLES) : undefined;
  const remedy = meant ? `write '${meant}'` : `write one of ${ROLES.join(', ')}`;
  return [`is drawn again in the role ${JSON.stringify(again.role)}`, remedy];
}

/** What is wrong with the place of a draw's dot on its line. */
export function dotFault(value: unknown, from: number, to: number): Said | undefined {
  if (!isNumber(value)) {
    return [`reads ${String(value)} where it is drawn again`, 'let read give a finite number'];
  }
  // A line that ends before it begins is told as it is written down.
  if ((value >= from && value <= to) || from >= to) return undefined;
  const [low, high] = [Math.min(from, value), Math.max(to, value)].map(round);
  return [
    `reads ${round(value)} where it is drawn again, on a line from ${from} to ${to}`,
    `write from: ${low}, to: ${high}, or wider`,
  ];
}

/** What is wrong with the word that a draw comes to. */
export const drawFault = (value: unknown): Said | undefined =>
  isText(value)
    ? undefined
    : [
        `has the outcome ${JSON.stringify(value)} where it is drawn again`,
        "let outcome give a word that is counted, such as 'held'",
      ];

/** A figure's word for what it shares, and the names of its settings. */
export interface Sharing {
  readonly shares: unknown;
  readonly settings: readonly string[];
}

/** What is wrong with the word by which a figure shares its settings with others. */
export function sharesFault(one: Sharing, others: readonly Sharing[]): Said | undefined {
  const { shares, settings } = one;
  if (!isText(shares)) {
    return [`shares ${JSON.stringify(shares)}`, "write a word, such as shares: 'machine'"];
  }
  const words = others.map((other) => other.shares).filter(isText);
  const same = others.filter((other) => other.shares === shares);
  if (same.length === 0) {
    const meant = nearest(shares, words);
    const remedy = meant ? `write '${meant}'` : `write shares: '${shares}' in the other figure too`;
    return [`shares '${shares}', which no other figure does`, remedy];
  }
  if (same.some((other) => other.settings.some((name) => settings.includes(name))))
    return undefined;
  const remedy = 'give the figures a control of the same name, or let neither share';
  return [`shares '${shares}' and has no setting that another one has`, remedy];
}
