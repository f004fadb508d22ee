import { type Element, elements, type Root, textOf } from './tree.ts';

/** A figure of an essay, as the page numbers it. */
export interface NumberedFigure {
  readonly id: string;
  readonly number: number;
}

const figureId = (node: Element): string | undefined =>
  typeof node.properties.dataFigure === 'string' ? node.properties.dataFigure : undefined;

/**
 * Numbers the figures in the order of the text and lets every reference to one say its number.
 *
 * @throws when the text refers to a figure that is not there
 */
export function numberFigures(tree: Root): NumberedFigure[] {
  const figures = elements(
    tree,
    (node) => node.tagName === 'figure' && figureId(node) !== undefined,
  );
  const numbered = figures.map((node, i) => ({ id: figureId(node) ?? '', number: i + 1, node }));
  const label = (id: string) => {
    const found = numbered.find((figure) => figure.id === id);
    if (!found) throw new Error(`refers to the figure "${id}", which is not in the text`);
    return `Figure ${found.number}`;
  };
  for (const { id, node } of numbered) {
    for (const slot of elements(node, (inner) => inner.properties.dataNumberOf === id)) {
      slot.children = [{ type: 'text', value: label(id) }];
    }
  }
  for (const link of elements(
    tree,
    (node) => node.tagName === 'a' && figureId(node) !== undefined,
  )) {
    const text = label(figureId(link) ?? '').replace(' ', '\u00a0');
    if (textOf(link).trim() === '') link.children = [{ type: 'text', value: text }];
  }
  return numbered.map(({ id, number }) => ({ id, number }));
}
