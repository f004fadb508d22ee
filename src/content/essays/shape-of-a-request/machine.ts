/**
 * The arithmetic of one iteration: a language model of eight billion parameters on one accelerator.
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

/** Share of those operations that attention reaches, by FlashAttention-2 and by -3. */
export const KERNELS = [0.35, 0.75] as const;

const BYTES_PER_VALUE = 2;

/** Parameters of one table between tokens and vectors: the input table, and the head. */
const TABLE = MODEL.vocabulary * MODEL.hidden;

/** The parameters that multiply every token: attention's projections, feed-forward and norms. */
function layerParameters(model: typeof MODEL): number {
  const { hidden, feedForward } = model;
  const keyValue = model.keyValueHeads * model.headSize;
  const layer = 2 * hidden * hidden + 2 * hidden * keyValue + 3 * hidden * feedForward + 2 * hidden;
  return model.layers * layer + hidden;
}

export const LAYERS = layerParameters(MODEL);
export const PARAMETERS = LAYERS + 2 * TABLE;

/** Bytes of key and value cache that one token of context keeps, over all layers. */
export const CACHE_BYTES =
  2 * MODEL.layers * MODEL.keyValueHeads * MODEL.headSize * BYTES_PER_VALUE;

/** What the arithmetic needs to know of the accelerator. */
export type Reached = Pick<Inputs, 'operationsShare' | 'bytesShare' | 'overhead'>;

/** Time for `operations` in ms. */
const operationsMs = ({ operationsShare }: Reached, operations: number): number =>
  (1e3 * operations) / (ACCELERATOR.operationsPerSecond * operationsShare);

/** Time to read `bytes` from the accelerator's memory in ms. */
const readMs = ({ bytesShare }: Reached, bytes: number): number =>
  (1e3 * bytes) / (ACCELERATOR.bytesPerSecond * bytesShare);

/** Time to multiply `tokens` by the layers, two operations a parameter, without attention, in ms. */
export const linearMs = (reached: Reached, tokens: number): number =>
  operationsMs(reached, 2 * LAYERS * tokens);

/**
 * What causal attention adds for the tokens of one prompt from place `from` up to `to`, in ms: each
 * layer multiplies a token with all before it twice, for the scores and for the values.
 */
export const attentionMs = (reached: Reached, from: number, to: number): number =>
  operationsMs(reached, 2 * MODEL.layers * MODEL.hidden * (to ** 2 - from ** 2));

/** Time to read every weight once in ms; of the input table only the rows that are looked up. */
export const weightsMs = (reached: Reached): number =>
  readMs(reached, BYTES_PER_VALUE * (LAYERS + TABLE));

/** Time to read the cache of `tokens` of context in ms. */
export const cacheMs = (reached: Reached, tokens: number): number =>
  readMs(reached, CACHE_BYTES * tokens);

/**
 * One iteration in ms. Multiplying by the weights overlaps with reading them, and the slower counts
 * (the roofline); attention is a kernel of its own: arithmetic for prompts, reading for answers.
 *
 * @param tokens of prompts and answers together
 * @param rows that get a token at the end, each multiplied by the head: answers, and finished prompts
 * @param context of the answers under way, tokens
 * @param attention of the prompts' chunks, ms, by {@link attentionMs}
 */
export function iterationMs(
  reached: Reached,
  tokens: number,
  rows: number,
  context: number,
  attention: number,
): number {
  const multiply = linearMs(reached, tokens) + operationsMs(reached, 2 * TABLE * rows);
  const weights = Math.max(multiply, weightsMs(reached));
  return weights + attention + cacheMs(reached, context) + reached.overhead;
}
