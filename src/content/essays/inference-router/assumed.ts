/** What the model assumes, each in one place; the text says them and the experiments use them. */
import { assume } from '../../../kit/assume.ts';

const share = { unit: '%', decimals: 0 };
const seconds = { unit: 's' };
const milliseconds = { unit: 'ms' };
const rate = { unit: 'tokens/s' };

export const given = {
  replicas: assume(8, 'how many replicas the machine has'),
  slots: assume(16, 'how many requests a replica works on at once'),
  reads: assume(20000, 'how fast a request reads its prompt', rate),
  writes: assume(20, 'how long a request takes to write a token', milliseconds),
  chat: assume(0.6, 'share of the steady requests that are conversation', share),
  code: assume(0.3, 'share of the steady requests that are code', share),
  long: assume(0.1, 'share of the steady requests that are long', share),
  busy: assume(0.9, 'load of a busy machine', share),
  nearlyFull: assume(0.95, 'load of a machine that is nearly full', share),
  error: assume(1, 'sigma of the logarithm of the factor by which predictions err'),
  gap: assume(5, 'how long a slot stays idle at a hand-over', milliseconds),
  longGap: assume(200, 'how long a slot stays idle at a slow hand-over', milliseconds),
  routers: assume(8, 'how many routers place requests by an old view'),
  age: assume(1, 'greatest age of what the routers see', seconds),
  oldAge: assume(5, 'greatest age of what the routers see when it is old', seconds),
  background: assume(0.7, 'load of the tenants before the sixth comes', share),
  burstStart: assume(120, 'when the sixth tenant begins to send', seconds),
  burstLength: assume(10, 'how long the sixth tenant sends', seconds),
  bulk: assume(800, 'how many requests the sixth tenant sends'),
  weight: assume(2, 'weight of chat-a where it is not one'),
  withHome: assume(0.8, 'share of requests that have a home', share),
  heldAtHome: assume(0.8, 'share of a prompt that its home holds', share),
  slowReads: assume(4000, 'how fast a request with a home reads the rest of its prompt', rate),
  atLimit: assume(1, 'load without reuse in a quiet test of homes', share),
  offered: assume(1.15, 'load without reuse in the scene with homes', share),
  difference: assume(8, 'by how many requests a replica must exceed the emptiest to be overloaded'),
  ratio: assume(1.5, 'by what factor it must exceed it too'),
  refusal: assume(1, 'for how long a request refuses slots away from home', seconds),
  patience: assume(30, 'how long a sender waits before leaving', seconds),
  over: assume(1.05, 'load of a machine with a little too much to do', share),
  farOver: assume(1.2, 'load of a machine with far too much to do', share),
  bound: assume(128, 'how many may wait where the queue is bounded'),
};

/** The machine, and the mix of requests under steady load. */
export const MACHINE = {
  replicas: given.replicas,
  slots: given.slots,
  reads: given.reads,
  writes: given.writes,
};
export const MIX = { chat: given.chat, code: given.code, long: given.long };

/** The tenants' machine while the sixth sends. */
export const BURST = {
  machine: MACHINE,
  background: given.background,
  start: given.burstStart,
  length: given.burstLength,
  bulk: given.bulk,
  spread: given.error,
};
