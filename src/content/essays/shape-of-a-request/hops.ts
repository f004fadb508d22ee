/** The seventeen hops in order, each with the time that it takes, and the four queues. */
import type { Assumption } from '../../../kit/assume.ts';
import { exp } from '../../../kit/sim/portable.ts';
import type { Random } from '../../../kit/sim/random.ts';
import { exponential, logNormal, normal } from '../../../kit/sim/variates.ts';
import { given } from './assumed.ts';
import { iterationMs, type Path } from './path.ts';

/** Draws a time in ms for the request that is on the path. */
type Draw = (random: Random, path: Path) => number;

/** A place where the request changes hands, or changes from one representation to another. */
export interface Hop {
  readonly name: string;
  /** The machine, process, thread or device that has it now. */
  readonly where: string;
  readonly happens: string;
  /** How the model draws the hop's time: words, and the assumptions between them. */
  readonly time: readonly (string | Assumption)[];
  /** Whether that is a plain assumption, or follows from other inputs by arithmetic. */
  readonly basis: 'assumed' | 'computed';
  /** Keys of the references that the hop rests on; all the rest of its time is assumed. */
  readonly sources: readonly string[];
  /** Only a queue has it: the time before anything is done for this request. */
  readonly wait?: Draw;
  readonly work: Draw;
}

type Given = keyof typeof given;

/** A log-normal time in words, by the names of its median and its σ. */
const logNormalTime = (median: Given, sigma: Given): (string | Assumption)[] => [
  'log-normal, median ',
  given[median],
  ', σ ',
  given[sigma],
];

/** A log-normal time: the function and its words. */
const about = (median: Given, sigma: Given): Pick<Hop, 'basis' | 'time' | 'work'> => ({
  basis: 'assumed',
  time: logNormalTime(median, sigma),
  work: (random, { inputs }) => logNormal(random, inputs[median], inputs[sigma]),
});

