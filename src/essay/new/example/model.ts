import { experiment } from '../../../kit/experiment.ts';

/** Mean wait of an M/M/1 queue at each load, in service times: ρ / (1 − ρ). */
export const waits = experiment({ highest: 0.9 }, ({ highest }) =>
  Array.from({ length: 19 }, (_, i) => (i / 18) * highest).map((load) => ({
    load,
    wait: load / (1 - load),
  })),
);
