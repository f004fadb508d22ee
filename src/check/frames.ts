/** Frames that say nothing to those who do not see them. */
import { type Fault, placeAt } from './finding.ts';
import { attributeOf, isElement, type Node, nodesOf, startOf } from './tree.ts';

export const frameFaults = (root: Node, source: string): Fault[] =>
  [...nodesOf(root)].flatMap((node): Fault[] => {
    if (!isElement(node) || node.name !== 'iframe' || attributeOf(node, 'title')) return [];
    const message = '<iframe> without a title';
    const remedy = 'add title="what it shows"';
    return [{ ...placeAt(source, startOf(node)), field: 'frame', message, remedy }];
  });
