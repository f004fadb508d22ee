import { type Fault, placeAt } from './finding.ts';
import { childrenOf, type Node, nodesOf, startOf } from './tree.ts';

const at = (source: string, node: Node, field: string, message: string, remedy: string): Fault => ({
  ...placeAt(source, startOf(node)),
  field,
  message,
  remedy,
});

/** Headings start at the second level, for the title is the first, and skip none on the way down. */
export function headingFaults(root: Node, source: string): Fault[] {
  const faults: Fault[] = [];
  let above = 1;
  for (const node of nodesOf(root)) {
    if (node.type !== 'heading') continue;
    if (node.depth === 1) {
      const message = 'a first-level heading inside the essay';
      faults.push(at(source, node, 'heading', message, 'write ##; the title is the first level'));
    } else if (node.depth > above + 1) {
      const message = `level ${node.depth} follows level ${above}`;
      faults.push(at(source, node, 'heading', message, `write ${'#'.repeat(above + 1)}`));
    }
    above = Math.max(2, node.depth);
  }
  return faults;
}

/** Notes that nothing refers to, references without a note, and notes of more than paragraphs. */
export function noteFaults(root: Node, source: string): Fault[] {
  const faults: Fault[] = [];
  const nodes = [...nodesOf(root)];
  const used = new Set(
    nodes.flatMap((node) => (node.type === 'footnoteReference' ? [node.identifier] : [])),
  );
  const defined = new Set(
    nodes.flatMap((node) => (node.type === 'footnoteDefinition' ? [node.identifier] : [])),
  );
  for (const node of nodes) {
    if (node.type === 'footnoteDefinition') {
      const name = `[^${node.label ?? node.identifier}]`;
      if (!used.has(node.identifier)) {
        const remedy = `put ${name} into the text where it belongs, or remove the note`;
        faults.push(at(source, node, 'footnote', `no text refers to the note ${name}`, remedy));
      }
      const odd = childrenOf(node).find((child) => child.type !== 'paragraph');
      if (odd) {
        const message = `the note ${name} holds more than paragraphs`;
        faults.push(at(source, odd, 'footnote', message, 'keep notes to plain paragraphs'));
      }
    } else if (node.type === 'text') {
      for (const { index, 0: mark } of node.value.matchAll(/\[\^[^\]\s]+\]/gu)) {
        if (defined.has(mark.slice(2, -1).toLowerCase())) continue;
        faults.push({
          ...placeAt(source, startOf(node) + index),
          field: 'footnote',
          message: `${mark} has no note`,
          remedy: `add a line that starts with ${mark}:`,
        });
      }
    }
  }
  return faults;
}
