/** The lengths of the path and the iterations of the engine, as the hops need them. */
import type { Random } from '../../../kit/sim/random.ts';
import { exponential } from '../../../kit/sim/variates.ts';
import type { Inputs } from './assumed.ts';

/** Round trip over `km` of real route in ms. */
const roundTrip = (inputs: Inputs, km: number): number => (2 * km * inputs.detour) / inputs.kmPerMs;

/** Client to edge and back in ms. */
export const edgeRoundTrip = (inputs: Inputs): number =>
  roundTrip(inputs, inputs.edgeKm) + inputs.lastMile;

/** Edge to region and back in ms. */
export const regionRoundTrip = (inputs: Inputs): number => roundTrip(inputs, inputs.regionKm);

/** First token on the GPU to first token at the client in ms: both ways once, and an event. */
export const wayBack = (inputs: Inputs): number =>
  edgeRoundTrip(inputs) / 2 + regionRoundTrip(inputs) / 2 + inputs.streamMs;

/** Light in a vacuum, km in a millisecond. */
const LIGHT = 299.792458;

/** The path's round trip, client to region, over that of light in a vacuum on the straight line. */
export const inflation = (inputs: Inputs): number =>
  (edgeRoundTrip(inputs) + regionRoundTrip(inputs)) /
  ((2 * (inputs.edgeKm + inputs.regionKm)) / LIGHT);

/**
 * Waits on the gateway's event loop in ms, by Lindley's recursion for constant service and
 * Poisson arrivals. Every eighth is returned, so that two in a row are nearly independent.
 */
export function gatewayWaits(inputs: Inputs, random: Random): () => number {
  const { gatewayMs: serviceMs, gatewayLoad: load } = inputs;
  let wait = 0;
  return () => {
    for (let step = 0; step < 8; step++) {
      wait = Math.max(0, wait + serviceMs - exponential(random, serviceMs / load));
    }
    return wait;
  };
}

/** What the fleet did with the request at hand, ms; see `Served`. */
export interface InFleet {
  line: number;
  boundary: number;
  behind: number;
  own: number;
  shared: number;
}

/** All that the hops of one run share, and the request at hand. */
export interface Path {
  readonly inputs: Inputs;
  readonly edge: number;
  readonly region: number;
  readonly gatewayWait: () => number;
  readonly fleet: InFleet;
  /** Bytes of the whole request. */
  bytes: number;
}

/** The path of one run, before its first request. */
export const pathOf = (inputs: Inputs, random: Random): Path => ({
  inputs,
  edge: edgeRoundTrip(inputs),
  region: regionRoundTrip(inputs),
  gatewayWait: gatewayWaits(inputs, random),
  fleet: { line: 0, boundary: 0, behind: 0, own: 0, shared: 0 },
  bytes: inputs.envelopeBytes,
});
