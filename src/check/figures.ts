/** What a figure, a mark and a number have to have, told before any model runs. */

import type { AnyExperiment, AnyFigure } from '../essay/holds.ts';
import { isClaim, isFigure, isNumber } from '../essay/holds.ts';
import type { Runs } from '../essay/results.ts';
import type { Claim } from '../kit/claim.ts';
import { type Control, WIDTHS } from '../kit/figure.ts';
import type { Quantity } from '../kit/number.ts';
import { type Finding, nearest } from './finding.ts';
import { declarationOf, exportsOf, type Module, type Modules, partOf } from './modules.ts';
import { againFault, momentsFault, oddKey, type Sharing, sharesFault } from './moving.ts';

/** A figure as the check finds it: any part may be missing or odd. */
export type FigureLike = { readonly [part in keyof AnyFigure]?: unknown };

/** Something that a module exports, under the name that it has there. */
interface Exported<T> {
  readonly name: string;
  readonly module: Module;
  readonly value: T;
}

/** A figure and where it is exported. */
export interface ExportedFigure {
  readonly name: string;
  readonly figure: FigureLike;
  readonly module: Module;
}

/** The figures among the exports of an essay's modules, each once, where it is declared. */
export function exportedFigures(modules: Modules): ExportedFigure[] {
  const found = new Map<unknown, ExportedFigure>();
  for (const module of modules.values()) {
    for (const [name, figure] of Object.entries(exportsOf(module))) {
      if (!isFigure(figure)) continue;
      const declared = declarationOf(module, name) !== undefined;
      if (declared || !found.has(figure)) found.set(figure, { name, figure, module });
    }
  }
  return [...found.values()];
}

/** What the groups among them hold of one kind, each once; `name` is that of its group. */
function exportedParts<T>(modules: Modules, is: (value: unknown) => value is T): Exported<T>[] {
  const found = new Map<unknown, Exported<T>>();
  for (const module of modules.values()) {
    for (const [name, group] of Object.entries(exportsOf(module))) {
      if (typeof group !== 'object' || group === null || isFigure(group)) continue;
      for (const value of Object.values(group)) {
        if (is(value) && !found.has(value)) found.set(value, { name, module, value });
      }
    }
  }
  return [...found.values()];
}

/** The numbers among them, each once; `name` is that of its group. */
export const exportedNumbers = (modules: Modules): Exported<Quantity>[] =>
  exportedParts(modules, isNumber);

/** The claims among them, each once. */
export const exportedClaims = (modules: Modules): Claim[] =>
  exportedParts(modules, isClaim).map(({ value }) => value);

/** The small drawing for lists that a module exports; any part may be missing. */
export function markIn(modules: Modules): { module: Module; mark: FigureLike } | undefined {
  for (const module of modules.values()) {
    const { mark } = exportsOf(module);
    if (typeof mark === 'object' && mark !== null && 'draw' in mark) return { module, mark };
  }
  return undefined;
}

/** What is wrong with a part of a figure or a number, said after its name. */
interface Said {
  readonly part: string;
  readonly message: string;
  readonly remedy: string;
}

/** What is not exported by `model.ts` has no name and no result. */
export const EXPORT_IT = 'export it there; what it is exported as is its name';

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

/** The functions of a figure, what each is called in words, and how it is added. */
const FUNCTIONS = {
  caption: ['no caption', 'caption: (result) => what to see in it'],
  alt: ['no alternative', 'alt: (result) => the picture in words'],
  draw: ['nothing that draws it', 'draw: (result, params, width) => chart(width, {…})'],
  table: ['no table', 'table: (result) => ({ columns: [{ name: … }], rows: […] })'],
} as const;

export type Made = keyof typeof FUNCTIONS;

/** What to add where a figure lacks one of its functions. */
export const adding = (part: Made): string => `add ${FUNCTIONS[part][1]}`;

const SIZES = Object.keys(WIDTHS).filter((size) => size !== 'narrow');

/** How to write a word that is none of a few. */
export function oneOfThese(word: unknown, words: readonly string[]): string {
  const meant = typeof word === 'string' ? nearest(word, words) : undefined;
  return meant ? `write '${meant}'` : `write one of ${words.map((one) => `'${one}'`).join(', ')}`;
}

const KINDS = ['number', 'choice', 'switch'];

type Like<T> = { readonly [part in keyof T]?: unknown };
type ControlLike = Like<Extract<Control<unknown>, { kind: 'number' }>> & { options?: unknown };

