/**
 * The model of the essay, from its entry. A seeded world of vectors (world.ts) is filed in an
 * inverted file (ivf.ts) and linked in a graph (hnsw.ts); lab.ts asks it queries whose exact answers
 * are known, and honesty.ts is what it can say about its own. The experiments count.
 */
export { detection } from './alarm.ts';
export { calibration } from './calibration.ts';
export { cells } from './cells.ts';
export { certainty } from './doubt.ts';
export { elsewhere } from './elsewhere.ts';
export { filters } from './filters.ts';
export { guess } from './guess.ts';
export { knee } from './knee.ts';
export { growth, repair } from './moved.ts';
export { answers, coverage, curve } from './recall.ts';
export { stopping } from './stopping.ts';
export { twelve } from './twelve.ts';
