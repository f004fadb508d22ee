/**
 * Property tests draw the same cases in every run, so that a red run is red again. `SEED=…` draws
 * others; do it now and then.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261126) });
