/** What comes out when an essay's model runs: results, and what figures and numbers make of them. */
import { posix } from 'node:path';
import type { AnyExperiment } from '../essay/holds.ts';
import { ResultError, type Runs } from '../essay/results.ts';
import { shortCallText } from '../kit/call.ts';
import type { NoSuchWord } from '../kit/closed.ts';
import { type Beyond, notingBeyond } from '../kit/draw/scale.ts';
import type { Block } from '../kit/draw/svg.ts';
import { WIDTHS } from '../kit/figure.ts';
import { beyondFault } from './beyond.ts';
import { oneOfThese } from './controls.ts';
import { round } from './declared.ts';
import { endFault, endsOf } from './ends.ts';
import { placeIn, saidBy } from './failure.ts';
import {
  controlsOf,
  exportedClaims,
  exportedFigures,
  exportedNumbers,
  type FigureLike,
  isAssumed,
  markIn,
  momentOf,
} from './figures.ts';
import { type Finding, type Place, placeAt, type Said } from './finding.ts';
import { handleFault } from './handles.ts';
import { type Module, type Modules, originOf, partOf } from './modules.ts';
import { dotFault, drawFault } from './moving.ts';
import { reads } from './reads.ts';
import { sentenceFault } from './sentence.ts';
import { seedFault } from './spreads.ts';
import { during, type Step, type Tell } from './steps.ts';
import { tableFault } from './tables.ts';
import { shapeOf } from './wording.ts';

/** An essay whose modules are loaded and whose experiments may run. */
interface Computing {
  readonly slug: string;
  /** Of the essay: `…/index.mdx`. */
  readonly file: string;
  readonly modules: Modules;
  /** All modules of the essay, by file. */
  readonly files: ReadonlyMap<string, Module>;
  readonly runs: Runs;
  readonly tell: Tell;
}

const modelOf = ({ file }: Pick<Computing, 'file'>): string => `${posix.dirname(file)}/model.ts`;

/** The step at which an experiment of an essay runs. */
export function runStep(essay: Pick<Computing, 'slug' | 'file' | 'files'>, name: string): Step {
  const { file, line, column } = originOf(essay.files, modelOf(essay), name);
  return { slug: essay.slug, loads: false, file, what: name, place: { line, column } };
}

/** Runs every experiment that something is read off; those that give no result, with why. */
function failedRuns(essay: Computing): { failed: Set<unknown>; findings: Finding[] } {
  const { modules, runs, tell } = essay;
  const used = new Set<unknown>([
    ...exportedFigures(modules).map(({ figure }) => figure.of),
    ...exportedNumbers(modules).map(({ value }) => value.experiment),
    ...exportedClaims(modules).map(({ experiment }) => experiment),
    ...[markIn(modules)?.mark.of],
  ]);
  const failed = new Set<unknown>();
  const findings: Finding[] = [];
  for (const of of used) {
    const name = runs.nameOf(of);
    if (name === undefined || !isAssumed(of as AnyExperiment)) {
      failed.add(of);
      continue;
    }
    const seed = seedFault((of as AnyExperiment).defaults);
    if (seed) {
      failed.add(of);
      const [message, remedy] = seed;
      const origin = originOf(essay.files, modelOf(essay), name);
      findings.push({ ...origin, field: name, message, remedy });
      continue;
    }
    try {
      runs.resultOf(of as AnyExperiment);
    } catch (error) {
      failed.add(of);
      const origin = originOf(essay.files, modelOf(essay), name);
      if (error instanceof ResultError) {
        findings.push({ ...origin, field: name, message: error.fault, remedy: error.remedy });
        continue;
      }
      const { defaults, assumes } = of as AnyExperiment;
      const call = shortCallText(name, defaults, assumes);
      findings.push({
        ...(placeIn(posix.dirname(essay.file), error) ?? origin),
        field: name,
        message: `it fails: ${saidBy(error)}`,
        remedy: `let ${call} give a result`,
      });
    } finally {
      tell(undefined);
    }
  }
  return { failed, findings };
}

const isNoSuchWord = (cause: unknown): cause is NoSuchWord =>
  typeof cause === 'object' && cause !== null && 'word' in cause && 'words' in cause;

/** Where a text stands in quotes in an essay's modules. */
function quotedAt(
  files: Iterable<Module>,
  word: string,
): (Place & { readonly file: string }) | undefined {
  for (const { file, source } of files) {
    for (const quoted of [`'${word}'`, `"${word}"`]) {
      const offset = source.indexOf(quoted);
      if (offset >= 0) return { file, ...placeAt(source, offset) };
    }
  }
  return undefined;
}

/** An element of HTML around words of a drawing, as they stand in it. */
const TAGGED = /&lt;(b|i|em|strong|sub|sup)(?:>|&gt;)[^<&]+&lt;\/\1/u;

/** What is wrong with a track that is something else. */
const NO_TRACK: Said = [
  'has a track that draws nothing',
  'return track(from, to, […]), made by kit/draw/track.ts',
];