/** What is wrong with a control, said of it; `defaults` are the experiment's parameters. */
function controlFault(
  { kind, name, label, min, max, step, options }: ControlLike,
  defaults: Readonly<Record<string, unknown>>,
): readonly [message: string, remedy: string] | undefined {
  const names = Object.keys(defaults);
  const known = typeof name === 'string' && names.includes(name);
  const shown = JSON.stringify(name) ?? 'without a name';
  if (!KINDS.includes(String(kind))) {
    return [`has a control of the kind ${JSON.stringify(kind)}`, oneOfThese(kind, KINDS)];
  }
  if (!known) {
    const remedy =
      names.length > 0 ? oneOfThese(name, names) : 'write experiment({ … }, …), parameters first';
    return [`has a control ${shown}, which is no parameter`, remedy];
  }
  if (!isText(label)) return [`has a control ${shown} without a label`, "add label: '…'"];
  const value = defaults[name];
  if (kind === 'switch') {
    return typeof value === 'boolean'
      ? undefined
      : [
          `has a switch ${shown} for ${JSON.stringify(value)}`,
          'let the parameter be true or false',
        ];
  }
  if (kind === 'choice') {
    const values: unknown[] = Array.isArray(options) ? options.map((one) => one?.value) : [];
    return values.includes(value)
      ? undefined
      : [
          `has a choice ${shown} without ${JSON.stringify(value)}, with which it is printed`,
          `add { value: ${JSON.stringify(value)}, label: '…' } to its options`,
        ];
  }
  const [low, high, by] = [min, max, step].map(Number);
  if (!(low < high && by > 0 && by <= high - low)) {
    const said = `from ${min} to ${max} in steps of ${step}`;
    return [
      `has a control ${shown} ${said}`,
      'let min be below max, and step lie between 0 and their difference',
    ];
  }
  return typeof value === 'number' && value >= low && value <= high
    ? undefined
    : [
        `has a control ${shown} from ${min} to ${max}, and is printed with ${JSON.stringify(value)}`,
        'let min and max hold the parameter',
      ];
}

/** What is wrong with a figure as it is written down. */
function figureFaults(figure: FigureLike, runs?: Runs): Said[] {
  const faults: Said[] = [];
  const say = (part: string, message: string, remedy: string) =>
    faults.push({ part, message, remedy });
  if (runs && runs.nameOf(figure.of) === undefined) {
    say('of', 'draws an experiment that model.ts does not export', EXPORT_IT);
    return faults;
  }
  if (!isText(figure.title)) say('title', 'has no title', 'give it a title of a few words');
  if (typeof figure.id !== 'string' || !/^[a-z][a-z0-9-]*$/u.test(figure.id)) {
    const remedy = 'write lower-case letters, digits and hyphens';
    say('id', `has the id ${JSON.stringify(figure.id)}`, remedy);
  }
  if (!SIZES.includes(String(figure.size))) {
    const written =
      figure.size === undefined ? 'no size' : `the size ${JSON.stringify(figure.size)}`;
    say('size', `has ${written}`, oneOfThese(figure.size, SIZES));
  }
  for (const part of ['caption', 'alt', 'draw', 'table'] as const) {
    const [lacking] = FUNCTIONS[part];
    if (typeof figure[part] === 'function') continue;
    if (typeof figure[part] === 'string' ? figure[part].trim() : figure[part]) {
      say(part, `has ${part}: that is no function of the result`, adding(part));
      continue;
    }
    say('', `has ${lacking}`, adding(part));
  }
  // A part by a wrong name is told of as missing.
  const odd = faults.length > 0 ? undefined : oddKey(figure, FIGURE_KEYS, 'no figure knows');
  if (odd) say('', ...odd);
  const plays = (['controls', 'moments', 'again'] as const).find(
    (part) => figure[part] !== undefined,
  );
  if (plays && typeof figure.outcome !== 'function') {
    const remedy = 'add outcome: (result) => what a run shows, in words';
    say(plays, `has ${plays} but no outcome`, remedy);
  }
  const { defaults } = (figure.of ?? {}) as { defaults?: Record<string, unknown> };
  if (figure.controls !== undefined && !Array.isArray(figure.controls)) {
    say('controls', 'has controls that are no list', 'write controls: [{ … }]');
  }
  const controls = controlsOf(figure);
  for (const control of controls) {
    const fault = defaults && controlFault(control ?? {}, defaults);
    if (fault) say('controls', ...fault);
    const first = controls.find((other) => other?.name === control?.name);
    if (first !== control) {
      const message = `has two controls for ${JSON.stringify(control?.name)}`;
      say('controls', message, 'keep one of the two');
    }
  }
  const declared = [
    ['moments', momentsFault],
    ['again', againFault],
  ] as const;
  for (const [part, faultOf] of declared) {
    const fault = figure[part] === undefined ? undefined : faultOf(figure[part], defaults ?? {});
    if (fault) say(part, ...fault);
  }
  return faults;
}

