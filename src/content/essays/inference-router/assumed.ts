/** What the model assumes, each in one place; the text says them and the experiments use them. */
import { assume } from '../../../kit/assume.ts';

const share = { unit: '%', decimals: 0 };
const seconds = { unit: 's' };
const milliseconds = { unit: 'ms' };
const rate = { unit: 'tokens/s' };

export const MACHINE = {
  replicas: assume(8, 'how many replicas the machine has'),
  slots: assume(16, 'how many requests a replica works on at once'),
  reads: assume(20000, 'how fast a request reads its prompt', rate),
  writes: assume(20, 'how long a request takes to write a token', milliseconds),
};

/** What the sixth tenant does to the five. */
const flood = {
  background: assume(0.7, 'load of the tenants before the sixth comes', share),
  burstStart: assume(120, 'when the sixth tenant begins to send', seconds),
  burstLength: assume(10, 'how long the sixth tenant sends', seconds),
  bulk: assume(800, 'how many requests the sixth tenant sends'),
};

const weights = {
  codeWeight: assume(16, 'weight of the class of code'),
  chatWeight: assume(4, 'weight of the class of conversation'),
  longWeight: assume(1, 'weight of the class of long requests'),
};

export const given = {
  ...MACHINE,
  ...flood,
  ...weights,
  busy: assume(0.9, 'load of a busy machine', share),
  lighter: assume(0.7, 'load of a machine with room to spare', share),
  briefly: assume(
    4,
    'how long a request may be expected to take, to be let into the replica without long ones',
    seconds,
  ),
  routers: assume(8, 'how many routers share the replicas'),
  age: assume(1, 'time between two looks of a router', seconds),
  oldAge: assume(5, 'time between two looks of a router that looks seldom', seconds),
  asks: assume(1, 'how long a free slot that found nobody waits before it asks again', seconds),
  oftenAsks: assume(0.1, 'how long it waits where it asks often', seconds),
  longOfAll: assume(
    0.26,
    'share of the long conversations that joins code and conversation',
    share,
  ),
  patience: assume(30, 'how long a sender waits before leaving', seconds),
  farOver: assume(1.2, 'load of a machine with far too much to do', share),
  bound: assume(128, 'how many may wait where the queue is bounded'),
  withHome: assume(0.39, 'share of requests that have a home, as in the trace', share),
  heldAtHome: assume(0.85, 'share of a prompt that its home holds, as in the trace', share),
  offered: assume(1.05, 'load if nothing were reused', share),
  moreHome: assume(0.8, 'share of requests that have a home where more is reused', share),
  moreHeld: assume(0.8, 'share of a prompt that its home holds where more is reused', share),
  moreOffered: assume(1.15, 'load if nothing were reused, where more is', share),
  skew: assume(0.7, 'exponent of the popularity of homes where some are popular'),
  slowReads: assume(4000, 'how fast a long conversation reads its prompt', rate),
  difference: assume(8, 'by how many requests the fullest replica must exceed the emptiest'),
  ratio: assume(1.5, 'by what factor it must exceed it too'),
  refusal: assume(1, 'for how long a request refuses slots away from home', seconds),
  sharedReads: assume(40000, 'how fast a replica reads prompts that share its steps', rate),
  emptyStep: assume(8, 'how long a step of an empty batch takes', milliseconds),
  chunk: assume(512, 'how many prompt tokens a step carries'),
  sharedLoad: assume(0.6, 'load of the tenants where they share steps', share),
  apart: assume(1, 'how many replicas are set aside for the sixth tenant'),
  limit: assume(16, 'how many slots the sixth tenant may hold at once'),
  wider: assume(32, 'how many slots each tenant may hold where a common limit is wider'),
  later: assume(240, 'when the sixth tenant begins to send where the others have more of a past', {
    unit: 's',
  }),
  cut: assume(1400, 'how many requests of conversation length the sixth tenant sends instead'),
};

/** The five tenants and the sixth. */
export const FLOOD = {
  machine: MACHINE,
  background: flood.background,
  start: flood.burstStart,
  length: flood.burstLength,
  bulk: flood.bulk,
  /** When the five fall silent: what they send later does not change the busy minutes. */
  until: 360,
};

/** Weights of the classes code, chat and long where the machine is divided among classes. */
export const CLASS_WEIGHTS = [weights.codeWeight, weights.chatWeight, weights.longWeight];
