/** Runs the programs of the essay and writes down what they print. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { STARTS } from './calls.ts';
import { gameOf } from './record-game.ts';
import type { Cast, Changed, Tally } from './recorded.ts';
import { originalPlace, segments } from './source-map.ts';
import { type End, tryFaults } from './tills.ts';
import { parseTraces, type Trace } from './v8.ts';

/** Makes everything that `npm run traces` commits; see `traces/README.md`. */

const FOLDER = new URL('traces/node/', import.meta.url);

/** The programs that Node.js runs, by the name of their trace: the arguments after `node`. */
export const PROGRAMS: Record<string, readonly string[]> = {
  receipt: ['receipt.mjs'],
  cause: ['cause.mjs'],
  flattened: ['flattened.mjs'],
  async: ['async.mjs'],
  callback: ['callback.mjs'],
  'born-early': ['born-early.mjs'],
  limit: ['limit.mjs'],
  'shop.min-raw': ['shop.min.mjs'],
  'shop.min-mapped': ['--enable-source-maps', 'shop.min.mjs'],
  'shop.plain-mapped': ['--enable-source-maps', 'shop.plain.mjs'],
};

/** The folder of the programs is printed as `/app/node`; nothing else is changed. */
export const shorten = (text: string, folder: string): string =>
  text.replaceAll(folder.replace(/\/$/, ''), '/app/node');

/** What a program printed, standard output first, by the Node.js that runs this. */
export function printed(args: readonly string[]): string {
  const cwd = fileURLToPath(FOLDER);
  const options = args.filter((arg) => arg.startsWith('-'));
  const file = args.find((arg) => !arg.startsWith('-'))!;
  const { stdout, stderr } = spawnSync(process.execPath, [...options, cwd + file], {
    cwd,
    env: {},
    encoding: 'utf8',
  });
  return shorten(stdout + stderr, cwd);
}

const cast = (trace: Trace): Cast => ({
  own: trace.frames.filter((frame) => frame.own).map((frame) => frame.name ?? ''),
  others: trace.frames.filter((frame) => !frame.own).length,
  ...(trace.cause ? { cause: cast(trace.cause) } : {}),
});

const casts = (text: string): Cast[] => parseTraces(text).map(cast);

/** The rows that `limit.mjs` prints. */
const limits = (text: string) =>
  [...text.matchAll(/limit (\w+)\tdepth (\d+)\tframes (\d+)\tentryPoint visible: (\w+)/g)].map(
    ([, limit, depth, frames, visible]) => ({
      limit,
      depth: Number(depth),
      frames: Number(frames),
      visible: visible === 'true',
    }),
  );

const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** How the same crash is placed by the map of the minified bundle and by that of the plain one. */
function maps(traces: Record<string, string>) {
  const top = (name: string) => parseTraces(traces[name])[0].frames[0];
  const raw = top('shop.min-raw');
  const map = segments(JSON.parse(read('shop.min.mjs.map')).mappings);
  const minified = top('shop.min-mapped');
  const plain = top('shop.plain-mapped');
  const start = map.find((s) => s.line === 8)!.generatedColumn;
  const end = map.find((s) => s.line === 9)!.generatedColumn;
  return {
    generated: read('shop.min.mjs').split('\n')[0],
    /** The characters of the generated line that lines 7 and 8 of the source became. */
    start,
    end,
    segments: map.filter((s) => s.generatedColumn >= start && s.generatedColumn < end),
    reported: raw.column!,
    lookedUp: originalPlace(map, raw.line!, raw.column!)!,
    minified: { line: minified.line!, column: minified.column! },
    plain: { line: plain.line!, column: plain.column! },
    source: read('shop.ts').split('\n').slice(5, 9),
  };
}

/** How the faults of one till ended, and how far from the stack the crashes had begun. */
function summary({ ends, crashes }: ReturnType<typeof tryFaults>): Tally {
  const ended = (how: End) => ends.filter((end) => end === how).length;
  const onStack = crashes.filter(({ stack, fault }) => stack.includes(fault.unit));
  const top = onStack.filter(({ stack, fault }) => stack[0] === fault.unit).length;
  const where = STARTS.map((start) => {
    const at = (is: (away: number) => boolean) =>
      crashes.filter(({ away }) => is(away[start])).length;
    const parts = {
      top,
      lower: onStack.length - top,
      one: at((away) => away === 1),
      two: at((away) => away === 2),
      further: at((away) => away > 2),
      nowhere: at((away) => away < 0),
    };
    return [start, parts] as const;
  });
  return {
    faults: ends.length,
    silent: ended('silent'),
    same: ended('same'),
    unloadable: ended('unloadable'),
    threw: ended('threw'),
    where: Object.fromEntries(where) as Tally['where'],
    reached: crashes.filter(({ away }) => away.any >= 0).length,
    calls: crashes.reduce((sum, { away }) => sum + Math.max(0, away.any), 0),
    exactLine: crashes.filter(({ exact }) => exact).length,
    signatures: new Set(crashes.map(({ stack, message }) => `${stack[0]} ${message}`)).size,
  };
}

/** What the checks of one till change, of which the other has none but the same faults. */
function changed(
  before: ReturnType<typeof tryFaults>,
  after: ReturnType<typeof tryFaults>,
): Changed {
  const old = new Map(before.crashes.map((crash) => [crash.nth, crash]));
  const both = after.crashes.filter(({ nth }) => old.has(nth));
  const added = after.crashes.filter(({ nth }) => !old.has(nth));
  return {
    both: both.length,
    moved: both.filter(({ nth, away }) => away.inner !== old.get(nth)!.away.inner).length,
    added: added.length,
    saved: added.filter(({ nth }) => before.ends[nth] === 'silent').length,
    addedNear: added.filter(({ away: { inner } }) => inner === 0 || inner === 1).length,
  };
}

/** A till without the checks that another till has. */
export function withoutChecksOf(source: string, other: string): string {
  const isCheck = (row: string) => row.includes('throw new');
  const checks = new Set(other.split('\n').filter(isCheck));
  return source
    .split('\n')
    .filter((row) => !checks.has(row))
    .join('\n');
}

/** The committed files of a recording: path below `traces/` → content. */
export function recordings(): Record<string, string> {
  const traces = Object.fromEntries(
    Object.entries(PROGRAMS).map(([name, args]) => [name, printed(args)]),
  );
  const till = (name: string) =>
    readFileSync(new URL(`traces/till/${name}.js`, import.meta.url), 'utf8');
  const late = tryFaults(till('late'));
  const game = gameOf(till('late'), late);
  const none = tryFaults(till('none'));
  const tills = {
    none: summary(none),
    late: summary(late),
    early: summary(tryFaults(till('early'))),
    alone: summary(tryFaults(withoutChecksOf(till('early'), till('late')))),
    changed: changed(none, late),
  };
  const results = {
    node: process.version,
    casts: Object.fromEntries(Object.entries(traces).map(([name, text]) => [name, casts(text)])),
    limits: limits(traces.limit),
    maps: maps(traces),
    functions: late.units.filter(({ name }) => name !== name.toUpperCase()).length,
    edge: game.edge,
  };
  const letter = {
    node: process.version,
    program: read('receipt.mjs'),
    letter: traces.receipt
      .slice(traces.receipt.indexOf('TypeError'))
      .replace(/\n\nNode\.js .*/s, ''),
  };
  const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
  const texts = Object.entries(traces).map(([name, text]) => [`node/${name}.txt`, text]);
  return {
    ...Object.fromEntries(texts),
    'results.json': json(results),
    'tills.json': json(tills),
    'game.json': json(game.game),
    'letter.json': json(letter),
  };
}
