import { formatNumber } from '../number.ts';

/** A place on an axis: a number, or the name of a band. */
export type Value = number | string;

/** What is printed along an axis. */
export interface AxisText {
  /** What is measured; the unit follows it after a comma. */
  readonly label?: string;
  /** `%` prints shares as percentages at the ticks instead. */
  readonly unit?: string;
  /** Exactly these ticks, as far as they have room. */
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

/** An axis before it has a length: places run from 0 at its start to 1 at its end. */
export interface Axis {
  readonly label: string;
  /** Share of the axis at which a value, or the middle of a band, lies; kept inside the axis. */
  readonly place: (value: Value) => number;
  /** Where a bar towards a value starts and ends; for a band, its two edges. */
  readonly extent: (value: Value) => readonly [number, number];
  /** At most about `count` ticks with their text. */
  readonly ticks: (count: number) => readonly Tick[];
  readonly bands: boolean;
}

/** A tick: its place on the axis, 0 to 1, and its text. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

const within = (share: number): number => Math.max(0, Math.min(1, share));

/** A value that an axis of numbers has no place for; it is drawn on the axis's edge. */
export interface Beyond {
  readonly value: number;
  readonly domain: readonly [number, number];
  /** The axis's label with its unit. */
  readonly label: string;
  /** Whose stack says where the axis is made. */
  readonly axis: Error | undefined;
}

let noted: Beyond[] | undefined;

/** What is drawn by `draw`, and the values that lie beyond their axes by more than can be seen. */
export function notingBeyond<T>(draw: () => T): { drawn: T; beyond: readonly Beyond[] } {
  const beyond: Beyond[] = [];
  noted = beyond;
  try {
    return { drawn: draw(), beyond };
  } finally {
    noted = undefined;
  }
}

/** A share of an axis that is told apart from its edge. */
const VISIBLE = 0.01;

/** The step of 1, 2 or 5 times a power of ten that gives at most `count` + 1 ticks over `span`. */
function tickStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5, 10].find((m) => m * power >= rough * 0.999) ?? 10;
  return times >= 1 && power < 1 ? times / Math.round(1 / power) : times * power;
}

/** The step of {@link tickStep}, or the next smaller one at which some tick lies inside. */
function stepInside(from: number, to: number, count: number): number {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  for (let ticks = count; ; ticks++) {
    const step = tickStep(high - low || 1, ticks);
    if (Math.floor(high / step + 1e-9) >= Math.ceil(low / step - 1e-9)) return step;
  }
}

/** Round values from `from` to `to`, both included where they are round; at least one. */
export function roundValues(from: number, to: number, count: number): number[] {
  const step = stepInside(from, to, count);
  const first = Math.ceil(Math.min(from, to) / step - 1e-9);
  const last = Math.floor(Math.max(from, to) / step + 1e-9);
  const perUnit = Math.round(1 / step);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    step < 1 ? (first + i) / perUnit || 0 : (first + i) * step,
  );
}

const labelOf = (text: AxisText): string =>
  [text.label, text.unit === '%' ? '' : text.unit].filter(Boolean).join(', ');

function axis(
  text: AxisText,
  domain: readonly [number, number],
  share: (value: number) => number,
  least: number,
  base: number,
  choose: (count: number) => { values: readonly number[]; step?: number },
): Axis {
  const label = labelOf(text);
  const made = noted && new Error(label);
  const place = (value: Value): number => {
    const at = share(Number(value));
    if (noted && (at < least - VISIBLE || at > 1 + VISIBLE)) {
      noted.push({ value: Number(value), domain, label, axis: made });
    }
    return within(at);
  };
  return {
    label,
    place,
    extent: (value) => [place(base), place(value)],
    bands: false,
    ticks: (count) => {
      const { values, step } = text.ticks ? { values: text.ticks } : choose(count);
      const unit = text.unit === '%' ? '%' : undefined;
      const format = text.format ?? ((value: number) => formatNumber(value, { unit, step }));
      return values.map((value) => ({ at: place(value), text: format(value) }));
    },
  };
}

/**
 * An axis on which equal steps are equal differences. Values outside lie on its edge.
 * @throws RangeError when an end is no finite number
 */
export function linearAxis(domain: readonly [number, number], text: AxisText = {}): Axis {
  const [from, to] = domain;
  if (!(Number.isFinite(from) && Number.isFinite(to))) {
    throw new RangeError(`an axis has two finite ends: ${domain}`);
  }
  const span = to - from || 1;
  const base = Math.min(Math.max(0, Math.min(from, to)), Math.max(from, to));
  return axis(
    text,
    domain,
    (value) => (value - from) / span,
    0,
    base,
    (count) => ({ values: roundValues(from, to, count), step: stepInside(from, to, count) }),
  );
}

/** An axis on which equal steps are equal ratios; both ends above 0. Values outside, 0 too, lie on its edge. */
export function logAxis(domain: readonly [number, number], text: AxisText = {}): Axis {
  const [low, high] = [Math.log10(domain[0]), Math.log10(domain[1])];
  if (!(Number.isFinite(low) && Number.isFinite(high))) {
    throw new RangeError(`a logarithmic axis starts above 0: ${domain}`);
  }
  return axis(
    text,
    domain,
    (value) => (Math.log10(Math.max(value, Number.MIN_VALUE)) - low) / (high - low || 1),
    // What is too small for a logarithm lies on the edge by design.
    Number.NEGATIVE_INFINITY,
    domain[0],
    (count) => ({ values: logValues(low, high, count) }),
  );
}

/** As many of 1-2-5, 1-3 or 1 in each decade as stay under `count`; else every second, third … decade. */
function logValues(low: number, high: number, count: number): number[] {
  const first = Math.ceil(low - 1e-9);
  const inside = (multiples: readonly number[], every: number): number[] => {
    const values: number[] = [];
    for (let power = Math.floor(low); power <= high; power++) {
      if ((power - first) % every) continue;
      for (const m of multiples) {
        const value = power < 0 ? m / 10 ** -power : m * 10 ** power;
        const at = Math.log10(value);
        if (at > low - 1e-9 && at < high + 1e-9) values.push(value);
      }
    }
    return values;
  };
  const sets = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]];
  for (const multiples of sets) {
    const values = inside(multiples, 1);
    if (values.length <= count + 1) return values;
  }
  let every = 2;
  while (inside([1], every).length > count + 1) every++;
  return inside([1], every);
}

/** An axis of named bands in the order given; `gap` is the share of each step left empty. */
export function bandAxis(names: readonly string[], text: AxisText & { gap?: number } = {}): Axis {
  const step = 1 / Math.max(1, names.length);
  const gap = text.gap ?? 0.3;
  const index = new Map(names.map((name, i) => [name, i]));
  const start = (value: Value): number => {
    const i = index.get(String(value));
    if (i === undefined) throw new RangeError(`no band named ${value}`);
    return i * step;
  };
  return {
    label: labelOf(text),
    place: (value) => start(value) + step / 2,
    extent: (value) => [start(value) + (step * gap) / 2, start(value) + step * (1 - gap / 2)],
    bands: true,
    ticks: () => names.map((name) => ({ at: start(name) + step / 2, text: name })),
  };
}

/** The least of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not below `value`. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 1.5, 2, 3, 4, 5, 6, 8].find((m) => m * power >= value * (1 - 1e-9)) ?? 10);
}
