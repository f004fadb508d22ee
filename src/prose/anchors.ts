/** Earlier ids of parts of a page, kept. */
import { START } from '../essay/schema.ts';
import { h, type Root, type Step, transform } from './tree.ts';

/** Puts the earlier ids of parts of a page into the parts to which links to them lead. */
export function keepAnchors(tree: Root, anchors: Readonly<Record<string, string>>): void {
  const earlier = Map.groupBy(Object.entries(anchors), ([, part]) => part);
  const marksFor = (part: unknown) =>
    (earlier.get(String(part)) ?? []).map(([id]) => h('span', { id }));
  const keep: Step = ({ properties, children }) => {
    if (properties.id !== undefined) children.unshift(...marksFor(properties.id));
    return undefined;
  };
  transform(tree, [keep]);
  tree.children.unshift(...marksFor(START));
}
