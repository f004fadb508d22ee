/** What a screen reader stops at: the tree that is made from the boxes for those who see none. */
import type { Box } from './layout.ts';

/** One stop: what is read there, and whether all of it counts as a heading. */
export interface Stop {
  readonly words: readonly string[];
  readonly heading: boolean;
}

/** Words on their way up the tree, which may still be merged unless they are a stop already. */
interface Fragment extends Stop {
  readonly stop: boolean;
}

const joined = (parts: readonly Fragment[]): Fragment[] =>
  parts.length === 0
    ? []
    : [
        {
          words: parts.flatMap(({ words }) => words),
          heading: parts.some(({ heading }) => heading),
          stop: true,
        },
      ];

/**
 * Words go up until a box gathers them (rendering/object.dart, semantics fragments, in
 * packages/flutter/lib/src). `merge` gathers everything inside into one stop, stops too
 * (rendering/proxy_box.dart, `RenderMergeSemantics`); `container` what is not yet a stop. `index`, the
 * box that a list puts around each of its children (widgets/scroll_delegate.dart), counts as an
 * annotation and gathers likewise, and the scroll view keeps what it gathered apart
 * (widgets/scrollable.dart). Being a heading goes with the words. Left out: actions, and flags that
 * clash, which Flutter does not merge (semantics/semantics.dart, `isCompatibleWith`).
 */
function fragments(box: Box): Fragment[] {
  const inside = box.children.flatMap(fragments);
  const own =
    box.label === ''
      ? []
      : [{ words: [box.label], heading: box.speech.includes('heading'), stop: false }];
  const all = [...own, ...inside];
  if (box.speech.includes('merge')) return joined(all);
  if (!box.speech.includes('index') && !box.speech.includes('container')) return all;
  return [...joined(all.filter(({ stop }) => !stop)), ...all.filter(({ stop }) => stop)];
}

/** The stops of a tree. */
export const stops = (root: Box): Stop[] =>
  fragments(root).map(({ words, heading }) => ({ words, heading }));
