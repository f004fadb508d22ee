/** Figures in a page: their numbers, and the references to them. */
import { type Element, markOf, type Step, textOf } from './tree.ts';

/** A figure of an essay, as the page numbers it. */
export interface NumberedFigure {
  readonly id: string;
  readonly number: number;
}

/** The figures, numbered in the order in which they are read. */
export const figuresOf = (read: readonly Element[]): NumberedFigure[] =>
  read
    .map((node) => markOf(node, 'figure'))
    .filter((id) => id !== undefined)
    .map((id, i) => ({ id, number: i + 1 }));

/**
 * Lets each caption, and each reference that has no text of its own, say the figure's number.
 *
 * @throws when the text refers to a figure that is not there
 */
export const sayNumbersOf =
  (figures: readonly NumberedFigure[]): Step =>
  (node) => {
    const captioned = markOf(node, 'numberOf');
    const id = captioned ?? markOf(node, 'ref');
    if (id === undefined) return;
    const figure = figures.find((one) => one.id === id);
    if (!figure) throw new Error(`refers to the figure "${id}", which is not in the text`);
    // A reference stays on one line; a caption starts one.
    const space = captioned === undefined ? '\u00a0' : ' ';
    if (textOf(node).trim() === '') {
      node.children = [{ type: 'text', value: `Figure${space}${figure.number}` }];
    }
  };
