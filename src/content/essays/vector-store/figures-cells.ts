/** The map of cells. */
import { alsoAlong, handleAt } from '../../../kit/draw/handle.ts';
import { words } from '../../../kit/draw/label.ts';
import { dot, type Point } from '../../../kit/draw/path.ts';
import { type Block, coordinate, path } from '../../../kit/draw/svg.ts';
import { type Figure, figure } from '../../../kit/figure.ts';
import { cells, type Place, type Visit, WIDE } from './cells.ts';

type Params = typeof cells.defaults;

/** The part of a convex polygon on the side of `a` of the plane halfway to `b`. */
function nearer(polygon: readonly Place[], a: Place, b: Place): Place[] {
  const side = ([x, y]: Place) =>
    (x - (a[0] + b[0]) / 2) * (b[0] - a[0]) + (y - (a[1] + b[1]) / 2) * (b[1] - a[1]);
  return polygon.flatMap((at, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const [from, to] = [side(at), side(next)];
    const cut = from / (from - to);
    const crossing: Place = [at[0] + cut * (next[0] - at[0]), at[1] + cut * (next[1] - at[1])];
    return [...(from <= 0 ? [at] : []), ...(from * to < 0 ? [crossing] : [])];
  });
}

const PLANE: readonly Place[] = [
  [0, 0],
  [WIDE, 0],
  [WIDE, 1],
  [0, 1],
];

const closed = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${coordinate(x)},${coordinate(y)}`).join('L')}z`;

/** A circle as far as it lies in the plane, as a polygon. */
const circle = ([x, y]: Place, r: number): Place[] =>
  Array.from({ length: 60 }, (_, i): Place => {
    const angle = (i * Math.PI) / 30;
    return [
      Math.max(0, Math.min(WIDE, x + r * Math.cos(angle))),
      Math.max(0, Math.min(1, y + r * Math.sin(angle))),
    ];
  });

function drawMap(visit: Visit, { x, y, probes }: Params, width: number): Block {
  const scale = width / WIDE;
  const place = ([px, py]: Place): Point => [px * scale, (1 - py) * scale];
  const { points, centroids, order, tenth, suspect } = visit;
  const outlines = centroids.map((own, c) =>
    closed(
      centroids
        .reduce((polygon, other, o) => (o === c ? polygon : nearer(polygon, own, other)), PLANE)
        .map(place),
    ),
  );
  const visited = order.slice(0, probes);
  const marks = (
    which: (point: Visit['points'][number]) => boolean,
    shape: 'circle' | 'square' | 'diamond',
    r: number,
  ) =>
    points
      .filter(which)
      .map(({ at }) => dot(...place(at), shape, r))
      .join('');
  const inside = (cell: number) => visited.includes(cell);
  const numbers = order.map((c, i) => words(...place(centroids[c]), `${i + 1}`, '', 'middle'));
  const body =
    path('fill work tint3', visited.map((c) => outlines[c]).join('')) +
    path('axis', outlines.join('')) +
    (suspect
      ? path(
          'line reference dotted',
          closed(circle(centroids[suspect.cell], suspect.radius).map(place)),
        )
      : '') +
    path('line ink dashed', closed(circle([x, y], tenth).map(place))) +
    path(
      'fill reference',
      marks((p) => !p.wanted && !p.newer, 'circle', 1.6),
    ) +
    path(
      'fill reference',
      marks((p) => !p.wanted && p.newer, 'square', 1.8),
    ) +
    path(
      'fill work',
      marks((p) => p.wanted && inside(p.cell), 'circle', 3.2),
    ) +
    path(
      'fill lost',
      marks((p) => p.wanted && !inside(p.cell), 'diamond', 3.6),
    ) +
    numbers.join('') +
    alsoAlong(
      'y',
      { axis: 'y', from: [scale, 0], to: [0, 1] },
      handleAt('x', ...place([x, y]), { axis: 'x', from: [0, 0], to: [width, WIDE] }),
    );
  return { width, height: scale, body };
}

const outcome = ({ found, proved, suspect, order }: Visit, { probes }: Params): string => {
  const cell = suspect && order.indexOf(suspect.cell) + 1;
  const proof = proved
    ? 'With the planes it is proved that nothing is missing.'
    : 'Neither radius nor planes prove the answer complete.';
  return (
    `${probes} of ${order.length} cells visited, ${found} of the nearest ten found. ` +
    (cell
      ? `By its radius, cell ${cell} could hold something nearer. ${proof}`
      : 'The radii alone prove that nothing is missing.')
  );
};

export const map: Figure<Params, Visit> = figure({
  id: 'cells',
  title: 'Cells, and a query among them',
  size: 'text',
  of: cells,
  caption: ({ points }) =>
    `A plane of ${points.length} points in numbered cells, in the order in which the query visits them. Found neighbours are blue, missed ones red diamonds; the dashed circle is the tenth distance held, ` +
    'the dotted one the radius of the first unvisited cell that could hold something nearer. The large dot is the query.',
  alt: (visit, params) =>
    `A map of cells around their centroids, those visited shaded, with a query on it. ${outcome(visit, params)}`,
  draw: drawMap,
  table: ({ order, centroids, points }, { probes }) => ({
    columns: [
      { name: 'visited' },
      { name: 'centroid across' },
      { name: 'centroid up' },
      { name: 'points' },
      { name: 'of the nearest ten' },
    ],
    rows: order.map((c, i) => {
      const own = points.filter(({ cell }) => cell === c);
      return [
        i < probes ? `${i + 1}` : 'no',
        Number(centroids[c][0].toFixed(2)),
        Number(centroids[c][1].toFixed(2)),
        own.length,
        own.filter(({ wanted }) => wanted).length,
      ];
    }),
  }),
  controls: [
    { kind: 'number', name: 'probes', label: 'Cells visited', min: 1, max: 12, step: 1 },
    { kind: 'number', name: 'x', label: 'Query across', min: 0.05, max: 1.45, step: 0.01 },
    { kind: 'number', name: 'y', label: 'Query up', min: 0.05, max: 0.95, step: 0.01 },
    { kind: 'switch', name: 'newcomers', label: 'New topics' },
  ],
  again: {
    what: 'neighbours found, of ten',
    decimals: 0,
    read: ({ found }) => found,
    from: 0,
    to: 10,
    role: 'work',
    outcome: ({ found, proved }) =>
      proved ? 'proved complete' : found < 10 ? 'incomplete' : 'complete, not proved',
  },
  outcome,
});
