/** A run as a series of stills, with the lamps of the list: what a moving figure draws. */
import {
  type Log,
  type Look,
  type Policy,
  PRICE,
  type Request,
  runEngine,
  type State,
} from './engine.ts';
import { judge, type Violation } from './judge.ts';
import { type Case, unit } from './list.ts';

/** A slot that nobody holds. */
export const FREE = -1;

/** The machine at one moment. */
export interface Frame {
  readonly tick: number;
  /** Of each slot the tenant that holds it, or {@link FREE}. */
  readonly slots: readonly number[];
  /** Of each tenant the prices of its waiting requests, oldest first, priced tokens. */
  readonly waiting: readonly (readonly number[])[];
  /** Of each tenant what it has received, priced tokens. */
  readonly received: readonly number[];
  /** Of each tenant its counter, or what it has received where no counters are kept. */
  readonly accounts: readonly number[];
  /** The sentences that are broken by now, the first one first. */
  readonly out: readonly number[];
  /** The most that a tenant has received until now while another's oldest request waited. */
  readonly bypass: number;
}

/** A run, moment by moment. */
export interface History {
  /** U of the case, priced tokens. */
  readonly unit: number;
  /** Whether the scheduler keeps counters, without which sentences 6 and 7 say nothing. */
  readonly counts: boolean;
  /** How each sentence that was broken was broken first, in the order in which that happened. */
  readonly found: readonly Violation[];
  readonly frames: readonly Frame[];
  /** The largest account, service or queue of any moment, priced tokens: how far a drawing has to reach. */
  readonly reach: number;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

const price = ({ prompt, output }: Request): number =>
  PRICE.prompt * prompt + PRICE.output * output;

/**
 * Runs a case and keeps stills of it: one for each tick, once its free slots are filled, and one of the
 * end; or one before anything has happened, and then after the arrivals of a tick, each pick and the
 * tokens of a tick.
 *
 * @param last the last tick; without it the run goes on to its end
 */
export function filmed(
  of: Case,
  policy: Policy,
  every: 'tick' | 'step',
  last?: number,
): { history: History; log: Log } {
  const { look, end, found, most } = judge(of);
  const slots: number[] = new Array(of.slots).fill(FREE);
  const heldBy: Request[] = [];
  const none = Array.from({ length: of.tenants }, () => 0);
  const still = ({ queues, received, counters }: Omit<State, 'running' | 'now'>, tick: number) => ({
    tick,
    slots: [...slots],
    waiting: queues.map((queue) => queue.map(price)),
    received: [...received],
    accounts: [...(counters ?? received)],
    out: found.map(({ sentence }) => sentence),
    bypass: most[5],
  });
  const frames: Frame[] = [
    still({ queues: none.map(() => []), received: none, counters: undefined }, 0),
  ];
  let counts = false;
  let previous = '';
  const see: Look = (step, state, request) => {
    look(step, state, request);
    if (request !== undefined && step === 'pick') {
      const slot = slots.indexOf(FREE);
      slots[slot] = request.tenant;
      heldBy[slot] = request;
    }
    if (request !== undefined && step === 'done') slots[heldBy.indexOf(request)] = FREE;
    counts = state.counters !== undefined;
    const tick = step === 'ticked' ? state.now + 1 : state.now;
    if (every === 'tick') {
      // What a tick leaves behind stands until the next one has filled the slots.
      if (step === 'filled' || step === 'ticked') frames[tick] = still(state, tick);
    } else if (step === 'arrival' || step === 'pick' || step === 'ticked') {
      // Arrivals of one tick are one still.
      if (step === 'arrival' && previous === `arrival ${tick}`) frames.pop();
      previous = `${step} ${tick}`;
      frames.push(still(state, tick));
    }
  };
  const stop = last === undefined ? undefined : last + 1;
  const log = runEngine(of.requests, of, policy, stop, see);
  if (log.unfinished === 0) end(log);
  // What the last tick leaves behind comes after it.
  else if (stop !== undefined) frames.length = stop;
  const reach = Math.max(
    ...frames.flatMap(({ received, accounts, waiting }) => [
      ...received,
      ...accounts,
      ...waiting.map(sum),
    ]),
  );
  return { history: { unit: unit(of), counts, found, frames, reach }, log };
}

/** The still at a moment, which counts them; the last one from its end on. */
export const frameAt = ({ frames }: History, moment: number): Frame =>
  frames[Math.min(Math.max(0, Math.round(moment)), frames.length - 1)];
