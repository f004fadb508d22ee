/** What the front matter says there is to play with, held to the figures that there are. */
import { isPlayable } from '../essay/holds.ts';
import type { FrontMatter } from '../essay/matter.ts';
import { oneOfThese } from './controls.ts';
import { exportedFigures } from './figures.ts';
import type { Fault } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import type { Modules } from './modules.ts';

/** A figure under `play` that the essay does not have, or with which nothing can be done. */
export function playFaults(matter: FrontMatter, modules: Modules): Fault[] {
  const wanted: unknown = matter.document.getIn(['play', 'figure']);
  // What a module that does not load would export, nobody knows.
  const unknown = [...modules.values()].some((module) => module.exports === undefined);
  if (typeof wanted !== 'string' || unknown) return [];
  const figures = exportedFigures(modules).map(({ figure }) => figure);
  const playable = figures.flatMap((figure) => (isPlayable(figure) ? [String(figure.id)] : []));
  if (playable.includes(wanted)) return [];
  const known = figures.some(({ id }) => id === wanted);
  const message = known
    ? `the figure "${wanted}" stands still`
    : `no figure has the id "${wanted}"`;
  const remedy =
    playable.length > 0 ? oneOfThese(wanted, playable) : 'remove play: every figure stands still';
  return [faultAt(matter, ['play', 'figure'], message, remedy)];
}
