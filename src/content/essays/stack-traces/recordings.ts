/** Runs the programs of the essay and writes down what they print. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apply, type Crash, callsUntilCrash, tryFaults } from './faults.ts';
import type { Cast } from './recorded.ts';
import { originalPlace, segments } from './source-map.ts';
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

/** The message that so many faults share, and the function that throws it. */
const SHARED = { message: 'TypeError: not an amount: NaN', thrower: 'money' };

const isShared = (crash: Crash): boolean =>
  crash.message === SHARED.message && crash.stack[0] === SHARED.thrower;

/** One fault for each unit that can cause the shared message, with its trace and its calls. */
function cases(source: string, crashes: readonly Crash[]) {
  const shared = crashes.filter(isShared);
  const first = [...new Set(shared.map((crash) => crash.fault.unit))].map(
    (unit) => shared.find((crash) => crash.fault.unit === unit)!,
  );
  return first.map((crash) => {
    const { fault, trace, stack, away } = crash;
    const before = source.slice(fault.start, fault.end);
    const { unit, line, operator, replacement } = fault;
    const run = callsUntilCrash(apply(source, fault));
    return { unit, line, operator, before, after: replacement, trace, stack, away, run };
  });
}

/** How the faults of one till ended, and how far from the stack the crashes had begun. */
function summary({ tally, crashes }: ReturnType<typeof tryFaults>) {
  const onStack = crashes.filter((crash) => crash.away === 0);
  const top = onStack.filter((crash) => crash.stack[0] === crash.fault.unit).length;
  const at = (least: number, most: number) =>
    crashes.filter(({ away }) => away >= least && away <= most).length;
  return {
    ...tally,
    threw: crashes.length,
    where: {
      top,
      lower: onStack.length - top,
      one: at(1, 1),
      two: at(2, 2),
      further: at(3, Number.POSITIVE_INFINITY) + at(-1, -1),
    },
    exactLine: crashes.filter((crash) => crash.exact).length,
    signatures: new Set(crashes.map((crash) => `${crash.stack[0]} ${crash.message}`)).size,
  };
}

/** The committed files of a recording: path below `traces/` → content. */
export function recordings(): Record<string, string> {
  const traces = Object.fromEntries(
    Object.entries(PROGRAMS).map(([name, args]) => [name, printed(args)]),
  );
  const till = (name: string) =>
    readFileSync(new URL(`traces/till/${name}.js`, import.meta.url), 'utf8');
  const late = tryFaults(till('late'));
  const results = {
    node: process.version,
    casts: Object.fromEntries(Object.entries(traces).map(([name, text]) => [name, casts(text)])),
    limits: limits(traces.limit),
    maps: maps(traces),
    tills: {
      none: summary(tryFaults(till('none'))),
      late: summary(late),
      early: summary(tryFaults(till('early'))),
    },
    units: late.units.map(({ name, uses }) => ({ name, uses })),
    cases: cases(till('late'), late.crashes),
  };
  const texts = Object.entries(traces).map(([name, text]) => [`node/${name}.txt`, text]);
  return {
    ...Object.fromEntries(texts),
    'results.json': `${JSON.stringify(results, null, 1)}\n`,
  };
}
