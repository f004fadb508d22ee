/** Numbers that hang on the seed: whether they say the same at other draws, and who uses them. */
import { parseSync } from 'vite';
import type { AnyExperiment } from '../essay/holds.ts';
import type { Draw } from '../essay/results.ts';
import type { Spread } from '../essay/spreads.ts';
import { said } from '../kit/number.ts';
import { isDrawn, OTHER_DRAWS } from '../kit/seeds.ts';
import { declaredAt, type TextBeside, usedNames } from './beside.ts';
import type { Asked } from './claims.ts';
import { saidBy } from './failure.ts';
import { type Finding, placeAt, type Said } from './finding.ts';
import { nearest } from './nearest.ts';
import { syntaxOfFunction } from './reads.ts';
import { nameOf } from './scopes.ts';
import { isSyntax, syntaxOf } from './syntax.ts';

/** At how many of the other draws a number has to say what it says. */
const ENOUGH = OTHER_DRAWS - 1;

const spreadMessage = (name: string, text: string, { kept, text: others }: Spread): string =>
  `${name} prints "${text}", and ${kept} of ${OTHER_DRAWS} other draws keep that; they give ${others}`;

const SPREAD_REMEDY =
  "read a mean over more seeds, print fewer digits, let read give [least, greatest], or say thisRun: 'why it is about one run'";

const isModel = ({ file }: TextBeside): boolean => file.endsWith('/model.ts');

/** Whether every number and claim can be read off the printed result; what cannot is told elsewhere. */
function numbersRead({ numbers, claims }: Asked['holdings'], runs: Asked['runs']): boolean {
  try {
    for (const { holds, experiment } of claims.values()) {
      holds(runs.resultOf(experiment), experiment.defaults);
    }
    for (const one of numbers.values()) {
      said(one, runs.resultOf(one.experiment), one.experiment.defaults);
    }
    return true;
  } catch {
    return false;
  }
}

/** A number or a claim that fails at another draw of its experiment only. */
interface Late {
  readonly name: string;
  readonly field: 'number' | 'claim';
  readonly message: string;
}

/** The first that can be read off the printed result, and not off every other. */
function failingLate(
  { numbers, claims }: Asked['holdings'],
  runs: Asked['runs'],
): Late | undefined {
  const parts = [
    ...[...numbers].map(([name, { experiment, read }]) => ({ name, experiment, run: read })),
    ...[...claims].map(([name, { experiment, holds }]) => ({ name, experiment, run: holds })),
  ];
  for (const { name, experiment, run } of parts) {
    let draws: readonly Draw<unknown, unknown>[] = [];
    try {
      draws = runs.drawsOf(experiment);
      run(runs.resultOf(experiment), experiment.defaults);
    } catch {
      // What fails without another draw of it is told elsewhere.
      continue;
    }
    for (const { result, params } of draws) {
      try {
        run(result, params);
      } catch (error) {
        const message = `${name} fails at another draw: ${saidBy(error)}`;
        return { name, field: numbers.has(name) ? 'number' : 'claim', message };
      }
    }
  }
  return undefined;
}

const lateFindings = ({ name, field, message }: Late, beside: readonly TextBeside[]): Finding[] => {
  const place = declaredAt(name, beside);
  const remedy = 'let it take what any seed may give';
  return place ? [{ ...place, field, message, remedy }] : [];
};

/**
 * Faults of an essay's numbers: those that other draws do not keep, those that say they are of one
 * run where nothing is random, those that nobody uses.
 *
 * @param text the essay's own
 */
