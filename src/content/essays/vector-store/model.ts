/**
 * The model of the essay, from its entry. A seeded world of vectors (world.ts) is filed in an
 * inverted file (ivf.ts) and linked in a graph (hnsw.ts); lab.ts asks it queries whose exact answers
 * are known, and honesty.ts is what it can say about its own. The experiments count.
 */
export { certainty, detection, stopping } from './doubt.ts';
export { filters } from './filters.ts';
export { knee } from './knee.ts';
export { answers, coverage, curve, definitions } from './recall.ts';
