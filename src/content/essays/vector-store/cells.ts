/**
 * The cells of an inverted file, in a plane where they can be drawn: a query visits them in the order
 * of their centroids, and what lies in one that it does not visit is missed.
 */
import { experiment } from '../../../kit/experiment.ts';
import { type Random, seeded } from '../../../kit/sim/random.ts';

/** The plane is so wide, and 1 high. */
export const WIDE = 1.5;
const CELLS = 12;
const WANTED = 10;
const ROUNDS = 8;

export type Place = readonly [x: number, y: number];

/** A stored point: where it is, the cell it is filed in, and whether it came after the centroids. */
export interface Stored {
  readonly at: Place;
  readonly cell: number;
  readonly newer: boolean;
  /** One of the nearest ten. */
  readonly wanted: boolean;
}

/** A query on the map, and what visiting the nearest cells gives it. */
export interface Visit {
  readonly points: Stored[];
  readonly centroids: Place[];
  /** Cells in the order in which the query visits them. */
  readonly order: number[];
  /** The tenth distance held. */
  readonly tenth: number;
  readonly found: number;
  /** The first cell not visited that may hold something nearer by its radius alone, if one may. */
  readonly suspect: { readonly cell: number; readonly radius: number } | null;
  /** Whether radii and the planes halfway between the centroids prove the answer complete. */
  readonly proved: boolean;
}

const apart = (a: Place, b: Place): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

const nearest = (centroids: readonly Place[], at: Place): number =>
  centroids.reduce((best, one, c) => (apart(one, at) < apart(centroids[best], at) ? c : best), 0);

/** A variate about zero, of variance 1 and bell-shaped enough for a map: the sum of three uniform ones. */
const bell = (random: Random): number => 2 * (random() + random() + random() - 1.5);

/** Points of topics of unequal spread, kept inside the plane. */
function scatter(random: Random, topics: number, count: number): Place[] {
  const centres = Array.from({ length: topics }, () => ({
    x: WIDE * (0.1 + 0.8 * random()),
    y: 0.1 + 0.8 * random(),
    spread: 0.05 + 0.09 * random(),
  }));
  const inside = (value: number, most: number) => Math.max(0.02, Math.min(most - 0.02, value));
  return Array.from({ length: count }, (_, i): Place => {
    const { x, y, spread } = centres[i % topics];
    return [inside(x + spread * bell(random), WIDE), inside(y + spread * bell(random), 1)];
  });
}

/** Lloyd's k-means from the first points. */
function train(points: readonly Place[]): Place[] {
  let centroids = points.slice(0, CELLS);
  for (let round = 0; round < ROUNDS; round++) {
    const own = centroids.map((): Place[] => []);
    for (const at of points) own[nearest(centroids, at)].push(at);
    centroids = centroids.map((was, c) => {
      const sum = (axis: 0 | 1) => own[c].reduce((all, at) => all + at[axis], 0) / own[c].length;
      return own[c].length ? [sum(0), sum(1)] : was;
    });
  }
  return centroids;
}

/**
 * One query at (x, y) on a map of 150 points in 12 cells; with `newcomers` 50 more on topics that no
 * centroid was trained on.
 */
export const cells = experiment(
  { seed: 17, x: 0.85, y: 0.5, probes: 3, newcomers: false },
  ({ seed, x, y, probes, newcomers }): Visit => {
    const old = scatter(seeded(seed), 7, 150);
    const centroids = train(old);
    const added = newcomers ? scatter(seeded(seed + 7), 2, 50) : [];
    const query: Place = [x, y];
    const order = centroids
      .map((_, c) => c)
      .sort((a, b) => apart(centroids[a], query) - apart(centroids[b], query));
    const all = [...old, ...added].map((at, i) => ({
      at,
      cell: nearest(centroids, at),
      newer: i >= old.length,
      far: apart(at, query),
    }));
    const near = [...all].sort((a, b) => a.far - b.far);
    const truth = near.slice(0, WANTED);
    const visited = (cell: number) => order.indexOf(cell) < probes;
    const held = near.filter(({ cell }) => visited(cell)).slice(0, WANTED);
    const tenth = held.length < WANTED ? WIDE : held[WANTED - 1].far;
    const radius = (of: number) =>
      Math.max(
        0,
        ...all.filter(({ cell }) => cell === of).map(({ at }) => apart(at, centroids[of])),
      );
    const left = order.slice(probes);
    const mayHold = (c: number) => apart(centroids[c], query) - radius(c) < tenth;
    const may = left.find(mayHold);
    const behind = (c: number) =>
      order.slice(0, probes).some((own) => {
        const [far, close] = [apart(centroids[c], query), apart(centroids[own], query)];
        return (far ** 2 - close ** 2) / (2 * apart(centroids[c], centroids[own])) >= tenth;
      });
    return {
      points: all.map((one) => ({
        at: one.at,
        cell: one.cell,
        newer: one.newer,
        wanted: truth.includes(one),
      })),
      centroids,
      order,
      tenth,
      found: truth.filter(({ cell }) => visited(cell)).length,
      suspect: may === undefined ? null : { cell: may, radius: radius(may) },
      proved: left.every((c) => !mayHold(c) || behind(c)),
    };
  },
);
