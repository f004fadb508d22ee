/**
 * An inference engine seen from its scheduler: one tick is one iteration, a batch has a fixed
 * number of slots, and a request that has a slot keeps it until it is done. Everything is an
 * integer.
 */

/** What one token costs a tenant, in priced tokens (the defaults of Sheng et al., OSDI 2024). */
export const PRICE = { prompt: 1, output: 2 } as const;

/** One request; requests are handed to the engine in order of arrival, `id` their position. */
export interface Request {
  readonly id: number;
  readonly tenant: number;
  /** The tick at whose start it arrives. */
  readonly arrival: number;
  /** Prompt tokens. */
  readonly prompt: number;
  /** Tokens to produce, at least 1. */
  readonly output: number;
}

/** The machine. */
export interface Machine {
  readonly tenants: number;
  /** Requests that run at the same time. */
  readonly slots: number;
  /** Prompt tokens read in one tick; without it reading a prompt takes no time. */
  readonly chunk?: number | undefined;
}

/** What a scheduler can see. */
export interface View extends Machine {
  /** Waiting requests of each tenant, oldest first. */
  readonly queues: readonly (readonly Request[])[];
  /** Requests that have a slot now. */
  readonly running: () => number;
  /** The present tick. */
  readonly now: () => number;
}

/** The answer of a scheduler that admits nobody now. */
export const NOBODY = -1;

/** A scheduler names a tenant; it cannot choose inside a tenant nor take a slot away. */
export interface Scheduler {
  /** The tenant whose oldest request gets the next free slot, or {@link NOBODY}. */
  pick(): number;
  /** Called before an arrival is queued; `returns` says that the tenant had nothing waiting. */
  arrived?(request: Request, returns: boolean): void;
  /** The request has a slot now. */
  admitted?(request: Request): void;
  /** The request has produced one token. */
  produced?(request: Request): void;
  /** The request has produced its last token. */
  finished?(request: Request): void;
  /** What each tenant has been charged, for schedulers that keep such an account. */
  readonly counters?: readonly number[];
}

/** Makes a scheduler for one run. */
export type Policy = (view: View) => Scheduler;

/** A request getting its slot, at the start of `tick`. */
export interface Admission {
  readonly request: Request;
  readonly tick: number;
}

/** What happened in a run. */
export interface Log {
  readonly tenants: number;
  readonly ticks: number;
  readonly admissions: readonly Admission[];
  /** The tick after which each request was done, by id; -1 if it was not. */
  readonly finished: readonly number[];
  /** Priced tokens each tenant has received by the end of each tick: `tick * tenants + tenant`. */
  readonly received: readonly number[];
  /** Requests not done when the run ended. */
  readonly unfinished: number;
}

/**
 * What has just happened: a request arrived, got a slot, got one token, left; all slots are filled
 * that the scheduler fills; the tick is over. The last two are about no request.
 */
export type Step = 'arrival' | 'pick' | 'token' | 'done' | 'filled' | 'ticked';

/** The machine as it stands between two steps; the engine goes on changing it. */
export interface State {
  readonly queues: readonly (readonly Request[])[];
  readonly running: readonly Running[];
  /** Priced tokens each tenant has received. */
  readonly received: readonly number[];
  /** The scheduler's counters, if it keeps any. */
  readonly counters: readonly number[] | undefined;
  readonly now: number;
}

/** Called after every step. */
export type Look = (step: Step, state: State, request: Request | undefined) => void;

interface Running {
  readonly request: Request;
  promptTicks: number;
  outputLeft: number;
}

/** Ticks it takes to read a prompt. */
export const promptTicks = (request: Request, chunk: number | undefined): number =>
  chunk === undefined ? 0 : Math.ceil(request.prompt / chunk);

/** A tick by which any scheduler that keeps at least one request running is done. */
function horizon(requests: readonly Request[], chunk: number | undefined): number {
  let tick = 1;
  for (const request of requests) {
    tick = Math.max(tick, request.arrival + 1);
    tick += promptTicks(request, chunk) + request.output;
  }
  return tick;
}

const unseen: Look = () => {};

/**
 * Runs `requests` through the machine under `policy`. In each tick arrivals are queued, free
 * slots are filled, every running request reads one chunk of its prompt or produces one token,
 * and finished requests leave.
 *
 * @param requests in order of arrival
 * @param stop the tick at which to stop; without it the run goes on until all work is done, or
 *   until a scheduler that keeps the machine busy would be done
 * @param look sees every step
 */
export function runEngine(
  requests: readonly Request[],
  machine: Machine,
  policy: Policy,
  stop = horizon(requests, machine.chunk),
  look = unseen,
): Log {
  const { tenants, slots, chunk } = machine;
  const queues: Request[][] = [];
  for (let tenant = 0; tenant < tenants; tenant++) queues.push([]);
  const soFar: number[] = new Array(tenants).fill(0);
  const state: State & {
    running: Running[];
    counters: readonly number[] | undefined;
    now: number;
  } = { queues, running: [], received: soFar, counters: undefined, now: 0 };
  const scheduler = policy({
    tenants,
    slots,
    chunk,
    queues,
    running: () => state.running.length,
    now: () => state.now,
  });
  state.counters = scheduler.counters;
  const admissions: Admission[] = [];
  const finished: number[] = new Array(requests.length).fill(-1);
  const received: number[] = [];
  let next = 0;
  let unfinished = requests.length;
  for (; unfinished > 0 && state.now < stop; state.now++) {
    for (; next < requests.length && requests[next].arrival <= state.now; next++) {
      const request = requests[next];
      scheduler.arrived?.(request, queues[request.tenant].length === 0);
      queues[request.tenant].push(request);
      look('arrival', state, request);
    }
    while (state.running.length < slots) {
      const tenant = scheduler.pick();
      const request = tenant === NOBODY ? undefined : queues[tenant].shift();
      if (request === undefined) break;
      state.running.push({
        request,
        promptTicks: promptTicks(request, chunk),
        outputLeft: request.output,
      });
      soFar[request.tenant] += PRICE.prompt * request.prompt;
      scheduler.admitted?.(request);
      admissions.push({ request, tick: state.now });
      look('pick', state, request);
    }
    look('filled', state, undefined);
    let leaving = 0;
    for (const running of state.running) {
      const { request } = running;
      if (running.promptTicks > 0) {
        running.promptTicks--;
        continue;
      }
      soFar[request.tenant] += PRICE.output;
      scheduler.produced?.(request);
      running.outputLeft--;
      look('token', state, request);
      if (running.outputLeft > 0) continue;
      leaving++;
      finished[request.id] = state.now + 1;
      scheduler.finished?.(request);
      look('done', state, request);
    }
    if (leaving > 0) {
      unfinished -= leaving;
      state.running = state.running.filter((running) => running.outputLeft > 0);
    }
    for (let tenant = 0; tenant < tenants; tenant++) {
      received.push(soFar[tenant]);
    }
    look('ticked', state, undefined);
  }
  const { now: ticks } = state;
  return { tenants, ticks, admissions, finished, received, unfinished };
}
