/** The seventeen hops in order: how the time of each is drawn, and how they lie on a clock. */
import { exp } from '../../../kit/sim/portable.ts';
import type { Random } from '../../../kit/sim/random.ts';
import { logNormal, normal } from '../../../kit/sim/variates.ts';
import type { Inputs } from './assumed.ts';
import type { Path } from './path.ts';

/** Draws a time in ms for the request that is on the path. */
type Draw = (random: Random, path: Path) => number;

/** How a hop's time is drawn. */
interface Hop {
  /** Only a queue has it: the time before anything is done for this request. */
  readonly wait?: Draw;
  readonly work: Draw;
}

/** A log-normal time, by the names of its median and its σ. */
const about = (median: keyof Inputs, sigma: keyof Inputs): Hop => ({
  work: (random, { inputs }) => logNormal(random, inputs[median], inputs[sigma]),
});

const PATH = {
  'name lookup': {
    work: (random, { inputs }) =>
      random() < inputs.nameCached ? 0 : logNormal(random, inputs.lookupMs, inputs.lookupSigma),
  },
  handshake: {
    work: (random, { edge, inputs }) =>
      random() < inputs.reuse
        ? 0
        : 2 * edge * exp(inputs.handshakeJitter * Math.abs(normal(random))) + inputs.handshakeMs,
  },
  edge: {
    work: (random, { edge, bytes, inputs }) =>
      (edge / 2) * exp(inputs.edgeJitter * Math.abs(normal(random))) +
      (bytes * 8) / (inputs.uplinkMbit * 1e3) +
      inputs.edgeMs,
  },
  backbone: {
    work: (random, { region, inputs }) =>
      (region / 2) * exp(inputs.backboneJitter * Math.abs(normal(random))),
  },
  'layer-4 balancer': about('balancerMs', 'balancerSigma'),
  'gateway proxy': {
    wait: (_random, path) => path.gatewayWait(),
    work: (_random, { inputs }) => inputs.gatewayMs,
  },
  authenticate: {
    work: (random, { inputs }) =>
      random() < inputs.keyCached
        ? logNormal(random, inputs.keyMs, inputs.keySigma)
        : logNormal(random, inputs.lateKeyMs, inputs.lateKeySigma),
  },
  quota: {
    work: (random, { inputs }) =>
      Math.min(inputs.quotaLimitMs, logNormal(random, inputs.quotaMs, inputs.quotaSigma)),
  },
  'parse and validate': {
    work: (_random, { bytes, inputs }) => inputs.parseMs + bytes / (1e3 * inputs.parseSpeed),
  },
  'chat template': about('templateMs', 'templateSigma'),
  tokenise: {
    work: (_random, { bytes, inputs }) =>
      inputs.tokeniseMs + bytes / (1e3 * inputs.tokeniseShare * inputs.serverSpeed),
  },
  router: {
    wait: (_random, { fleet }) => fleet.line,
    work: (_random, { inputs }) => inputs.routerMs,
  },
  dispatch: about('dispatchMs', 'dispatchSigma'),
  'front door': about('frontMs', 'frontSigma'),
  'engine scheduler': {
    wait: (_random, { fleet }) => fleet.boundary + fleet.behind,
    work: () => 0,
  },
  'batch to tensor': {
    work: (_random, { inputs }) => inputs.overhead,
  },
  'forward pass': {
    wait: (_random, { fleet }) => fleet.shared,
    work: (_random, { fleet, inputs }) => fleet.own - inputs.overhead,
  },
} satisfies Record<string, Hop>;

export type Name = keyof typeof PATH;

/** The path in order. Hop 8 runs beside hops 9 to 11; see `spans`. */
export const NAMES = Object.keys(PATH) as Name[];
export const HOPS: readonly Hop[] = Object.values(PATH);

/** The hops with a queue, by number. */
export const QUEUED = HOPS.flatMap(({ wait }, i) => (wait ? [i + 1] : []));

/** The hop after which there is an array of integers and no request. */
export const TENSOR_HOP = 16;

/** Place of a hop in the arrays of the model. */
export const indexOf = (hop: number): number => hop - 1;

/** Start and end of each hop in ms from the request's first. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Lays a request's times on a clock: one hop after another, but for the quota (8), which starts
 * together with parsing (9); the router (12) waits for the later of the two.
 *
 * @param times seventeen times in ms, in the order of `HOPS`
 */
export function spans(times: ArrayLike<number>): Span[] {
  const laid: Span[] = [];
  let clock = 0;
  let quotaEnd = 0;
  for (let i = 0; i < HOPS.length; i++) {
    if (i === indexOf(12)) clock = Math.max(clock, quotaEnd);
    const end = clock + times[i];
    laid.push({ start: clock, end });
    if (i === indexOf(8)) quotaEnd = end;
    else clock = end;
  }
  return laid;
}
