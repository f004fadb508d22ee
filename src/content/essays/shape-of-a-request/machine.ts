/**
 * The arithmetic of one forward pass: a language model of eight billion parameters on one
 * accelerator.
 */
import type { Inputs } from './assumed.ts';

/** Llama 3.1 8B, from its published configuration; the embeddings are not tied. */
const MODEL = {
  vocabulary: 128256,
  hidden: 4096,
  feedForward: 14336,
  layers: 32,
  keyValueHeads: 8,
  headSize: 128,
};

/** An H100 SXM: dense BF16 operations and bytes per second. */
const ACCELERATOR = {
  operationsPerSecond: 989.4e12,
  bytesPerSecond: 3.35e12,
};

const BYTES_PER_VALUE = 2;

/** The number of parameters: embeddings in and out, then attention, feed-forward and norms. */
function parameterCount(model: typeof MODEL): number {
  const { hidden, feedForward } = model;
  const keyValue = model.keyValueHeads * model.headSize;
  const layer = 2 * hidden * hidden + 2 * hidden * keyValue + 3 * hidden * feedForward + 2 * hidden;
  return 2 * model.vocabulary * hidden + model.layers * layer + hidden;
}

/** Bytes of key and value cache that one token of context keeps, over all layers. */
const cacheBytesPerToken = (model: typeof MODEL): number =>
  2 * model.layers * model.keyValueHeads * model.headSize * BYTES_PER_VALUE;

export const PARAMETERS = parameterCount(MODEL);
export const CACHE_BYTES = cacheBytesPerToken(MODEL);

/** Time for `operations` in ms. */
const operationsMs = (inputs: Inputs, operations: number): number =>
  (1e3 * operations) / (ACCELERATOR.operationsPerSecond * inputs.operationsShare);

/** Time to compute `tokens` in ms: two operations per parameter and token, without attention. */
export const computeMs = (inputs: Inputs, tokens: number): number =>
  operationsMs(inputs, 2 * PARAMETERS * tokens);

/**
 * What causal attention adds for the tokens of one prompt from place `from` up to `to`, in ms: each
 * layer multiplies a token with all before it twice, for the scores and for the values.
 */
export const attentionMs = (inputs: Inputs, from: number, to: number): number =>
  operationsMs(inputs, 2 * MODEL.layers * MODEL.hidden * (to ** 2 - from ** 2));

/** Time to read `bytes` from the accelerator's memory in ms. */
const readMs = (inputs: Inputs, bytes: number): number =>
  (1e3 * bytes) / (ACCELERATOR.bytesPerSecond * inputs.bytesShare);

/** Time to read every weight once in ms. */
export const weightsMs = (inputs: Inputs): number => readMs(inputs, BYTES_PER_VALUE * PARAMETERS);

/** Time to read the cache of the answers under way in ms. */
export const cacheMs = (inputs: Inputs): number =>
  readMs(inputs, inputs.decodes * inputs.decodeContext * CACHE_BYTES);

/**
 * One pass over `tokens` (prompt and decode together) in ms: arithmetic and memory overlap, and
 * the slower counts (the roofline). Linear terms only; `attentionMs` has what a long prompt adds.
 */
export const passMs = (inputs: Inputs, tokens: number): number =>
  Math.max(computeMs(inputs, tokens), weightsMs(inputs) + cacheMs(inputs));
