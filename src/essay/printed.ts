/**
 * What an essay prints of its model: its numbers, figures and mark, first as data, then as two texts
 * that are committed beside the essay. What changes in them was seen and accepted by somebody.
 */
import { toCsv } from '../kit/csv.ts';
import { type Block, picture } from '../kit/draw/svg.ts';
import type { Settings } from '../kit/figure.ts';
import { type Control, type Table, WIDTHS } from '../kit/figure.ts';
import { formatNumber } from '../kit/number.ts';
import { typographic } from '../kit/typographic.ts';
import { type View, viewOf } from '../kit/view.ts';
import type { AnyFigure, Holdings } from './holds.ts';
import type { Runs } from './results.ts';

/** A component in an essay's text that names a part of it, or is the essay's own. */
export interface Use {
  readonly component: string;
  /** The part, as it is exported: `wait.last`; empty where the component names none. */
  readonly of: string;
  /** Whether the number stands without its unit. */
  readonly bare: boolean;
}

/** A number as it stands in the text and in the list at the essay's end. */
export interface PrintedNumber {
  /** What it is exported as: `wait.last`. */
  readonly key: string;
  /** With its unit. */
  readonly text: string;
  readonly what: string;
  readonly call: string;
}

/** A figure with all that is said of it. */
export interface PrintedFigure extends View {
  readonly id: string;
  readonly title: string;
  readonly size: AnyFigure['size'];
  readonly call: string;
  /** What a reader may change, in words, each with its value as printed. */
  readonly controls: readonly string[];
  readonly table: Table;
}

/** All that an essay prints of its model. */
export interface Printed {
  /** Every number exported, whether the text has it or not. */
  readonly numbers: readonly PrintedNumber[];
  readonly figures: readonly PrintedFigure[];
  readonly mark: Block | undefined;
  /** In the order of the text. */
  readonly uses: readonly Use[];
}

function controlText(control: Control<Record<string, unknown>>, printed: Settings): string {
  const value = printed[control.name];
  if (control.kind === 'switch') return `${control.label}: ${value ? 'on' : 'off'}`;
  if (control.kind === 'choice') {
    const { label } = control.options.find((option) => option.value === value) ?? {};
    return `${control.label}: ${label}, of ${control.options.map((one) => one.label).join(', ')}`;
  }
  const [now, from, to, by] = [Number(value), control.min, control.max, control.step].map((one) =>
    formatNumber(one, control),
  );
  return `${control.label}: ${now}, from ${from} to ${to} by ${by}`;
}

function printedFigure(figure: AnyFigure, { resultOf, callOf }: Runs): PrintedFigure {
  const { id, title, size, of } = figure;
  const params = of.defaults;
  const result = resultOf(of);
  const controls = (figure.controls ?? []) as readonly Control<Record<string, unknown>>[];
  return {
    ...viewOf(figure, result, params),
    id,
    title: typographic(title),
    size,
    call: callOf(of),
    controls: controls.map((control) => controlText(control, params as Settings)),
    table: figure.table(result, params),
  };
}

/**
 * What an essay prints.
 *
 * @param uses the components in its text, in the order of the text
 * @throws what a run, a caption or a drawing throws
 */
export function printedOf(holdings: Holdings, runs: Runs, uses: readonly Use[]): Printed {
  const { numbers, figures, mark } = holdings;
  return {
    numbers: [...numbers].map(([key, number]) => {
      const { what, experiment, read } = number;
      const value = read(runs.resultOf(experiment), experiment.defaults);
      return { key, text: formatNumber(value, number), what, call: runs.callOf(experiment) };
    }),
    figures: [...figures.values()].map((figure) => printedFigure(figure, runs)),
    mark: mark?.draw(runs.resultOf(mark.of)),
    uses: uses.map((use) => ({ ...use, of: figures.get(use.of)?.id ?? use.of })),
  };
}

/** A named part of a committed text. */
export interface Part {
  readonly name: string;
  readonly lines: readonly string[];
}

const useText = ({ component, of, bare }: Use): string =>
  [component === 'N' ? '' : component, of, bare ? 'bare' : ''].filter(Boolean).join(' ');

