/** What an essay's modules hold: the experiments, figures, numbers, claims and mark that they export. */
import { type Assumption, isAssumption } from './assume.ts';
import type { Claim } from './claim.ts';
import type { Mark } from './draw/mark.ts';
import type { Experiment } from './experiment.ts';
import type { Figure } from './figure.ts';
import type { Quantity } from './number.ts';

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
export const isPlayable = ({
  controls,
  moments,
  again,
}: { readonly [part in 'controls' | 'moments' | 'again']?: unknown }): boolean =>
  (controls ?? moments ?? again) !== undefined;

/** The modules beside an essay in which its parts are looked for. */
export const MODULES = ['model', 'figures', 'numbers', 'claims'] as const;
export type ModuleName = (typeof MODULES)[number];

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

/** Sorts what an essay's modules export; a module that it does not have exports nothing. */
export function holdingsIn({
  model,
  figures,
  numbers,
  claims,
}: Record<ModuleName, Exports>): Holdings {
  return {
    experiments: new Map(only(model, isExperiment)),
    figures: new Map(only(figures, isFigure)),
    numbers: membersIn([figures, numbers], isNumber),
    claims: membersIn([figures, numbers, claims], isClaim),
    assumptions: assumptionsIn([model, figures, numbers, claims]),
    mark: figures.mark as Holdings['mark'],
  };
}
