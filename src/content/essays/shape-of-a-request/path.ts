/** The lengths of the path and the iterations of the engine, as the hops need them. */
import { type Kind, OUTPUT, PROBABILITIES, PROMPT } from '../../../kit/sim/lengths.ts';
import { erlangC } from '../../../kit/sim/queueing.ts';
import { fromQuantiles, type Random } from '../../../kit/sim/random.ts';
import { exponential } from '../../../kit/sim/variates.ts';
import { given, type Inputs } from './assumed.ts';
import { passMs } from './machine.ts';

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

/** The iteration that carries the answers under way and `promptTokens` of prompt, in ms. */
export const iterationMs = (inputs: Inputs, promptTokens: number): number =>
  passMs(inputs, promptTokens + inputs.decodes) + inputs.overhead;

/** The budget at which `promptShare` of the iterations carry prompt. */
const BUDGET = given.budget.assumed;

/**
 * Share of iterations that carry prompt. The answers under way fix how many prompt tokens an
 * iteration must carry on average; larger chunks carry them in fewer iterations.
 */
export const promptShare = (inputs: Inputs): number =>
  Math.min(1, (inputs.promptShare * (BUDGET - inputs.decodes)) / (inputs.budget - inputs.decodes));

/** What arriving in the middle of an engine's iterations is like. */
export interface Iterations {
  /** An iteration without prompt, and one with a full chunk of it, in ms. */
  readonly plainMs: number;
  readonly promptMs: number;
  /** Share of iterations that carry prompt. */
  readonly share: number;
  /** Share of arrivals that land in one: iterations count by their length. */
  readonly shareOfArrivals: number;
}

/** The two kinds of iteration, by count and as an arrival meets them. */
export function iterations(inputs: Inputs): Iterations {
  const plainMs = iterationMs(inputs, 0);
  const promptMs = iterationMs(inputs, inputs.budget - inputs.decodes);
  const share = promptShare(inputs);
  const inPrompt = share * promptMs;
  return {
    plainMs,
    promptMs,
    share,
    shareOfArrivals: inPrompt / (inPrompt + (1 - share) * plainMs),
  };
}

/** Kinds of request and their shares, which add up to 1. */
export type Mix = readonly (readonly [Kind, number])[];

/** The mix of the router essay, from which its mean time in a slot comes. */
export const ROUTER_MIX: Mix = [
  ['chat', 0.6],
  ['code', 0.3],
  ['long', 0.1],
];

/**
 * Share of iterations that must carry a full chunk of prompt for prompts to come in as fast as
 * answers finish: an iteration ends `decodes` / (mean output) answers, and each brings a prompt.
 */
export function balance(inputs: Inputs, mix: Mix): number {
  const total = (table: Record<Kind, number[]>) =>
    mix.reduce((sum, [kind, weight]) => sum + weight * tableMean(table[kind]), 0);
  const promptTokens = (inputs.decodes * total(PROMPT)) / total(OUTPUT);
  return promptTokens / (inputs.budget - inputs.decodes);
}

/** Mean of a distribution given by its quantiles, linear between them. */
export const tableMean = (values: readonly number[]): number =>
  values.slice(1).reduce((sum, value, i) => {
    const middle = (value + values[i]) / 2;
    return sum + middle * (PROBABILITIES[i + 1] - PROBABILITIES[i]);
  }, 0);

/**
 * The router's line as M/M/c with the usual correction for variable service: the probability of
 * waiting (Erlang C) and the mean wait of those who do, in ms.
 */
export const routerLine = (inputs: Inputs): { waits: number; meanMs: number } => ({
  waits: erlangC(inputs.slots, inputs.slots * inputs.load),
  meanMs:
    ((1e3 * inputs.slotTime) / (inputs.slots * (1 - inputs.load))) * ((1 + inputs.slotScv) / 2),
});

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

/** All that the hops of one run share, and the prompt of the request at hand. */
export interface Path {
  readonly inputs: Inputs;
  readonly edge: number;
  readonly region: number;
  readonly iterations: Iterations;
  readonly router: { readonly waits: number; readonly meanMs: number };
  readonly gatewayWait: () => number;
  /** Tokens of prompt, and bytes of the whole request; new for each request. */
  prompt: number;
  bytes: number;
}

/** The path of one run, before its first request. */
export const pathOf = (inputs: Inputs, random: Random): Path => ({
  inputs,
  edge: edgeRoundTrip(inputs),
  region: regionRoundTrip(inputs),
  iterations: iterations(inputs),
  router: routerLine(inputs),
  gatewayWait: gatewayWaits(inputs, random),
  prompt: 1,
  bytes: inputs.envelopeBytes,
});

/** Draws the next request's prompt from the conversation trace; one draw. */
export function nextPrompt(path: Path, random: Random): void {
  const drawn = fromQuantiles(PROMPT.chat, PROBABILITIES, random());
  path.prompt = Math.max(1, Math.round(drawn));
  path.bytes = path.prompt * path.inputs.bytesPerToken + path.inputs.envelopeBytes;
}