/** What the kit says where a figure is drawn at its parameters. */
const NO_WIDTH = /^not a width to draw at/u;

const isBlock = (block: unknown): block is Block => {
  const { width, height, body } = (block ?? {}) as Record<string, unknown>;
  return typeof body === 'string' && Number.isFinite(width) && Number.isFinite(height);
};

/** Whether a number can be said: it is finite, or a range whose ends are, from low to high. */
const isSayable = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length === 2 && value.every(Number.isFinite) && value[0] <= value[1]
    : Number.isFinite(value);

/** What is wrong with a range of two finite numbers, or one. */
function rangeFault(range: readonly unknown[]): Said | undefined {
  if (!range.every(Number.isFinite) || range.length === 0) return undefined;
  if (range.length === 2) {
    return [
      `reads the range ${range.map(Number).map(round).join(' to ')}`,
      'write the least first: [least, greatest]',
    ];
  }
  return [`reads a list of ${range.length}`, 'give a number, or [least, greatest]'];
}

/** A part of a figure or a number that is run. */
interface Making {
  readonly module: Module;
  readonly field: 'figure' | 'number';
  /** What it is a part of, as it is exported. */
  readonly name: string;
  readonly part: string;
  /** What is said of it where it throws. */
  readonly failing: string;
  readonly result: unknown;
}

