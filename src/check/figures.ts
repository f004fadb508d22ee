import { type AnyExperiment, type AnyFigure, isFigure, isNumber } from '../essay/holds.ts';
import type { Runs } from '../essay/results.ts';
import type { Quantity } from '../kit/number.ts';
import type { Finding } from './finding.ts';
import { declarationOf, exportsOf, type Module, type Modules } from './modules.ts';

/** A figure as the check finds it: any part may be missing or odd. */
export type FigureLike = { readonly [part in keyof AnyFigure]?: unknown };

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

const ODD = /\b(?:NaN|undefined|Infinity)\b|\[object/u;

/** What is wrong with a figure's text, said after its name; undefined where it reads well. */
function textFault(figure: FigureLike, part: 'caption' | 'alt', runs?: Runs) {
  const made = figure[part];
  const what = part === 'alt' ? 'alternative' : 'caption';
  if (typeof made !== 'function' && typeof made !== 'string') return `has no ${what}`;
  let text: unknown = made;
  let given = String(made);
  if (typeof made === 'function') {
    if (!runs) return undefined;
    const { defaults } = (figure.of ?? {}) as { defaults?: unknown };
    try {
      const result = runs.resultOf(figure.of as AnyExperiment);
      given += JSON.stringify(result);
      text = made(result, defaults);
    } catch (error) {
      return `has ${part === 'alt' ? 'an' : 'a'} ${what} that fails: ${error instanceof Error ? error.message : error}`;
    }
  }
  if (typeof text !== 'string' || text.trim() === '') return `has no ${what}`;
  const odd = ODD.exec(text)?.[0];
  // An essay may well speak of NaN; a calculation gone wrong is in neither code nor result.
  return odd === undefined || given.includes(odd) ? undefined : `says "${odd}" in its ${what}`;
}

const EXPORT_IT = 'export it there; what it is exported as is its name';
const HOW = { caption: 'what to see in it', alt: 'the picture in words' } as const;

/** What is wrong with one figure, as message (said after its name) and remedy. */
function figureFaults(figure: FigureLike, runs?: Runs): [string, string][] {
  const faults: [string, string][] = [];
  if (typeof figure.title !== 'string' || figure.title.trim() === '') {
    faults.push(['has no title', 'give it a title of a few words']);
  }
  if (runs && !runs.knows(figure.of)) {
    return [['draws an experiment that model.ts does not export', EXPORT_IT]];
  }
  for (const part of ['caption', 'alt'] as const) {
    const fault = textFault(figure, part, runs);
    if (fault) faults.push([fault, `add ${part}: (result) => ${HOW[part]}`]);
  }
  if (figure.controls !== undefined && typeof figure.outcome !== 'function') {
    const remedy = 'add outcome: (result) => what a run shows, in words';
    faults.push(['has controls but no outcome', remedy]);
  }
  if (typeof figure.id !== 'string' || !/^[a-z][a-z0-9-]*$/u.test(figure.id)) {
    const remedy = 'write lower-case letters, digits and hyphens';
    faults.push([`has the id ${JSON.stringify(figure.id)}`, remedy]);
  }
  return faults;
}

function numberFault({ read, experiment }: Quantity, runs: Runs): string | undefined {
  try {
    const value: unknown = read(runs.resultOf(experiment), experiment.defaults);
    const odd = [value].flat().find((one) => !Number.isFinite(one));
    return (Array.isArray(value) && value.length !== 2) || odd !== undefined || value === undefined
      ? `reads ${String(value)}`
      : undefined;
  } catch (error) {
    return `fails: ${error instanceof Error ? error.message : error}`;
  }
}

/**
 * Faults of an essay's figures and numbers themselves: no caption, no alternative, a bad or doubled
 * id, a number that is none. Without `runs` nothing is computed.
 */
export function figureDefinitionFaults(modules: Modules, runs?: Runs): Finding[] {
  const findings: Finding[] = [];
  const report = (module: Module, name: string, field: string, message: string, remedy: string) => {
    const place = declarationOf(module, name) ?? { line: 1, column: 1 };
    findings.push({ file: module.file, ...place, field, message, remedy });
  };
  const ids = new Map<unknown, string>();
  for (const { name, figure, module } of exportedFigures(modules)) {
    for (const [message, remedy] of figureFaults(figure, runs)) {
      report(module, name, 'figure', `${name} ${message}`, remedy);
    }
    const twin = ids.get(figure.id);
    if (twin === undefined) ids.set(figure.id, name);
    else {
      const message = `${name} has the id "${figure.id}" of ${twin}`;
      report(module, name, 'figure', message, 'give each figure its own id');
    }
  }
  if (!runs) return findings;
  const seen = new Set<unknown>();
  for (const module of modules.values()) {
    for (const [name, group] of Object.entries(exportsOf(module))) {
      if (typeof group !== 'object' || group === null || isFigure(group)) continue;
      for (const [member, number] of Object.entries(group)) {
        if (!isNumber(number) || seen.has(number)) continue;
        seen.add(number);
        const known = runs.knows(number.experiment);
        const fault = known
          ? numberFault(number, runs)
          : 'is read off an experiment that model.ts does not export';
        if (!fault) continue;
        const remedy = known ? 'let read: (result) => … give a finite number' : EXPORT_IT;
        report(module, name, 'number', `${name}.${member} ${fault}`, remedy);
      }
    }
  }
  return findings;
}
