/** What the essay says of each of the seventeen hops, and of the four queues. */
import type { Assumption } from '../../../kit/assume.ts';
import { given } from './assumed.ts';
import { NAMES, type Name, QUEUED } from './hops.ts';

/** A place where the request changes hands, or changes from one representation to another. */
export interface Said {
  readonly name: string;
  /** The machine, process, thread or device that has it now. */
  readonly where: string;
  readonly happens: string;
  /** How the model draws the hop's time: words, and the assumptions between them. */
  readonly time: readonly (string | Assumption)[];
  /** Whether that is a plain assumption, follows by arithmetic, or comes out of the fleet's run. */
  readonly basis: 'assumed' | 'computed' | 'simulated';
  /** Keys of the references that the hop rests on; all the rest of its time is assumed. */
  readonly sources: readonly string[];
}

type Given = keyof typeof given;

/** A log-normal time in words, by the names of its median and its σ. */
const logNormalWords = (median: Given, sigma: Given): (string | Assumption)[] => [
  'log-normal, median ',
  given[median],
  ', σ ',
  given[sigma],
];

const BY_NAME: Record<Name, Omit<Said, 'name'>> = {
  'name lookup': {
    where: 'client',
    happens: 'The client turns a name into an address, nearly always from a cache.',
    time: [
      'nothing on an open connection; on a new one, nothing for ',
      given.nameCached,
      ' of them, else ',
      ...logNormalWords('lookupMs', 'lookupSigma'),
    ],
    basis: 'assumed',
    sources: [],
  },
  handshake: {
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
  },
  edge: {
    where: 'point of presence',
    happens: 'The nearest point of presence receives the packets until it has a whole request.',
    time: [
      'half a round trip, which is ',
      given.lastMile,
      ' on the access network and a cable ',
      given.detour,
      ' times as long as the straight line; a jitter of σ ',
      given.edgeJitter,
      '; the body, ',
      given.envelopeBytes,
      ' and ',
      given.bytesPerToken,
      ' a token, at ',
      given.uplinkMbit,
      '; and ',
      given.edgeMs,
    ],
    basis: 'computed',
    sources: ['grigorik'],
  },
  backbone: {
    where: 'edge to region',
    happens: 'The edge forwards it to a region, over a connection that is already open.',
    time: ['half a round trip and a jitter of σ ', given.backboneJitter],
    basis: 'computed',
    sources: ['grigorik'],
  },
  'layer-4 balancer': {
    where: 'region',
    happens: 'A consistent hash of the connection picks a proxy, without reading the request.',
    time: logNormalWords('balancerMs', 'balancerSigma'),
    basis: 'assumed',
    sources: ['maglev'],
  },
  'gateway proxy': {
    where: 'worker thread',
    happens: 'One event loop reads the headers and finds the route. Events wait for their thread.',
    time: ['the wait of a loop that is ', given.gatewayLoad, ' busy, and ', given.gatewayMs],
    basis: 'computed',
    sources: ['envoythreads'],
  },
  authenticate: {
    where: 'gateway',
    happens: 'The gateway looks up whose key it is.',
    time: [
      ...logNormalWords('keyMs', 'keySigma'),
      ', for ',
      given.keyCached,
      ' of requests; for the others ',
      ...logNormalWords('lateKeyMs', 'lateKeySigma'),
    ],
    basis: 'assumed',
    sources: [],
  },
  quota: {
    where: 'rate-limit service',
    happens: 'Another service says whether the account may send another request now.',
    time: [...logNormalWords('quotaMs', 'quotaSigma'), ', at most ', given.quotaLimitMs],
    basis: 'assumed',
    sources: ['envoyratelimit'],
  },
  'parse and validate': {
    where: 'API server',
    happens: 'Bytes become a structure; its fields and options are checked.',
    time: [given.parseMs, ' and the body at ', given.parseSpeed],
    basis: 'assumed',
    sources: [],
  },
  'chat template': {
    where: 'API server',
    happens: 'A list of messages becomes one string, as the language model learned to read them.',
    time: logNormalWords('templateMs', 'templateSigma'),
    basis: 'assumed',
    sources: [],
  },
  tokenise: {
    where: 'API server',
    happens: 'The string becomes a list of integers.',
    time: [given.tokeniseMs, ' and the body at ', given.tokeniseShare, ' of ', given.serverSpeed],
    basis: 'assumed',
    sources: ['tokenizers'],
  },
  router: {
    where: 'in front of the fleet',
    happens: 'The request waits for a slot, behind whoever has the better claim.',
    time: [
      'what the fleet’s line makes of ',
      given.rate,
      ' at ',
      given.engines,
      ' engines of ',
      given.slots,
      ' slots, and ',
      given.routerMs,
    ],
    basis: 'simulated',
    sources: [],
  },
  dispatch: {
    where: 'inside the region',
    happens: 'The chosen replica’s address is written on it, and it crosses the region once.',
    time: logNormalWords('dispatchMs', 'dispatchSigma'),
    basis: 'assumed',
    sources: [],
  },
  'front door': {
    where: 'engine’s API process',
    happens: 'The engine’s API process hands it to the engine’s core over a socket.',
    time: logNormalWords('frontMs', 'frontSigma'),
    basis: 'assumed',
    sources: ['vllmarch'],
  },
  'engine scheduler': {
    where: 'engine core',
    happens:
      'The request may join only between two iterations, behind the prompts that came before.',
    time: [
      'the rest of the iteration under way, and all iterations that carry ',
      given.budget,
      ' of others’ prompts and answers before its own turn comes',
    ],
    basis: 'simulated',
    sources: ['orca', 'sarathi'],
  },
  'batch to tensor': {
    where: 'model runner',
    happens: 'The tokens of every request in the batch are written end to end into one array.',
    time: [given.overhead, ', once; for further chunks it is in the pass'],
    basis: 'assumed',
    sources: ['vllmrunner'],
  },
  'forward pass': {
    where: 'GPU',
    happens: 'Kernels wait their turn in a stream and run. At the end there is one new token.',
    time: [
      'the iterations that carry its prompt, by arithmetic, at ',
      given.operationsShare,
      ' of the accelerator’s operations and ',
      given.bytesShare,
      ' of its bandwidth; what others’ prompts add to them is wait',
    ],
    basis: 'simulated',
    sources: ['lockwood', 'llama', 'cuda'],
  },
};

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** The path in order. */
export const SAID: readonly Said[] = NAMES.map((name) => ({
  name: capital(name),
  ...BY_NAME[name],
}));

/** What waits in each queue, and for what. */
const LINES = [
  { waits: 'events on one loop', waitsFor: 'its thread' },
  { waits: 'requests', waitsFor: 'a slot in the fleet' },
  { waits: 'prompts', waitsFor: 'the iteration, and the prompts before them' },
  { waits: 'kernels', waitsFor: 'the kernel before them' },
];

/** The lines in which something waits, each with its hop's number, in the order of the path. */
export const QUEUES = QUEUED.map((hop, i) => ({ hop, ...LINES[i] }));
