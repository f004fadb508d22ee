import { assume } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';

export const HIGHEST = assume(0.9, 'the highest load', { unit: '%' });

/** Mean wait of an M/M/1 queue at each load, in service times: ρ / (1 − ρ). */
export const waits = experiment({ highest: HIGHEST }, ({ highest }) =>
  Array.from({ length: 19 }, (_, i) => (i / 18) * highest).map((load) => ({
    load,
    wait: load / (1 - load),
  })),
);
