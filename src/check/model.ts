/** An essay's model as the check asks it: what it holds, its runs and what becomes of it at other draws. */
import type { EssayFile } from '../essay/files.ts';
import { holdingsOf } from '../essay/holds.ts';
import { type Change, changesOf } from '../essay/ledger.ts';
import type { Runs } from '../essay/results.ts';
import { spreadsOf } from '../essay/spreads.ts';
import type { Asked } from './claims.ts';

interface Model extends Asked {
  /** What it prints otherwise than is committed; nothing where a run fails. */
  readonly changes: readonly Change[];
}

/** What is made, or why it cannot be. */
function attempt<T>(make: () => T): { made?: T; trouble?: string } {
  try {
    return { made: make() };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * The model of an essay; undefined where its modules do not load, which the check says elsewhere.
 *
 * @param whole asks for what takes its time: the other draws, and whether all prints are what they were
 */
export async function modelOf(
  essay: Pick<EssayFile, 'slug' | 'file'>,
  runs: Runs,
  whole: boolean,
): Promise<Model | undefined> {
  const { slug } = essay;
  const holdings = await holdingsOf(slug).catch(() => undefined);
  if (!holdings) return undefined;
  if (!whole) return { holdings, runs, spreads: undefined, changes: [] };
  const { made: spreads, trouble } = attempt(() => spreadsOf(slug, holdings, runs));
  // What fails here is told where the figure, the number or the claim is.
  const { made: changes = [] } = attempt(() => changesOf(essay, holdings, runs));
  return { holdings, runs, spreads, trouble, changes };
}
