/**
 * Earlier parts of an essay that its front matter keeps: that they are gone, and where each leads.
 */
import { slug } from 'github-slugger';
import type { FrontMatter } from '../essay/matter.ts';
import { START } from '../essay/schema.ts';
import type { Fault } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { keptAnchors, type Parts } from './ids.ts';
import { nearest } from './nearest.ts';

/**
 * Earlier parts that the front matter keeps, which are still there or lead to none.
 *
 * @param named the parts that the page has of itself
 */
export function anchorFaults(
  matter: FrontMatter,
  named: ReadonlySet<string>,
  parts: Parts | undefined,
): Fault[] {
  return keptAnchors(matter).flatMap(([old, part]) => {
    const at = (message: string, remedy: string, ofKey = false) => [
      faultAt(matter, ['anchors', old], message, remedy, ofKey),
    ];
    if (named.has(old)) {
      const turned = part !== START && parts?.complete && !named.has(part);
      const remedy =
        turned && /^[^\s#]+$/u.test(part) ? `write ${part}: ${old}` : 'remove the line';
      return at(`the essay still has a part #${old}`, remedy, true);
    }
    if (!/^[^\s#]+$/u.test(old)) {
      const meant = /\p{L}/u.test(old) ? slug(old.replace(/^.*#/u, '')) : '';
      return at(`"${old}" is no part`, meant ? `write ${meant}` : 'remove the line', true);
    }
    if (part === '') return [];
    if (named.has(part) || part === START || !parts?.complete) return [];
    const meant = nearest(part.replace(/^#+/u, ''), named) ?? parts.headings[0] ?? START;
    return at(`the essay has no part #${part}`, `write ${old}: ${meant}`);
  });
}
