/**
 * The arithmetic of one forward pass: a language model of eight billion parameters on one
 * accelerator. Linear terms only; the attention over a long prompt would add to them.
 */

/** Llama 3.1 8B, from its published configuration; the embeddings are not tied. */
const MODEL = {
  vocabulary: 128256,
  hidden: 4096,
  feedForward: 14336,
  layers: 32,
  keyValueHeads: 8,
  headSize: 128,
};

/** An H100 SXM: dense BF16 operations and bytes per second, and the assumed share of each. */
const ACCELERATOR = {
  operationsPerSecond: 989.4e12,
  operationsShare: 0.5,
  bytesPerSecond: 3.35e12,
  bytesShare: 0.7,
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

/** Time to compute `tokens` in ms: two operations per parameter and token. */
export const computeMs = (tokens: number): number =>
  (1e3 * 2 * PARAMETERS * tokens) / (ACCELERATOR.operationsPerSecond * ACCELERATOR.operationsShare);

/** Time to read `bytes` from the accelerator's memory in ms. */
const readMs = (bytes: number): number =>
  (1e3 * bytes) / (ACCELERATOR.bytesPerSecond * ACCELERATOR.bytesShare);

/** Time to read every weight once in ms. */
export const weightsMs = (): number => readMs(BYTES_PER_VALUE * PARAMETERS);

/** Time to read the cache of `decodes` sequences of `context` tokens each in ms. */
export const cacheMs = (decodes: number, context: number): number =>
  readMs(decodes * context * CACHE_BYTES);

/**
 * One pass over `tokens` (prompt and decode together) in ms: arithmetic and memory overlap, and
 * the slower counts (the roofline).
 */
export const passMs = (tokens: number, decodes: number, context: number): number =>
  Math.max(computeMs(tokens), weightsMs() + cacheMs(decodes, context));
