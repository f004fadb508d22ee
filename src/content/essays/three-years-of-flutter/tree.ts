/** Where the boxes of a tree lie when it is drawn: leaves side by side, every box above its leaves. */

/** Where a box lies: from leaf to leaf, and how deep. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/**
 * Places a tree.
 *
 * @param parents of each box the index of its parent, −1 for none; parents before children
 */
export function cells(parents: readonly number[]): Cell[] {
  const depth: number[] = [];
  parents.forEach((parent, i) => {
    depth[i] = parent < 0 ? 0 : depth[parent] + 1;
  });
  const from = parents.map(() => Number.POSITIVE_INFINITY);
  const to = parents.map(() => 0);
  let leaf = 0;
  parents.forEach((_, i) => {
    if (parents.includes(i)) return;
    for (let at = i; at >= 0; at = parents[at]) {
      from[at] = Math.min(from[at], leaf);
      to[at] = Math.max(to[at], leaf + 1);
    }
    leaf++;
  });
  return parents.map((_, i) => ({ from: from[i], to: to[i], depth: depth[i] }));
}

const SHORT: Record<string, string> = {
  'SizedBox(– × 56)': 'SizedBox',
  'SizedBox(24 × 24)': 'Icon',
  'Padding(8)': 'Padding',
};

/** What a box is called in a drawing. */
export const shortName = (name: string): string => SHORT[name] ?? name;
