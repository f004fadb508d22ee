/** What a figure, a mark and a number have to have, told before any model runs. */

import type { AnyExperiment, AnyFigure } from '../essay/holds.ts';
import { isClaim, isExperiment, isFigure, isNumber } from '../essay/holds.ts';
import type { Runs } from '../essay/results.ts';
import type { Claim } from '../kit/claim.ts';
import { WIDTHS } from '../kit/figure.ts';
import type { Quantity } from '../kit/number.ts';
import { type ControlLike, controlFault, oneOfThese } from './controls.ts';
import { isText, oddKey } from './declared.ts';
import type { Finding, Said, Words } from './finding.ts';
import { idleControl, idleMoments } from './idle.ts';
import { declarationOf, exportsOf, type Module, type Modules, partOf } from './modules.ts';
import { againFault, momentsFault, type Sharing, sharesFault } from './moving.ts';
import { nearest } from './nearest.ts';
import { literal } from './wording.ts';

/** A figure as the check finds it: any part may be missing or odd. */
export type FigureLike = { readonly [part in keyof AnyFigure]?: unknown };

/** Something that a module exports, under the name that it has there. */
interface Exported<T> {
  readonly name: string;
  readonly module: Module;
  readonly value: T;
}

/** A figure and where it is exported. */
interface ExportedFigure {
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
interface PartFault extends Words {
  readonly part: string;
}

/** What is not exported by `model.ts` has no name and no result. */
export const EXPORT_IT = 'export it there; what it is exported as is its name';

/** The functions of a figure, what each is called in words, and how it is added. */
const FUNCTIONS = {
  caption: ['no caption', 'caption: (result) => what to see in it'],
  alt: ['no alternative', 'alt: (result) => the picture in words'],
  draw: ['nothing that draws it', 'draw: (result, params, width) => chart(width, {…})'],
  table: ['no table', 'table: (result) => ({ columns: [{ name: … }], rows: […] })'],
} as const;

type Made = keyof typeof FUNCTIONS;

/** What to add where a figure lacks one of its functions. */
export const adding = (part: Made): string => `add ${FUNCTIONS[part][1]}`;

const SIZES = Object.keys(WIDTHS).filter((size) => size !== 'narrow');

/** Whether all that an experiment assumes are numbers. */
export const isAssumed = ({ assumes = [] }: Pick<Partial<AnyExperiment>, 'assumes'>): boolean =>
  assumes.every(([, { assumed }]) => Number.isFinite(assumed));

/** Whether a parameter came of arithmetic that gives no number, which is told where it is done. */
const isLost = (defaults: unknown): boolean =>
  Object.values((defaults ?? {}) as object).some(Number.isNaN);

/** What is wrong with a figure as it is written down. */
function figureFaults(figure: FigureLike, runs?: Runs): PartFault[] {
  const faults: PartFault[] = [];
  const say = (part: string, message: string, remedy: string) =>
    faults.push({ part, message, remedy });
  if (runs && (figure.of === undefined || typeof figure.of === 'string')) {
    if (typeof figure.of === 'string') {
      const { of } = figure;
      say('of', `has its experiment in quotes, '${of}'`, `write of: ${of}, and import it`);
    } else say('of', 'has no experiment', 'add of: the experiment of model.ts that it draws');
    return faults;
  }
  if (runs && runs.nameOf(figure.of) === undefined) {
    say('of', 'draws an experiment that model.ts does not export', EXPORT_IT);
    return faults;
  }
  if (typeof figure.title === 'function') {
    say('title', 'has a function for its title', "write title: '…', a few words");
  } else if (!isText(figure.title)) say('title', 'has no title', 'give it a title of a few words');
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
      const text = part === 'caption' || part === 'alt' ? figure[part] : undefined;
      const remedy = typeof text === 'string' ? `write ${part}: () => '…'` : adding(part);
      say(part, `has ${part}: that is no function of the result`, remedy);
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
  const of = (figure.of ?? {}) as Partial<AnyExperiment>;
  // What a parameter is is not known where the assumption in it is none, which is told there.
  const known = typeof of.defaults === 'object' && isAssumed(of) && !isLost(of.defaults);
  const defaults = known ? (of.defaults as Record<string, unknown>) : undefined;
  if (figure.controls !== undefined && !Array.isArray(figure.controls)) {
    say('controls', 'has controls that are no list', 'write controls: [{ … }]');
  }
  const controls = controlsOf(figure);
  const gates = controls.some((control) => control?.gates === true);
  for (const control of controls) {
    const fault = defaults && controlFault(control ?? {}, defaults, gates);
    const idle =
      defaults && !fault && idleControl(figure, String(control.name), control.gates === true);
    if (fault || idle) say('controls', ...((fault || idle) as Said));
    const first = controls.find((other) => other?.name === control?.name);
    if (first !== control) {
      const message = `has two controls for ${JSON.stringify(control?.name)}`;
      say('controls', message, 'keep one of the two');
    }
  }
  const { moments, again } = figure;
  const ofMoments =
    moments === undefined
      ? undefined
      : (momentsFault(moments, defaults ?? {}, gates) ?? idleMoments(figure));
  if (ofMoments) say('moments', ...ofMoments);
  const ofAgain = again === undefined ? undefined : againFault(again, defaults ?? {});
  if (ofAgain) say('again', ...ofAgain);
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
  controlsOf(figure).filter((control) => !controlFault(control ?? {}, defaultsOf(figure), true));

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

/** What `numbers(…)` and `claims(…)` make of an entry, and the function that each has to have. */
const READING = { numbers: 'read: (result) => …', claims: 'holds: (result) => …' } as const;

/** Whether a value is an entry of numbers or claims that lacks what makes it one. */
export const isEntry = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  'experiment' in value &&
  'name' in value &&
  !isNumber(value) &&
  !isClaim(value);

/** Entries of numbers and claims that lack what makes them one, with what to write. */
function partsLacking(modules: Modules): (Exported<object> & { readonly said: PartFault })[] {
  const swapped = new Set<string>();
  return exportedParts(modules, isEntry).flatMap(({ name, module, value }) => {
    const made = new RegExp(
      `(?<![\\w$])${literal(name)}(?![\\w$])[^=;]*=\\s*(numbers|claims)\\(`,
      'u',
    );
    const kind = made.exec(module.source)?.[1];
    if (kind !== 'numbers' && kind !== 'claims') return [];
    if (!isExperiment(value.experiment)) {
      if (swapped.has(name)) return [];
      swapped.add(name);
      const said = {
        part: '',
        message: 'is read off no experiment',
        remedy: 'name it first: (waits, { … })',
      };
      return [{ name, module, value, said }];
    }
    const part = String(value.name);
    const [key = ''] = READING[kind].split(':');
    const odd = Object.keys(value).find((one) => nearest(one, [key]) === key);
    const message = odd ? `has "${odd}", and no ${key}` : `has no ${key}`;
    const remedy = odd ? `write ${key}` : `add ${READING[kind]}`;
    return [{ name, module, value, said: { part, message, remedy } }];
  });
}

const NUMBER_KEYS = 'name what experiment read unit significant decimals step thisRun'.split(' ');

/** What is wrong with a number as it is written down. */
function numberFault(number: Quantity, runs?: Runs): Said | undefined {
  if (runs && runs.nameOf(number.experiment) === undefined) {
    return ['is read off an experiment that model.ts does not export', EXPORT_IT];
  }
  const { what, unit }: { what: unknown; unit?: unknown } = number;
  if (typeof what !== 'function' && !isText(what)) {
    return ['does not say what it is', "add what: 'mean wait', for the list at the essay’s end"];
  }
  if (unit !== undefined && typeof unit !== 'string') {
    return [`has unit: ${JSON.stringify(unit)}`, "write a text, such as unit: 's'"];
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
  const { thisRun }: { thisRun?: unknown } = number;
  if (thisRun !== undefined && !isText(thisRun)) {
    const remedy = "write why: thisRun: 'why it is about one run'";
    return [`has thisRun: ${JSON.stringify(thisRun)}`, remedy];
  }
  return oddKey(number, NUMBER_KEYS, 'no number knows');
}

/**
 * Faults of an essay's figures and numbers as they are written down: what they lack, a bad or
 * doubled id, a word that is none. With `runs` also whether `model.ts` exports what they are read off.
 */
export function figureDefinitionFaults(modules: Modules, runs?: Runs): Finding[] {
  const findings: Finding[] = [];
  const report = (module: Module, name: string, field: string, said: PartFault) => {
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
  for (const { name, module, said } of partsLacking(modules)) {
    const field = said.remedy.includes('holds') ? 'claim' : 'number';
    const message = `${[name, said.part].filter(Boolean).join('.')} ${said.message}`;
    report(module, name, field, { ...said, message });
  }
  return findings;
}
