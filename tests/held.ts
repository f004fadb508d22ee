/** Texts that hold what a reader sees: what each should say, from the essays as they are now. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  attributeOf,
  type Binding,
  bindingsOf,
  isElement,
  nodesOf,
  parseMdx,
} from '../src/check/tree.ts';
import type { EssayFile } from '../src/essay/files.ts';
import { holdingsOf } from '../src/essay/holds.ts';
import { changesOf, revisionsIn, withChanges } from '../src/essay/ledger.ts';
import { changesBetween, textOf } from '../src/essay/parts.ts';
import { drawingsOf, printedOf, type Use, wordsOf } from '../src/essay/printed.ts';
import { runsOf } from '../src/essay/results.ts';
import { computedSpreads, madeFromPart, spreadsOf } from '../src/essay/spreads.ts';
import { isDrawn } from '../src/kit/seeds.ts';
import { KIT } from './snapshots/kit.ts';

/** A text and the file in which it is committed. */
export interface Held {
  readonly file: string;
  readonly text: string;
}

/** The command that makes the committed texts say what is so. */
export const ACCEPT = 'npm run printed accepts this; look at the diff before you commit it';

/** How what is committed differs from what it should say, a line for each difference. */
export function differencesOf({ file, text }: Held): string[] {
  if (!existsSync(file)) return [`${file} is missing`];
  return changesBetween(readFileSync(file, 'utf8'), text);
}

/** What an expression names, as its module exports it, whatever the essay calls it. */
function exportedAs(expression: string, bindings: ReadonlyMap<string, Binding>): string {
  const [name = '', ...members] = expression.split('.');
  const exported = bindings.get(name)?.name ?? name;
  if (exported === '*') return members.join('.');
  // A module that exports one thing has no name for it.
  return [exported === 'default' ? name : exported, ...members].join('.');
}

/** The components in an essay's text that name a number or a figure, and those that are its own. */
export function usesIn(source: string): Use[] {
  const parsed = parseMdx(source);
  if ('reason' in parsed) return [];
  const bindings = bindingsOf(parsed.root);
  return [...nodesOf(parsed.root)].filter(isElement).flatMap((element): Use[] => {
    const component = element.name ?? '';
    const named = attributeOf(element, 'of') ?? attributeOf(element, 'to');
    const bare = attributeOf(element, 'bare') !== undefined;
    if (typeof named === 'object' && 'expression' in named) {
      return [{ component, of: exportedAs(named.expression, bindings), bare }];
    }
    return bindings.has(component) ? [{ component, of: '', bare }] : [];
  });
}

/** How an essay's texts are made. */
interface Making {
  /** Computes the other draws even where nothing has changed since they were. */
  readonly anew?: boolean;
  /** Writes what changed of a published essay's prints down under this day. */
  readonly revised?: string | undefined;
}

/** The two texts beside an essay; none where it has no model. */
export async function heldOf(essay: EssayFile, making: Making = {}): Promise<Held[]> {
  const { slug, file, source } = essay;
  const holdings = await holdingsOf(slug);
  if (holdings.experiments.size === 0) return [];
  const runs = runsOf(slug, holdings);
  const spreads = (making.anew ? computedSpreads : spreadsOf.bind(null, slug))(holdings, runs);
  const printed = printedOf(holdings, runs, spreads, usesIn(source));
  const folder = dirname(file);
  const before = existsSync(`${folder}/printed.txt`)
    ? revisionsIn(readFileSync(`${folder}/printed.txt`, 'utf8'))
    : [];
  const revisions = making.revised
    ? withChanges(before, making.revised, changesOf(essay, holdings, runs))
    : before;
  const random = [...holdings.experiments.values()].some(({ defaults }) => isDrawn(defaults));
  const words = [...wordsOf(printed), ...(random ? [madeFromPart(slug)] : []), ...revisions];
  return [
    { file: `${folder}/printed.txt`, text: textOf(words) },
    { file: `${folder}/drawings.txt`, text: textOf(drawingsOf(printed)) },
  ];
}

/** The texts of the kit. */
export const KIT_HELD: readonly Held[] = Object.entries(KIT).map(([name, parts]) => ({
  file: `tests/snapshots/${name}.txt`,
  text: textOf(parts),
}));
