/** What the model assumes, in the order of the path, each once; where a source says it, the text cites it. */
import { assume, type Plain } from '../../../kit/assume.ts';

const ms = { unit: 'ms' };
const km = { unit: 'km' };
const tokens = { unit: 'tokens' };
const share = { unit: '%' };

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

  load: assume(0.9, 'load of the fleet', share),
  slots: assume(128, 'slots that the router pools'),
  slotTime: assume(3.5, 'mean time that a request keeps its slot', { unit: 's' }),
  slotScv: assume(1.117, 'squared coefficient of variation of that time'),
  routerMs: assume(0.1, 'work in the router', ms),
  dispatchMs: assume(0.25, 'dispatch, median', ms),
  dispatchSigma: assume(0.4, 'dispatch, σ of the logarithm'),
  frontMs: assume(0.4, 'the engine’s front door, median', ms),
  frontSigma: assume(0.4, 'the engine’s front door, σ of the logarithm'),

  decodes: assume(64, 'answers under way in an engine'),
  decodeContext: assume(1400, 'mean context of an answer under way', tokens),
  budget: assume(2048, 'tokens that an iteration may carry, prompts and answers together', tokens),
  promptShare: assume(0.3, 'share of iterations that carry prompt, at that budget', share),
  overhead: assume(1.5, 'what an iteration takes beside its pass', ms),
  blockShare: assume(0.02, 'share of requests that wait for cache blocks', share),
  blockMs: assume(400, 'mean wait for cache blocks', ms),
  tensorMs: assume(1, 'laying out a batch, median', ms),
  tensorSigma: assume(0.3, 'laying out a batch, σ of the logarithm'),
  tensorBytes: assume(16, 'what is copied of each token', { unit: 'bytes' }),
  copySpeed: assume(50, 'speed of copying to the device', { unit: 'GB/s' }),
  kernelMs: assume(0.1, 'mean wait of a kernel in its stream', ms),
  operationsShare: assume(0.5, 'share reached of the accelerator’s operations', share),
  bytesShare: assume(0.7, 'share reached of its memory’s bandwidth', share),
  streamMs: assume(0.5, 'from scores to an event on the way back', ms),
};

/** The same as plain numbers: shares from 0 to 1, and the unit of each as above. */
export type Inputs = Plain<typeof given>;

/** What is changed, one at a time, to see what moves. */
export const other = {
  edgeKm: assume(2000, 'another distance from the client to the edge', km),
  regionKm: assume(6000, 'another distance from the edge to the region', km),
  budget: assume(8192, 'another budget of an iteration', tokens),
  quietLoad: assume(0.8, 'a moderate load', share),
  highLoad: assume(0.95, 'a high load', share),
  fullLoad: assume(0.97, 'a load that is nearly full', share),
  fewSlots: assume(16, 'a small pool of slots'),
  manySlots: assume(512, 'a large pool of slots'),
};

/** What the router essay assumes of a token, from which its mean slot time comes. */
export const routerTokenMs = assume(20, 'time of a token in the router essay', ms);
