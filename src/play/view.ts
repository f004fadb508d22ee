/** A figure in its page: its drawing, its words, and what was printed. */
import { MARKS } from '../kit/marks.ts';
import type { View } from '../kit/view.ts';

/** What a setting changes in the page: a figure's view, its drawings framed. */
export type Shown = Omit<View, 'wide' | 'narrow'> & {
  readonly wide: string;
  readonly narrow: string;
};

/** The view in a figure of the page. */
export function viewIn(frame: Element) {
  const find = (selector: string) => frame.querySelector<HTMLElement>(selector)!;
  const drawing = find('.drawing');
  const boxes = { wide: find('.wide'), narrow: find('.narrow') };
  const [caption, outcome] = [find('.caption'), find('.outcome')];
  const printed: Shown = {
    wide: boxes.wide.innerHTML,
    narrow: boxes.narrow.innerHTML,
    alt: drawing.getAttribute('aria-label')!,
    caption: caption.textContent,
    outcome: outcome.textContent,
  };
  const inBox = { wide: printed, narrow: printed };
  const visible = new Set<Element>();
  let view = printed;

  const paint = () => {
    for (const half of ['wide', 'narrow'] as const) {
      if (inBox[half] === view || !visible.has(boxes[half])) continue;
      inBox[half] = view;
      boxes[half].innerHTML = view[half];
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
    settle: (failed: boolean): void => {
      drawing.setAttribute('aria-label', view.alt);
      caption.textContent = view.caption;
      const why = navigator.onLine
        ? 'This setting could not be computed.'
        : 'This setting could not be loaded; it needs a connection.';
      outcome.textContent = failed ? why : view.outcome;
    },
  };
}
