/** What the model assumes, in the order of the path, each once; where a source says it, the text cites it. */
import { assume, type Plain } from '../../../kit/assume.ts';

const ms = { unit: 'ms' };
const km = { unit: 'km' };
const tokens = { unit: 'tokens' };
const share = { unit: '%' };
const perSecond = { unit: 'a second' };

// What the engine that is watched has in common with those of the fleet.
const budget = assume(
  2048,
  'tokens that an iteration may carry, prompts and answers together',
  tokens,
);
const operationsShare = assume(0.5, 'share reached of the accelerator’s operations', share);
const bytesShare = assume(0.7, 'share reached of its memory’s bandwidth', share);
const overhead = assume(1.5, 'laying out a batch and starting its iteration', ms);
const context = assume(1400, 'mean context of an answer under way', tokens);
/** Half of the allowance, where a prompt may have no more. */
const cap = assume(0.5, 'a cap on the share that one prompt may have', share);

/** What every run of the model is given. */
export const given = {
  edgeKm: assume(400, 'distance from the client to the edge, as the crow flies', km),
  regionKm: assume(1500, 'distance from the edge to the region, as the crow flies', km),
  detour: assume(1.5, 'length of a real route over that of the straight line'),
  kmPerMs: assume(200, 'way of light in fibre in a millisecond', km),
  lastMile: assume(8, 'round trip over the access network, on top of the distance', ms),
  reuse: assume(0.7, 'share of requests that find an open connection', share),
  bytesPerToken: assume(4, 'text in a token', { unit: 'bytes' }),
  envelopeBytes: assume(600, 'headers and the JSON around a prompt', { unit: 'bytes' }),

  nameCached: assume(0.9, 'share of new connections whose name is in a cache', share),
  lookupMs: assume(12, 'name lookup, median', ms),
  lookupSigma: assume(0.6, 'name lookup, σ of the logarithm'),
  handshakeJitter: assume(0.15, 'handshake, σ of the jitter’s logarithm'),
  handshakeMs: assume(1, 'handshake, beside its round trips', ms),
  edgeJitter: assume(0.1, 'way to the edge, σ of the jitter’s logarithm'),
  edgeMs: assume(0.1, 'work at the edge', ms),
  uplinkMbit: assume(20, 'speed of the client’s uplink', { unit: 'Mbit/s' }),
  backboneJitter: assume(0.05, 'way to the region, σ of the jitter’s logarithm'),
  balancerMs: assume(0.05, 'layer-4 balancer, median', ms),
  balancerSigma: assume(0.4, 'layer-4 balancer, σ of the logarithm'),
  gatewayLoad: assume(0.6, 'share of the time that the gateway’s loop is busy', share),
  gatewayMs: assume(0.25, 'one event on the gateway’s loop', ms),
  keyCached: assume(0.95, 'share of requests whose key is in a cache', share),
  keyMs: assume(0.1, 'authentication from the cache, median', ms),
  keySigma: assume(0.3, 'authentication from the cache, σ of the logarithm'),
  lateKeyMs: assume(4, 'authentication past the cache, median', ms),
  lateKeySigma: assume(0.7, 'authentication past the cache, σ of the logarithm'),
  quotaMs: assume(1, 'quota, median', ms),
  quotaSigma: assume(0.7, 'quota, σ of the logarithm'),
  quotaLimitMs: assume(20, 'longest wait for the quota’s answer', ms),
  parseMs: assume(0.2, 'parsing, beside the body', ms),
  parseSpeed: assume(200, 'speed of parsing', { unit: 'MB/s' }),
  templateMs: assume(0.2, 'chat template, median', ms),
  templateSigma: assume(0.3, 'chat template, σ of the logarithm'),
  tokeniseMs: assume(0.2, 'tokenising, beside the body', ms),
  serverSpeed: assume(50, 'speed of tokenising on all of a server', { unit: 'MB/s' }),
  tokeniseShare: assume(0.1, 'speed of tokenising one request over that', share),
  routerMs: assume(0.1, 'work in the router', ms),
  dispatchMs: assume(0.25, 'dispatch, median', ms),
  dispatchSigma: assume(0.4, 'dispatch, σ of the logarithm'),
  frontMs: assume(0.4, 'the engine’s front door, median', ms),
  frontSigma: assume(0.4, 'the engine’s front door, σ of the logarithm'),

  rate: assume(92, 'requests that come to the fleet', perSecond),
  longShare: assume(0, 'share of long conversations among them', share),
  engines: assume(8, 'engines in the fleet, one GPU each'),
  slots: assume(64, 'requests that an engine works on at once'),
  budget,
  promptShare: assume(1, 'share of an iteration’s allowance that one prompt may have', share),
  operationsShare,
  bytesShare,
  overhead,
  streamMs: assume(0.5, 'from scores to an event on the way back', ms),
};

/** The same as plain numbers: shares from 0 to 1, and the unit of each as above. */
export type Inputs = Plain<typeof given>;

/** An engine filled to the last slot, for arithmetic and the strip of its iterations. */
export const full = {
  decodes: assume(64, 'answers under way'),
  context,
};

/** The engine that is watched for a few seconds. */
export const watched = {
  decodes: assume(38, 'answers under way in the engine that is watched'),
  context,
  rate: assume(11.5, 'chats that come to that engine', perSecond),
  budget,
  promptShare: cap,
  operationsShare,
  bytesShare,
  overhead,
};

/** What is changed, one at a time, to see what moves. */
export const other = {
  edgeKm: assume(2000, 'another distance from the client to the edge', km),
  regionKm: assume(6000, 'another distance from the edge to the region', km),
  smallBudget: assume(512, 'a small allowance of an iteration', tokens),
  largeBudget: assume(8192, 'the allowance of vLLM’s server on such a GPU', tokens),
  quietRate: assume(58, 'requests at half of what the fleet can take', perSecond),
  busyRate: assume(104, 'requests at nine tenths of it', perSecond),
  fullRate: assume(109, 'requests at nineteen twentieths of it', perSecond),
  fewSlots: assume(16, 'a small number of slots in an engine'),
  fewRate: assume(49, 'requests at nine tenths of what the fleet can take with those', perSecond),
  longShare: assume(0.02, 'some long conversations among the rest', share),
  longRate: assume(80, 'requests at four fifths of what the fleet can take with those', perSecond),
  promptShare: cap,
};

/** The memory of the accelerator that is left for the cache, as engines of this kind report it. */
export const cacheTokens = assume(450_000, 'context that the accelerator’s memory holds', tokens);
