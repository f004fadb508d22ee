/**
 * What a published essay printed is kept in the texts beside it. What it would print now is compared
 * with them; what of it was changed later stands there too, by the day of the revision.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cached, hashOf } from './cache.ts';
import type { EssayFile } from './files.ts';
import type { Holdings } from './holds.ts';
import { changeOf, keptLines, lineOf, type Part, partsOf } from './parts.ts';
import { drawingsOf, printedOf, wordsOf } from './printed.ts';
import { type Runs, sourceHash } from './results.ts';

/** The texts beside an essay that hold what it printed. */
export const PRINTS = ['printed.txt', 'drawings.txt'] as const;

/** A print that is no longer what it was. */
export interface Change {
  /** The text that holds it. */
  readonly file: (typeof PRINTS)[number];
  /** Where in that text it begins, from 1. */
  readonly line: number;
  /** Its part: `wait.last`, `claim held.tail`, `figure knee, caption`. */
  readonly key: string;
  /** From what to what: `1.5 s → 1.4 s`; `gone`. */
  readonly change: string;
}

const REVISED = 'revised ';
/** Parts that are no print of their own. */
const ASIDE = new Set(['in the order of the text', 'not in the text', 'made from']);
const isPrint = (name: string): boolean =>
  !ASIDE.has(name) && !name.startsWith(REVISED) && !name.endsWith(', controls');

/** The lines of a part that are the print itself: of a number its text, without words, call and spread. */
const printIn = (name: string, lines: readonly string[]): readonly string[] =>
  /^figure .*,|^mark$/u.test(name) ? lines : lines.slice(0, 1);

function changeIn(was: readonly string[], is: readonly string[] | undefined): string | undefined {
  if (is === undefined) return 'gone';
  if (was.length === 1 && is.length === 1 && was[0].length + is[0].length < 80) {
    return was[0] === is[0] ? undefined : `${was[0]} → ${is[0]}`;
  }
  return changeOf(was, is);
}

/** Whether a print is a number or a figure, which may be called otherwise and stay what it is. */
const mayBeRenamed = (key: string): boolean =>
  /^figure [^,]+$/u.test(key) || /^[^\s.]+\.[^\s.]+$/u.test(key);

/** What a print is, apart from its name: of a number its text and run, of a figure its data too. */
const sameLines = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length > 0 && a.slice(0, 3).join('\n') === b.slice(0, 3).join('\n');

/** Whether a print that is gone stands under another name that is new. */
function isRenamed(
  key: string,
  old: ReadonlyMap<string, readonly string[]>,
  now: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (!mayBeRenamed(key)) return false;
  const isFigure = key.startsWith('figure ');
  return [...now.keys()].some(
    (name) =>
      !old.has(name) &&
      mayBeRenamed(name) &&
      name.startsWith('figure ') === isFigure &&
      sameLines(old.get(key), now.get(name)) &&
      (!isFigure || (now.get(`${name}, data`) ?? []).join() === old.get(`${key}, data`)?.join()),
  );
}

/** The prints of a committed text that are others in a new one, or are gone; what is new is no change. */
export function changedPrints(
  file: Change['file'],
  before: string,
  after: readonly Part[],
): Change[] {
  const old = partsOf(before);
  const now = new Map(after.map(({ name, lines }) => [name, keptLines(lines)]));
  const unused = old.get('not in the text') ?? [];
  return [...old].flatMap(([key, lines]): Change[] => {
    if (!isPrint(key)) return [];
    const is = now.get(key);
    const [whole = ''] = key.split(',');
    // A figure that is gone is told once, and what no text printed is not missed.
    const missed =
      is !== undefined ||
      (!unused.includes(key) && (key === whole || now.has(whole)) && !isRenamed(key, old, now));
    const change = changeIn(printIn(key, lines), is && printIn(key, is));
    return change !== undefined && missed ? [{ file, line: lineOf(before, key), key, change }] : [];
  });
}

const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
    .sort();

/**
 * How what an essay would print differs from what is committed beside it; nothing where nothing is.
 *
 * @throws what a run, a caption or a drawing throws
 */
