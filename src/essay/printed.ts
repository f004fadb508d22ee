/**
 * What an essay prints of its model: its numbers, figures and mark, first as data, then as two texts
 * that are committed beside the essay. What changes in them was seen and accepted by somebody.
 */
import { toCsv } from '../kit/csv.ts';
import { type Block, picture } from '../kit/draw/svg.ts';
import type { Settings } from '../kit/figure.ts';
import { type Control, type Table, WIDTHS } from '../kit/figure.ts';
import { formatNumber, type Range, said } from '../kit/number.ts';
import { typographic } from '../kit/typographic.ts';
import { type View, viewOf } from '../kit/view.ts';
import type { AnyFigure, Holdings } from './holds.ts';
import type { Part } from './parts.ts';
import type { Runs } from './results.ts';
import { failuresLine, type Spread, type Spreads, spreadLine } from './spreads.ts';

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
  readonly value: number | Range;
  readonly what: string;
  readonly call: string;
  /** What it is at other draws; undefined where nothing is random. */
  readonly spread: Spread | undefined;
  /** Why it need not be the same at them. */
  readonly thisRun: string | undefined;
}

/** A claim and whether it holds. */
export interface PrintedClaim {
  readonly key: string;
  readonly call: string;
  readonly holds: boolean;
  /** The other draws at which it fails; undefined where nothing is random. */
  readonly fails: readonly number[] | undefined;
}

/** An assumption as it is printed, and the parameters that have its value. */
export interface PrintedAssumption {
  readonly key: string;
  readonly text: string;
  readonly value: number;
  readonly what: string;
  /** `steady.pool.slots` */
  readonly parameters: readonly string[];
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
  readonly claims: readonly PrintedClaim[];
  readonly assumptions: readonly PrintedAssumption[];
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

function momentsText({ printed, from, to, rate, unit, ticks }: NonNullable<AnyFigure['moments']>) {
  const [at, first, last, each] = [printed, from, to, rate].map((one) =>
    formatNumber(one, { unit }),
  );
  const words = ticks.map(({ at, label }) => `, ${label} at ${formatNumber(at, { unit })}`);
  return `Moment: ${at}, from ${first} to ${last}, ${each} a second${words.join('')}`;
}

function againText(again: NonNullable<AnyFigure['again']>): string {
  const [from, to] = [again.from, again.to].map((end) => formatNumber(end, again));
  return `Draw again: ${again.what}, from ${from} to ${to}`;
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
    controls: [
      ...controls.map((control) => controlText(control, params as Settings)),
      ...(figure.moments ? [momentsText(figure.moments)] : []),
      ...(figure.again ? [againText(figure.again)] : []),
      ...(figure.shares === undefined ? [] : [`Shares: ${figure.shares}`]),
    ],
    table: figure.table(result, params, figure.moments?.printed),
  };
}

/**
 * What an essay prints.
 *
 * @param uses the components in its text, in the order of the text
 * @throws what a run, a caption or a drawing throws
 */
export function printedOf(
  holdings: Holdings,
  runs: Runs,
  spreads: Spreads,
  uses: readonly Use[],
): Printed {
  const { experiments, numbers, claims, assumptions, figures, mark } = holdings;
  return {
    numbers: [...numbers].map(([key, number]) => {
      const { experiment, thisRun } = number;
      const { text, value, what } = said(number, runs.resultOf(experiment), experiment.defaults);
      const call = runs.callOf(experiment);
      return { key, text, value, what, call, spread: spreads.numbers.get(key), thisRun };
    }),
    claims: [...claims].map(([key, { experiment, holds }]) => ({
      key,
      call: runs.callOf(experiment),
      holds: holds(runs.resultOf(experiment), experiment.defaults),
      fails: spreads.claims.get(key),
    })),
    assumptions: [...assumptions].map(([key, one]) => ({
      key,
      text: formatNumber(one.assumed, one),
      value: one.assumed,
      what: one.what,
      parameters: [...experiments].flatMap(([name, { assumes }]) =>
        assumes.flatMap(([parameter, its]) => (its === one ? [`${name}.${parameter}`] : [])),
      ),
    })),
    figures: [...figures.values()].map((figure) => printedFigure(figure, runs)),
    mark: mark?.draw(runs.resultOf(mark.of)),
    uses: uses.map((use) => ({ ...use, of: figures.get(use.of)?.id ?? use.of })),
  };
}

/** Parts that are about the text: what it uses, and what it does not. */
export const IN_ORDER = 'in the order of the text';
export const UNUSED = 'not in the text';

const useText = ({ component, of, bare }: Use): string =>
  [component === 'N' ? '' : component, of, bare ? 'bare' : ''].filter(Boolean).join(' ');

/** The words of an essay's model: `printed.txt`. */
export function wordsOf({ numbers, claims, assumptions, figures, uses }: Printed): Part[] {
  const used = new Set(uses.map(({ of }) => of));
  const unused = numbers.map(({ key }) => key).filter((key) => !used.has(key));
  return [
    ...numbers.map(({ key, text, what, call, spread, thisRun }) => ({
      name: key,
      lines: [
        text,
        what,
        call,
        ...(spread ? [spreadLine(spread)] : []),
        ...(thisRun ? [`of this run: ${thisRun}`] : []),
      ],
    })),
    ...claims.map(({ key, call, holds, fails }) => ({
      name: `claim ${key}`,
      lines: [holds ? 'holds' : 'fails', call, ...(fails ? [failuresLine(fails)] : [])],
    })),
    ...assumptions.map(({ key, text, what, parameters }) => ({
      name: `assumption ${key}`,
      lines: [text, what, ...parameters],
    })),
    { name: IN_ORDER, lines: uses.map(useText) },
    { name: UNUSED, lines: unused },
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