/** The path in order. Hop 8 runs beside hops 9 to 11; see `spans`. */
export const HOPS: readonly Hop[] = [
  {
    name: 'Name lookup',
    where: 'client',
    happens: 'The client turns a name into an address, nearly always from a cache.',
    time: [
      'nothing on an open connection; on a new one, nothing for ',
      given.nameCached,
      ' of them, else ',
      ...logNormalTime('lookupMs', 'lookupSigma'),
    ],
    basis: 'assumed',
    sources: [],
    work: (random, { inputs }) =>
      random() < inputs.nameCached ? 0 : logNormal(random, inputs.lookupMs, inputs.lookupSigma),
  },
  {
    name: 'Handshake',
    where: 'client and edge',
    happens: 'TCP and then TLS, or QUIC in one go, if there is no open connection to use.',
    time: [
      'nothing for ',
      given.reuse,
      ' of requests, else two round trips to the edge, a jitter of σ ',
      given.handshakeJitter,
      ', and ',
      given.handshakeMs,
    ],
    basis: 'computed',
    sources: ['akamai', 'rfc9000'],
    work: (random, { edge, inputs }) =>
      random() < inputs.reuse
        ? 0
        : 2 * edge * exp(inputs.handshakeJitter * Math.abs(normal(random))) + inputs.handshakeMs,
  },
  {
    name: 'Edge',
    where: 'point of presence',
    happens: 'The nearest point of presence receives the packets until it has a whole request.',
    time: [
      'half a round trip, a jitter of σ ',
      given.edgeJitter,
      ', the body at ',
      given.uplinkMbit,
      ', and ',
      given.edgeMs,
    ],
    basis: 'computed',
    sources: ['grigorik'],
    work: (random, { edge, bytes, inputs }) =>
      (edge / 2) * exp(inputs.edgeJitter * Math.abs(normal(random))) +
      (bytes * 8) / (inputs.uplinkMbit * 1e3) +
      inputs.edgeMs,
  },
  {
    name: 'Backbone',
    where: 'edge to region',
    happens: 'The edge forwards it to a region, over a connection that is already open.',
    time: ['half a round trip and a jitter of σ ', given.backboneJitter],
    basis: 'computed',
    sources: ['grigorik'],
    work: (random, { region, inputs }) =>
      (region / 2) * exp(inputs.backboneJitter * Math.abs(normal(random))),
  },
  {
    name: 'Layer-4 balancer',
    where: 'region',
    happens: 'A consistent hash of the connection picks a proxy. Nobody looks inside.',
    ...about('balancerMs', 'balancerSigma'),
    sources: ['maglev'],
  },
  {
    name: 'Gateway proxy',
    where: 'worker thread',
    happens: 'One event loop reads the headers and finds the route. Events wait for their thread.',
    time: ['the wait of a loop that is ', given.gatewayLoad, ' busy, and ', given.gatewayMs],
    basis: 'computed',
    sources: ['envoythreads', 'envoybreaker'],
    wait: (_random, path) => path.gatewayWait(),
    work: (_random, { inputs }) => inputs.gatewayMs,
  },
  {
    name: 'Authenticate',
    where: 'gateway',
    happens: 'A key becomes an account.',
    time: [
      ...logNormalTime('keyMs', 'keySigma'),
      ', for ',
      given.keyCached,
      ' of requests; for the others ',
      ...logNormalTime('lateKeyMs', 'lateKeySigma'),
    ],
    basis: 'assumed',
    sources: [],
    work: (random, { inputs }) =>
      random() < inputs.keyCached
        ? logNormal(random, inputs.keyMs, inputs.keySigma)
        : logNormal(random, inputs.lateKeyMs, inputs.lateKeySigma),
  },
  {
    name: 'Quota',
    where: 'rate-limit service',
    happens: 'Another service says whether the account may spend this much now.',
    time: [...logNormalTime('quotaMs', 'quotaSigma'), ', at most ', given.quotaLimitMs],
    basis: 'assumed',
    sources: ['envoyratelimit'],
    work: (random, { inputs }) =>
      Math.min(inputs.quotaLimitMs, logNormal(random, inputs.quotaMs, inputs.quotaSigma)),
  },
  {
    name: 'Parse and validate',
    where: 'API server',
    happens: 'Bytes become a structure; its fields and options are checked.',
    time: [given.parseMs, ' and the body at ', given.parseSpeed],
    basis: 'assumed',
    sources: [],
    work: (_random, { bytes, inputs }) => inputs.parseMs + bytes / (1e3 * inputs.parseSpeed),
  },
  {
    name: 'Chat template',
    where: 'API server',
    happens: 'A list of messages becomes one string, as the language model learned to read them.',
    ...about('templateMs', 'templateSigma'),
    sources: [],
  },
  {
    name: 'Tokenise',
    where: 'API server',
    happens: 'The string becomes a list of integers.',
    time: [given.tokeniseMs, ' and the body at ', given.tokeniseShare, ' of ', given.serverSpeed],
    basis: 'assumed',
    sources: ['tokenizers'],
    work: (_random, { bytes, inputs }) =>
      inputs.tokeniseMs + bytes / (1e3 * inputs.tokeniseShare * inputs.serverSpeed),
  },
  {
    name: 'Router',
    where: 'in front of the fleet',
    happens: 'The request waits for a slot, behind whoever has the better claim.',
    time: ['Erlang’s formula for the chance of waiting, an exponential wait, and ', given.routerMs],
    basis: 'computed',
    sources: [],
    wait: (random, { router }) =>
      random() < router.waits ? exponential(random, router.meanMs) : 0,
    work: (_random, { inputs }) => inputs.routerMs,
  },
  {
    name: 'Dispatch',
    where: 'inside the region',
    happens: 'The chosen replica’s address is written on it, and it crosses the region once.',
    ...about('dispatchMs', 'dispatchSigma'),
    sources: [],
  },
  {
    name: 'Front door',
    where: 'engine’s API process',
    happens: 'The engine’s API process hands it to the engine’s core over a socket.',
    ...about('frontMs', 'frontSigma'),
    sources: ['vllmarch'],
  },
  {
    name: 'Engine scheduler',
    where: 'engine core',
    happens: 'The request may join only between two iterations, and only if there is memory.',
    time: [
      'the rest of the iteration under way, and for ',
      given.blockShare,
      ' of requests an exponential wait of mean ',
      given.blockMs,
      ' for cache blocks',
    ],
    basis: 'computed',
    sources: ['orca'],
    wait: (random, path) => restOfIteration(random, path) + blockWait(random, path),
    work: () => 0,
  },
  {
    name: 'Batch to tensor',
    where: 'model runner',
    happens: 'The tokens of every request in the batch are written end to end into one array.',
    time: [
      ...logNormalTime('tensorMs', 'tensorSigma'),
      ', and ',
      given.tensorBytes,
      ' a token at ',
      given.copySpeed,
    ],
    basis: 'assumed',
    sources: ['vllmrunner'],
    work: (random, { prompt, inputs }) =>
      logNormal(random, inputs.tensorMs, inputs.tensorSigma) +
      (prompt * inputs.tensorBytes) / (1e6 * inputs.copySpeed),
  },
  {
    name: 'Forward pass',
    where: 'GPU',
    happens: 'Kernels wait their turn in a stream and run. At the end there is one new token.',
    time: [
      'one iteration for each chunk of prompt, by arithmetic, and an exponential wait of mean ',
      given.kernelMs,
    ],
    basis: 'computed',
    sources: ['lockwood', 'llama', 'vllmconfig', 'cuda'],
    wait: (random, { inputs }) => exponential(random, inputs.kernelMs),
    work: (_random, path) => promptMs(path),
  },
];

/** The remainder of the iteration that an arrival meets: found by length, left uniformly. */
function restOfIteration(random: Random, path: Path): number {
  const { plainMs, promptMs, shareOfArrivals } = path.iterations;
  return random() * (random() < shareOfArrivals ? promptMs : plainMs);
}

const blockWait: Draw = (random, { inputs }) =>
  random() < inputs.blockShare ? exponential(random, inputs.blockMs) : 0;

/** The iterations that work off the request's own prompt, chunk by chunk, in ms. */
function promptMs({ inputs, prompt }: Path): number {
  const room = inputs.budget - inputs.decodes;
  let total = 0;
  for (let left = prompt; left > 0; left -= room) {
    total += iterationMs(inputs, Math.min(left, room));
  }
  return total;
}

/** A line in which something waits, in the order in which a request meets them. */
export interface Queue {
  /** The hop's number, from 1. */
  readonly hop: number;
  readonly waits: string;
  readonly waitsFor: string;
}

export const QUEUES: readonly Queue[] = [
  {
    hop: 6,
    waits: 'events on one loop',
    waitsFor: 'the thread, or a ready connection',
  },
  { hop: 12, waits: 'requests, with names', waitsFor: 'a slot in the fleet' },
  { hop: 15, waits: 'sequences', waitsFor: 'the next iteration, or memory' },
  { hop: 17, waits: 'kernels', waitsFor: 'the kernel before them' },
];

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