/** Everything that is wrong with an essay's results, and with what is drawn and read off them. */
export function computedFindings(essay: Computing): Finding[] {
  const { slug, modules, files, runs, tell } = essay;
  const folder = posix.dirname(essay.file);
  const { failed, findings } = failedRuns(essay);
  const told = new Set<string>();

  /** Tells of something once, be it found at several widths or by several who call one helper. */
  function report(at: Place & { file: string }, key: string, field: string, said: Said): void {
    if (told.has(key)) return;
    told.add(key);
    const { file, line, column } = at;
    findings.push({ file, line, column, field, message: said[0], remedy: said[1] });
  }

  const placeOf = ({ module, name, part }: Pick<Making, 'module' | 'name' | 'part'>) => ({
    file: module.file,
    ...partOf(module, name, part),
  });

  /** What a part comes to; undefined where it throws, which is told. */
  function made<T>(making: Making, run: () => T): { value: T } | undefined {
    const { module, field, name, part, failing, result } = making;
    try {
      const step = { slug, loads: false, file: module.file, what: `${name}.${part}` };
      return { value: during(tell, step, run) };
    } catch (error) {
      const said = saidBy(error);
      const thrown = placeIn(folder, error) ?? placeOf(making);
      const cause = error instanceof Error ? error.cause : undefined;
      if (isNoSuchWord(cause)) {
        const at = quotedAt([module, ...files.values()], cause.word) ?? thrown;
        const remedy = oneOfThese(cause.word, cause.words);
        report(at, said, field, [
          `${name} has ${said.replace(' is none', ', which is none')}`,
          remedy,
        ]);
        return undefined;
      }
      const whole = field === 'number' ? `${name}.${part}` : name;
      const key = `${thrown.file}:${thrown.line}:${thrown.column} ${said}`;
      const remedy = NO_WIDTH.test(said)
        ? 'write draw: (result, params, width) => …'
        : `mend it; the result is ${shapeOf(result)}`;
      report(thrown, key, field, [`${whole} ${failing}: ${said}`, remedy]);
      return undefined;
    }
  }

  function draw(module: Module, name: string, figure: FigureLike, width: number): void {
    const of = figure.of as AnyExperiment;
    const result = runs.resultOf(of);
    const drawing = figure.draw as (...given: unknown[]) => unknown;
    const making: Making = {
      ...{ module, name, result, field: 'figure', part: 'draw' },
      failing: 'cannot be drawn',
    };
    const drawn = made(making, () =>
      notingBeyond(() => drawing(result, of.defaults, width, momentOf(figure))),
    );
    if (!drawn) return;
    const block = drawn.value.drawn;
    if (!isBlock(block)) {
      const remedy = 'return chart(width, {…}) from draw';
      report(placeOf(making), `${name} nothing`, 'figure', [`${name} draws nothing`, remedy]);
      return;
    }
    const tagged = TAGGED.exec(block.body)?.[1];
    if (tagged) {
      const said = [`${name} draws <${tagged}> as it is`, 'write it without the tags'] as const;
      report(placeOf(making), `${name} tags`, 'figure', said);
    }
    const fault = handleFault(block.body, controlsOf(figure));
    if (fault)
      report(placeOf(making), `${name} handle`, 'figure', [`${name} ${fault[0]}`, fault[1]]);
    const axes = new Map<string, Beyond[]>();
    for (const beyond of drawn.value.beyond) {
      const axis = `${beyond.label} ${beyond.domain}`;
      axes.set(axis, [...(axes.get(axis) ?? []), beyond]);
    }
    for (const [axis, values] of axes) {
      const at = placeIn(folder, values[0]?.axis) ?? placeOf(making);
      const [said, remedy] = beyondFault(values);
      report(at, `${name} ${axis}`, 'figure', [`${name} ${said}`, remedy]);
    }
  }

  /** Tells what is wrong with what a part of a figure came to. */
  function look<T>(making: Making, run: () => T, faultOf: (value: T) => Said | undefined): void {
    const came = made(making, run);
    const fault = came && faultOf(came.value);
    if (!fault) return;
    const { name, part, field } = making;
    report(placeOf(making), `${name} ${part}`, field, [`${name} ${fault[0]}`, fault[1]]);
  }

  for (const { name, figure, module } of exportedFigures(modules)) {
    const of = figure.of as AnyExperiment;
    if (failed.has(of)) continue;
    const before = findings.length;
    const result = runs.resultOf(of);
    const making = { module, name, result, field: 'figure' } as const;
    for (const part of ['caption', 'alt', 'outcome'] as const) {
      const text = figure[part];
      if (typeof text !== 'function') continue;
      const what = { caption: 'a caption', alt: 'an alternative', outcome: 'an outcome' }[part];
      look(
        { ...making, part, failing: `has ${what} that fails` },
        () => text(result, of.defaults, momentOf(figure)),
        (value) => sentenceFault(value, part, () => String(text) + JSON.stringify(result)),
      );
    }
    const { table, size } = figure;
    if (typeof table === 'function') {
      const failing = 'has a table that fails';
      look(
        { ...making, part: 'table', failing },
        () => table(result, of.defaults, momentOf(figure)) as unknown,
        tableFault,
      );
    }
    const { read, outcome, from, to } = (figure.again ?? {}) as Record<string, unknown>;
    if (typeof read === 'function' && typeof outcome === 'function') {
      const drawn = { ...making, part: 'again', failing: 'fails where it is drawn again' };
      look(
        drawn,
        () => read(result, of.defaults) as unknown,
        (value) => dotFault(value, Number(from), Number(to)),
      );
      look(drawn, () => outcome(result, of.defaults) as unknown, drawFault);
    }
    const { track } = (figure.moments ?? {}) as Record<string, unknown>;
    if (typeof track === 'function') {
      const failing = 'has a track that fails';
      look(
        { ...making, part: 'moments', failing },
        () => track(result, of.defaults) as unknown,
        (value) => (typeof value === 'string' ? undefined : NO_TRACK),
      );
    }
    if (typeof figure.draw !== 'function') continue;
    const width = WIDTHS[size as keyof typeof WIDTHS];
    if (width !== undefined) draw(module, name, figure, width);
    draw(module, name, figure, WIDTHS.narrow);
    // What is wrong as it is printed would be said at each end again.
    for (const end of findings.length > before ? [] : endsOf(figure)) {
      const what = `${name}.controls`;
      const fault = during(tell, { slug, loads: false, file: module.file, what }, () =>
        endFault(slug, name, figure, end),
      );
      if (!fault) continue;
      const part = end.moment ? 'moments' : 'controls';
      const { message, remedy, at = placeOf({ module, name, part }) } = fault;
      report(at, `${name} ${end.name}`, 'figure', [`${name} ${message}`, remedy]);
    }
  }

  const small = markIn(modules);
  if (small && !failed.has(small.mark.of) && typeof small.mark.draw === 'function') {
    draw(small.module, 'mark', small.mark, WIDTHS.narrow);
  }

  for (const { name, module, value: number } of exportedNumbers(modules)) {
    if (failed.has(number.experiment)) continue;
    const result = runs.resultOf(number.experiment);
    const part = number.name;
    const making: Making = { module, name, part, result, field: 'number', failing: 'fails' };
    const { what } = number;
    const named =
      typeof what === 'function' &&
      made({ ...making, failing: 'fails in its what' }, () =>
        what(result, number.experiment.defaults),
      );
    if (named && (typeof named.value !== 'string' || named.value.trim() === '')) {
      const message = `${name}.${part} is called ${JSON.stringify(named.value)}`;
      report(placeOf(making), message, 'number', [message, 'let what: (result) => … give words']);
    }
    const read = made(making, () => number.read(result, number.experiment.defaults));
    if (!read) continue;
    const typed = !reads(number.read);
    if (isSayable(read.value) && !typed) continue;
    if (isSayable(read.value)) {
      const message = `${name}.${part} is ${String(read.value)} whatever the result is`;
      const remedy = `let read: (result) => … read it off the result, or write it in the text as <Cite> or <Own>; the result is ${shapeOf(result)}`;
      report(placeOf(making), message, 'number', [message, remedy]);
      continue;
    }
    const range = Array.isArray(read.value) ? rangeFault(read.value) : undefined;
    if (range) {
      const message = `${name}.${part} ${range[0]}`;
      report(placeOf(making), message, 'number', [message, range[1]]);
      continue;
    }
    const message = `${name}.${part} reads ${String(read.value)}`;
    const remedy = `let read: (result) => … give a finite number; the result is ${shapeOf(result)}`;
    report(placeOf(making), message, 'number', [message, remedy]);
  }
  return findings;
}
