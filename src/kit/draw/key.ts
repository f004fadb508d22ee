import { LINE, widthOf, words } from './label.ts';
import { type Block, element, moved } from './svg.ts';

/** An entry of a key: what a shape, a fill or a line stands for. */
export interface KeyEntry {
  readonly label: string;
  /** The sample, drawn in a box 16 units wide around (0, 0); its class names included. */
  readonly sample: string;
}

/** A row of entries, broken where the width ends; for shapes and fills that cannot be labelled in place. */
export function key(width: number, entries: readonly KeyEntry[]): Block {
  let [x, y] = [0, LINE / 2];
  let body = '';
  for (const entry of entries) {
    const length = 20 + widthOf(entry.label);
    if (x > 0 && x + length > width) [x, y] = [0, y + LINE + 4];
    body += moved(x + 8, y, entry.sample) + words(x + 20, y, entry.label);
    x += length + 16;
  }
  return { width, height: y + LINE / 2, body: element('g', { class: 'key' }, body) };
}
