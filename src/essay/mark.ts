/** The small drawing of an essay in lists and on cards. */
import { type Block, element } from '../kit/draw/svg.ts';
import { holdingsOf } from './holds.ts';
import { runsOf } from './results.ts';

/** What an essay's mark is drawn from. */
export interface Marked {
  readonly slug: string;
  /** Its reading time, minutes. */
  readonly minutes: number;
  readonly sections: readonly { readonly start: number; readonly length: number }[];
}

/** Of every mark, units. */
const WIDTH = 144;
const HEIGHT = 48;

/** An essay's mark: a small wordless drawing, its reading trace where it has no model. */
export async function markOf({ slug, minutes, sections }: Marked): Promise<Block> {
  const held = await holdingsOf(slug);
  if (held.mark) return held.mark.draw(runsOf(slug, held).resultOf(held.mark.of));
  const scale = WIDTH / minutes;
  const rows = sections.map(({ start, length }, i) =>
    element('rect', {
      x: start * scale,
      y: 4 + (i * 40) / sections.length,
      width: Math.max(1, length * scale - 1),
      height: 3,
    }),
  );
  const body = element('g', { class: 'work fill' }, rows.join(''));
  return { width: WIDTH, height: HEIGHT, body };
}