export function spreadFindings(
  { holdings, runs, spreads, trouble }: Asked,
  text: string,
  beside: readonly TextBeside[],
): Finding[] {
  const names = [...holdings.numbers.keys()];
  const claimed = new Set([...holdings.claims.values()].flatMap((claim) => claim.numbers));
  // A number that the text misnames is not unused.
  const written = [...text.matchAll(/<N\s+of=[{"]\s*([\w.$]+)/gu)].map(([, name = '']) => name);
  const meant = written.map((name) => nearest(name, names));
  const used = new Set([...usedNames(names, text, beside), ...meant]);
  const sound = [...holdings.numbers.values(), ...holdings.claims.values()].every(
    ({ experiment }) => !seedFault((experiment as { defaults?: unknown } | null)?.defaults),
  );
  const late = trouble === undefined ? undefined : failingLate(holdings, runs);
  const failing =
    trouble !== undefined && !late && sound && numbersRead(holdings, runs)
      ? beside.filter(isModel)
      : [];
  const each = [...holdings.numbers].flatMap(([name, number]): Finding[] => {
    const tell = (message: string, remedy: string): Finding[] => {
      const place = declaredAt(name, beside);
      return place ? [{ ...place, field: 'number', message, remedy }] : [];
    };
    const { experiment, thisRun } = number;
    if (!used.has(name) && !claimed.has(number)) {
      return tell(`${name} is used nowhere`, `write <N of={${name}} />, or remove it`);
    }
    if (thisRun !== undefined && !isDrawn(experiment.defaults)) {
      const message = `${name} says thisRun, and its experiment has neither seed nor seeds`;
      return tell(message, 'remove thisRun, or draw from a parameter called seed');
    }
    const spread = spreads?.numbers.get(name);
    if (thisRun !== undefined || spread === undefined || spread.kept >= ENOUGH) return [];
    const printed = said(number, runs.resultOf(experiment), experiment.defaults);
    return tell(spreadMessage(name, printed.text, spread), SPREAD_REMEDY);
  });
  const first = { line: 1, column: 1, field: 'model' };
  return [
    ...(late ? lateFindings(late, beside) : []),
    ...failing.map(({ file }) => ({
      file,
      ...first,
      message: `another draw of it fails: ${trouble}`,
      remedy: 'let the model run with any seed',
    })),
    ...each,
  ];
}

/** What is wrong with the seed among the parameters of an experiment. */
export function seedFault(defaults: unknown): Said | undefined {
  const { seed } = (defaults ?? {}) as { seed?: unknown };
  if (seed === undefined || Number.isFinite(seed)) return undefined;
  return [`has seed: ${JSON.stringify(seed)}`, 'write a number, such as seed: 1'];
}

/** Whether a run can read a seed off its parameters, as far as the pattern by which it takes them says. */
function takesSeed(compute: unknown): boolean {
  const run = syntaxOfFunction(compute);
  if (!run) return true;
  const [params] = [run.params].flat();
  if (!isSyntax(params)) return false;
  if (params.type !== 'ObjectPattern') return true;
  return [params.properties].flat().some((part) => {
    if (!isSyntax(part) || part.type === 'RestElement' || part.computed === true) return true;
    return /^seeds?$/u.test(nameOf(part.key));
  });
}

/**
 * Seeds that are typed into a module, or go by another name, where a parameter called seed should
 * stand: nobody can draw again.
 *
 * @param experiments of the essay; undefined where its modules do not load
 */
export function seedFindings(
  beside: readonly TextBeside[],
  experiments: ReadonlyMap<string, AnyExperiment> | undefined,
): Finding[] {
  const defaults = [...(experiments?.values() ?? [])].map((one) => one.defaults);
  const undrawn = defaults.length > 0 && !defaults.some(isDrawn);
  const modules = beside.filter(({ file }) => /^(?!.*\/record[^/]*$).*\.ts$/u.test(file));
  const unread = [...(experiments ?? [])].flatMap(([name, { defaults, compute }]): Finding[] => {
    const place =
      isDrawn(defaults) && !seedFault(defaults) && !takesSeed(compute) && declaredAt(name, beside);
    if (!place) return [];
    const message = `${name} has a seed that its run does not take, so all its draws are one`;
    const remedy = 'write ({ seed }) => … seeded(seed), or remove the seed';
    return [{ ...place, field: 'seed', message, remedy }];
  });
  const typed = modules.flatMap(({ file, source }): Finding[] => {
    if (!(undrawn ? /\bseeded\(/u : /\bseeded\(\s*\d/u).test(source)) return [];
    const { program } = parseSync(file, source);
    return [...syntaxOf(program)].flatMap((node): Finding[] => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return [];
      const [seed] = node.arguments;
      if (node.callee.name !== 'seeded' || !seed) return [];
      const typed = seed.type === 'Literal';
      if (!typed && !undrawn) return [];
      const call = source.slice(node.start, node.end);
      return [
        {
          file,
          ...placeAt(source, node.start),
          field: 'seed',
          message: typed
            ? `${call} draws from a seed that is typed in`
            : `${call} draws, and no experiment has a parameter called seed or seeds`,
          remedy: "write seeded(seed), and seed among the experiment's defaults",
        },
      ];
    });
  });
  return [...typed, ...unread];
}