/** The words of an essay's model: `printed.txt`. */
export function wordsOf({ numbers, figures, uses }: Printed): Part[] {
  const used = new Set(uses.map(({ of }) => of));
  const unused = numbers.map(({ key }) => key).filter((key) => !used.has(key));
  return [
    ...numbers.map(({ key, text, what, call }) => ({ name: key, lines: [text, what, call] })),
    { name: 'in the order of the text', lines: uses.map(useText) },
    { name: 'not in the text', lines: unused },
    ...figures.flatMap(({ id, title, size, call, caption, alt, outcome, controls, table }) => [
      { name: `figure ${id}`, lines: [title, size, call] },
      { name: `figure ${id}, caption`, lines: [caption] },
      { name: `figure ${id}, alternative`, lines: [alt] },
      { name: `figure ${id}, controls`, lines: controls },
      { name: `figure ${id}, outcome`, lines: outcome ? [outcome] : [] },
      { name: `figure ${id}, data`, lines: toCsv(table).trimEnd().split('\r\n') },
    ]),
  ].filter(({ lines }) => lines.length > 0);
}

/** A drawing with one element a line. */
export const elementsOf = (block: Block, kind: 'chart' | 'mark' = 'chart'): string[] =>
  picture(block, kind).split(/(?<=>)(?=<(?:[^/]|\/(?:g|svg)>))/u);

/** The drawings of an essay's model: `drawings.txt`. */
export const drawingsOf = ({ figures, mark }: Printed): Part[] => [
  ...figures.flatMap(({ id, size, wide, narrow }) => [
    { name: `figure ${id}, ${WIDTHS[size]} wide`, lines: elementsOf(wide) },
    { name: `figure ${id}, ${WIDTHS.narrow} wide`, lines: elementsOf(narrow) },
  ]),
  ...(mark ? [{ name: 'mark', lines: elementsOf(mark, 'mark') }] : []),
];

/** Parts as one text, each under a line with its name. */
export const textOf = (parts: readonly Part[]): string =>
  parts.map(({ name, lines }) => [`# ${name}`, ...lines, ''].join('\n')).join('\n');

/** The lines of each part of such a text, by its name. */
const partsOf = (text: string): Map<string, string[]> =>
  new Map(
    text
      .split(/^# /mu)
      .slice(1)
      .map((part): [string, string[]] => {
        const [name = '', ...lines] = part.trimEnd().split('\n');
        return [name, lines];
      }),
  );

const AROUND = 24;

/** Two texts that differ, each from a little before the difference to a little behind it. */
function excerpts(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let [start, end] = [0, 0];
  while (start < shorter && a[start] === b[start]) start++;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const excerpt = (text: string): string => {
    const from = start > 2 * AROUND ? start - AROUND : 0;
    const to = Math.min(text.length - Math.max(0, end - AROUND), start + 3 * AROUND);
    return `"${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}"`;
  };
  return [excerpt(a), excerpt(b)];
}

/** What has become of the lines of a part, in one line; undefined where nothing has. */
function changeOf(before: readonly string[], after: readonly string[]): string | undefined {
  const count = Math.max(before.length, after.length);
  const places = Array.from({ length: count }, (_, i) => i);
  const [first, ...more] = places.filter((i) => before[i] !== after[i]);
  if (first === undefined) return undefined;
  const [was, is] = [before[first], after[first]];
  const rest = more.length > 0 ? `, and ${more.length} more of its lines` : '';
  if (was === undefined) return `"${is}" is new${rest}`;
  if (is === undefined) return `"${was}" is gone${rest}`;
  return `${excerpts(was, is).join(' → ')}${rest}`;
}

/** How a text of {@link textOf} differs from another, a line for each part. */
export function changesBetween(before: string, after: string): string[] {
  if (before === after) return [];
  const [was, is] = [partsOf(before), partsOf(after)];
  const found = [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [old, now] = [was.get(name), is.get(name)];
    if (!old) return [`${name}: new`];
    if (!now) return [`${name}: gone`];
    const change = changeOf(old, now);
    return change === undefined ? [] : [`${name}: ${change}`];
  });
  return found.length > 0 ? found : ['its parts stand in another order'];
}