const FIGURE_KEYS =
  'id title size of caption alt draw table controls moments again outcome shares'.split(' ');

/** The controls of a figure as they are written down. */
export const controlsOf = ({ controls }: FigureLike): readonly ControlLike[] =>
  Array.isArray(controls) ? controls : [];

/** The parameters with which a figure is printed. */
export const defaultsOf = ({ of }: FigureLike): Readonly<Record<string, unknown>> => ({
  ...((of as AnyExperiment).defaults as object),
});

/** The controls of a figure with which nothing is wrong. */
export const soundControls = (figure: FigureLike): readonly ControlLike[] =>
  controlsOf(figure).filter((control) => !controlFault(control ?? {}, defaultsOf(figure)));

/** The moment at which a figure is printed; undefined for one that does not move. */
export const momentOf = ({ moments }: FigureLike): unknown =>
  (moments as { printed?: unknown } | undefined)?.printed;

/** What a figure shares, and the names of its settings. */
const sharingOf = (figure: FigureLike): Sharing => ({
  shares: figure.shares,
  settings: [
    ...controlsOf(figure).map((control) => String(control?.name)),
    ...(['moments', 'again'] as const).filter((part) => figure[part] !== undefined),
  ],
});

const NUMBER_KEYS = 'name what experiment read unit significant decimals step thisRun'.split(' ');

/** What is wrong with a number as it is written down. */
function numberFault(number: Quantity, runs?: Runs): readonly [string, string] | undefined {
  if (runs && runs.nameOf(number.experiment) === undefined) {
    return ['is read off an experiment that model.ts does not export', EXPORT_IT];
  }
  for (const [key, least, such] of [
    ['significant', 1, 2],
    ['decimals', 0, 1],
  ] as const) {
    const count: unknown = number[key];
    if (count === undefined || (Number.isInteger(count) && Number(count) >= least)) continue;
    const remedy = `write a whole number from ${least}, such as ${key}: ${such}`;
    return [`has ${key}: ${JSON.stringify(count)}`, remedy];
  }
  return oddKey(number, NUMBER_KEYS, 'no number knows');
}

/**
 * Faults of an essay's figures and numbers as they are written down: what they lack, a bad or
 * doubled id, a word that is none. With `runs` also whether `model.ts` exports what they are read off.
 */
export function figureDefinitionFaults(modules: Modules, runs?: Runs): Finding[] {
  const findings: Finding[] = [];
  const report = (module: Module, name: string, field: string, said: Said) => {
    const { part, message, remedy } = said;
    findings.push({ file: module.file, ...partOf(module, name, part), field, message, remedy });
  };
  // What is read off an experiment without a name is told once, however much it is.
  const nameless = new Set<unknown>();
  const isNew = (of: unknown): boolean => {
    if (!runs || runs.nameOf(of) !== undefined) return true;
    if (nameless.has(of)) return false;
    nameless.add(of);
    return true;
  };
  const ids = new Map<unknown, string>();
  const figures = exportedFigures(modules);
  for (const { name, figure, module } of figures) {
    for (const said of isNew(figure.of) ? figureFaults(figure, runs) : []) {
      report(module, name, 'figure', { ...said, message: `${name} ${said.message}` });
    }
    const others = figures.filter((one) => one.figure !== figure);
    const sharing = () =>
      sharesFault(
        sharingOf(figure),
        others.map((one) => sharingOf(one.figure)),
      );
    const [message, remedy] = (figure.shares !== undefined && sharing()) || [];
    if (message && remedy) {
      const said = { part: 'shares', message: `${name} ${message}`, remedy };
      report(module, name, 'figure', said);
    }
    const twin = ids.get(figure.id);
    if (twin === undefined) ids.set(figure.id, name);
    else {
      const message = `${name} has the id "${figure.id}" of ${twin}`;
      const remedy = 'give each figure its own id';
      report(module, name, 'figure', { part: 'id', message, remedy });
    }
  }
  const { module, mark } = markIn(modules) ?? {};
  if (module && mark && runs && runs.nameOf(mark.of) === undefined && isNew(mark.of)) {
    const message = 'mark draws an experiment that model.ts does not export';
    report(module, 'mark', 'figure', { part: 'of', message, remedy: EXPORT_IT });
  }
  for (const { name, module, value } of exportedNumbers(modules)) {
    const fault = isNew(value.experiment) ? numberFault(value, runs) : undefined;
    if (!fault) continue;
    const [said, remedy] = fault;
    const message = `${name}.${value.name} ${said}`;
    report(module, name, 'number', { part: value.name, message, remedy });
  }
  return findings;
}
