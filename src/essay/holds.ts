/** What an essay holds: the experiments, figures, numbers, claims and mark that the modules beside it export. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Assumption, isAssumption } from '../kit/assume.ts';
import type { Claim } from '../kit/claim.ts';
import type { Mark } from '../kit/draw/mark.ts';
import type { Experiment } from '../kit/experiment.ts';
import type { Figure } from '../kit/figure.ts';
import type { Quantity } from '../kit/number.ts';
import { ESSAYS } from './files.ts';

export type AnyExperiment = Experiment<unknown, unknown>;
export type AnyFigure = Figure<unknown, unknown>;

/** What a module exports. */
export type Exports = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Whether a value is made by `experiment(…)`. */
export const isExperiment = (value: unknown): value is AnyExperiment =>
  isObject(value) && 'compute' in value && 'defaults' in value;

/** Whether a value is made by `figure(…)`: it has a place in the page, where a mark only draws. */
export const isFigure = (value: unknown): value is AnyFigure =>
  isObject(value) && ('id' in value || 'size' in value) && ('draw' in value || 'caption' in value);

/** Whether a value is one of those made by `numbers(…)`. */
export const isNumber = (value: unknown): value is Quantity =>
  isObject(value) && 'read' in value && 'experiment' in value;

/** Whether a value is one of those made by `claims(…)`. */
export const isClaim = (value: unknown): value is Claim =>
  isObject(value) && 'holds' in value && 'experiment' in value;

/** Whether a figure can be played with. */
export const isPlayable = (figure: AnyFigure): boolean => figure.controls !== undefined;

/** The modules beside an essay in which its parts are looked for. */
const MODULES = ['model', 'figures', 'numbers', 'claims'] as const;
type ModuleName = (typeof MODULES)[number];

// In a build, figures have to be the same objects here and in the essay's MDX: Vite's, not Node's.
const inVite = import.meta.env
  ? import.meta.glob<Exports>('../content/essays/*/{model,figures,numbers,claims}.ts')
  : undefined;

/** What one of an essay's modules exports; nothing where it has no such module. */
async function exportsOf(slug: string, name: ModuleName): Promise<Exports> {
  if (inVite) return (await inVite[`../content/essays/${slug}/${name}.ts`]?.()) ?? {};
  const file = `${ESSAYS}/${slug}/${name}.ts`;
  return existsSync(file) ? await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href) : {};
}

/** The parts of an essay, by the names under which they are exported. */
export interface Holdings {
  /** All that `model.ts` exports; the name of an experiment is the name of its export. */
  readonly experiments: ReadonlyMap<string, AnyExperiment>;
  /** All that `figures.ts` exports. */
  readonly figures: ReadonlyMap<string, AnyFigure>;
  /** All that `figures.ts` and `numbers.ts` export: `wait.last`. */
  readonly numbers: ReadonlyMap<string, Quantity>;
  /** All that `figures.ts`, `numbers.ts` and `claims.ts` export: `held.queueWins`. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** The assumptions that the modules export, alone or in groups: `patience`, `given.patience`. */
  readonly assumptions: ReadonlyMap<string, Assumption>;
  /** The essay's small drawing for lists. */
  readonly mark: Mark<unknown, unknown> | undefined;
}

const only = <T>(exports: Exports, is: (value: unknown) => value is T): [string, T][] =>
  Object.entries(exports).flatMap(([name, value]): [string, T][] =>
    is(value) ? [[name, value]] : [],
  );

/** Numbers and claims are exported in groups, each the work of one `numbers(…)` or `claims(…)`. */
const membersIn = <T>(
  modules: readonly Exports[],
  is: (value: unknown) => value is T,
): Map<string, T> =>
  new Map(
    modules.flatMap((exports) =>
      Object.entries(exports).flatMap(([group, members]) =>
        isObject(members) && !isFigure(members) && !isExperiment(members)
          ? only(members, is).map(([name, one]): [string, T] => [`${group}.${name}`, one])
          : [],
      ),
    ),
  );

/** Assumptions by the name that the last of the modules gives each: what the text imports. */
function assumptionsIn(modules: readonly Exports[]): Map<string, Assumption> {
  const named = [
    ...modules.flatMap((exports) => only(exports, isAssumption)),
    ...membersIn(modules, isAssumption),
  ];
  const names = new Map(named.map(([name, one]) => [one, name]));
  return new Map([...names].map(([one, name]) => [name, one]));
}

/** The name under which a part is held; undefined where it is not. */
export const nameIn = <T>(parts: ReadonlyMap<string, T>, part: T): string | undefined =>
  [...parts].find(([, one]) => one === part)?.[0];

/** Sorts what an essay's modules export. */
export async function holdingsOf(slug: string): Promise<Holdings> {
  const [model, figures, numbers, claims] = await Promise.all(
    MODULES.map((name) => exportsOf(slug, name)),
  );
  return {
    experiments: new Map(only(model, isExperiment)),
    figures: new Map(only(figures, isFigure)),
    numbers: membersIn([figures, numbers], isNumber),
    claims: membersIn([figures, numbers, claims], isClaim),
    assumptions: assumptionsIn([model, figures, numbers, claims]),
    mark: figures.mark as Holdings['mark'],
  };
}
