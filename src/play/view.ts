/** A figure in its page: its drawing, its words, and what was printed. */
import { MARKS } from '../kit/marks.ts';
import type { Half, View } from '../kit/view.ts';

/** What a setting changes in the page. A drawing and the words are asked for when they are shown. */
export interface Shown {
  readonly drawing: (half: Half) => string;
  readonly words: () => Omit<View, Half>;
}

export const UNLOADED = 'This setting could not be loaded; it needs a connection.';

/** Why nothing came of a setting. */
export interface Failure {
  readonly error: string;
  /** Whether its code could not be loaded; otherwise its run failed. */
  readonly unloaded: boolean;
}

/** Makes what shows texts in a box, one after the other. */
export type Show = (box: Element) => (next: string) => void;

/** Parses each text anew: what stands still is drawn too seldom to be patched. */
export const parsing: Show = (box) => (next) => {
  box.innerHTML = next;
};

/** The view in a figure of the page. */
export function viewIn(frame: Element, showing: Show) {
  const find = (selector: string) => frame.querySelector<HTMLElement>(selector)!;
  const drawing = find('.drawing');
  const boxes = { wide: find('.wide'), narrow: find('.narrow') };
  const show = { wide: showing(boxes.wide), narrow: showing(boxes.narrow) };
  const [caption, outcome] = [find('.caption'), find('.outcome')];
  const texts = { wide: boxes.wide.innerHTML, narrow: boxes.narrow.innerHTML };
  const words = {
    alt: drawing.getAttribute('aria-label')!,
    caption: caption.textContent,
    outcome: outcome.textContent,
  };
  const printed: Shown = { drawing: (half) => texts[half], words: () => words };
  const inBox = { wide: printed, narrow: printed };
  const visible = new Set<Element>();
  let view = printed;

  const paint = () => {
    for (const half of ['wide', 'narrow'] as const) {
      if (inBox[half] === view || !visible.has(boxes[half])) continue;
      inBox[half] = view;
      show[half](view.drawing(half));
      boxes[half].toggleAttribute(MARKS.changed, view !== printed);
    }
  };
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (contentRect.height > 0) visible.add(target);
      else visible.delete(target);
    }
    paint();
  });
  sizes.observe(boxes.wide);
  sizes.observe(boxes.narrow);
  return {
    /** Paints a view in the box that is seen; the other is painted when it is. */
    paint: (next = printed): void => {
      view = next;
      paint();
    },
    /** Says what was painted last, or that a newer setting failed. */
    settle: (failure?: Failure): void => {
      const said = view.words();
      drawing.setAttribute('aria-label', said.alt);
      caption.textContent = said.caption;
      const why = failure?.unloaded ? UNLOADED : 'This setting could not be computed.';
      outcome.textContent = failure ? why : said.outcome;
    },
  };
}