export function changesOf(
  { slug, file }: Pick<EssayFile, 'slug' | 'file'>,
  holdings: Holdings,
  runs: Runs,
): Change[] {
  const folder = dirname(file);
  const committed = PRINTS.filter((name) => existsSync(`${folder}/${name}`));
  if (committed.length === 0) return [];
  const texts = committed.map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const made = [
    ...below('src/kit'),
    ...['ledger', 'parts', 'printed'].map((name) => `src/essay/${name}.ts`),
  ];
  const key = hashOf([
    ...texts,
    sourceHash(slug, 'model', 'figures', 'numbers', 'claims'),
    ...made.flatMap((path) => (existsSync(path) ? [path, readFileSync(path)] : [path])),
  ]);
  const compare = (): string => {
    const printed = printedOf(holdings, runs, { numbers: new Map(), claims: new Map() }, []);
    const now = { 'printed.txt': wordsOf(printed), 'drawings.txt': drawingsOf(printed) };
    return JSON.stringify(committed.flatMap((name, i) => changedPrints(name, texts[i], now[name])));
  };
  return JSON.parse(cached(`${slug}-changes-${key}.json`, compare).toString('utf8'));
}

/** The revisions in a committed text: under each day what changed, `wait.last: 1.5 s → 1.4 s`. */
export const revisionsIn = (text: string): Part[] =>
  [...partsOf(text)]
    .filter(([name]) => name.startsWith(REVISED))
    .map(([name, lines]) => ({ name, lines }));

/** Of a day's revision, how its changes read in the text and on the page. */
function linesOf(changes: readonly Change[]): string[] {
  const lines = changes.map(({ file, key, change }) =>
    file === 'drawings.txt'
      ? `${key.replace(/, \d+ wide$/u, '')}: drawn anew`
      : `${key}: ${change}`,
  );
  return [...new Set(lines)];
}

/** The key of a line, what was before and what is after. */
const readLine = (line: string): [key: string, was: string, is: string] => {
  const [, key = '', was = '', is = ''] = /^(.*?): (.*?)(?: → (.*))?$/u.exec(line) ?? [];
  return [key, was, is];
};

/** Two changes of one print on one day, as one; undefined where it is again what it was. */
function joined(first: string | undefined, second: string): string | undefined {
  const [key, was, is] = readLine(second);
  const [, before] = first === undefined ? ['', was] : readLine(first);
  if (is === '') return second;
  return before === is ? undefined : `${key}: ${before} → ${is}`;
}

/** Revisions with the changes of a day added to that day's. */
export function withChanges(
  revisions: readonly Part[],
  day: string,
  changes: readonly Change[],
): Part[] {
  const name = `${REVISED}${day}`;
  const lines = new Map(
    revisions.find((one) => one.name === name)?.lines.map((line) => [readLine(line)[0], line]),
  );
  for (const line of linesOf(changes)) {
    const [key] = readLine(line);
    const one = joined(lines.get(key), line);
    if (one === undefined) lines.delete(key);
    else lines.set(key, one);
  }
  const others = revisions.filter((one) => one.name !== name);
  return lines.size > 0 ? [...others, { name, lines: [...lines.values()] }] : others;
}

/** What changed at each revision of an essay, by its day. */
export function changesByDay(file: string): ReadonlyMap<string, readonly string[]> {
  const printed = `${dirname(file)}/printed.txt`;
  if (!existsSync(printed)) return new Map();
  const revisions = revisionsIn(readFileSync(printed, 'utf8'));
  return new Map(revisions.map(({ name, lines }) => [name.slice(REVISED.length), lines]));
}

/**
 * Whether what an essay printed may be rewritten today: nobody has seen it while the site has no
 * address of its own, nor before its day, and a revision of the day says that it changed.
 */
export function mayRewrite(
  { hidden, published, changed }: Pick<EssayFile, 'hidden' | 'published' | 'changed'>,
  day: string,
  placeholders: boolean,
): boolean {
  return placeholders || hidden || published === day || changed === day;
}
