import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  erlangC,
  erlangWait,
  pollaczekKhinchine,
  priorityWaits,
} from '../../src/kit/sim/queueing.ts';
import { squaredVariation, summary } from '../../src/kit/sim/stats.ts';

const near = (actual: number, expected: number, relative: number) =>
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${actual} is not within ${relative} of ${expected}`,
  );

test('Erlang C and the mean wait of M/M/c match the published tables', () => {
  near(erlangC(128, 115.2), 0.168879, 1e-5);
  near(erlangWait(128, 0.9), 0.013194, 1e-4);
  near(erlangC(16, 16 * 0.9), 0.59, 0.01);
  near(erlangWait(16, 0.98), 2.84, 0.005);
});

test('one server: Erlang C is the load, and its wait is that of M/M/1', () => {
  for (const load of [0.1, 0.5, 0.8, 0.95]) {
    near(erlangC(1, load), load, 1e-12);
    near(erlangWait(1, load), pollaczekKhinchine(load, 1), 1e-12);
  }
});

test('Pollaczek–Khinchine: constant service halves the wait of exponential service', () => {
  near(pollaczekKhinchine(0.8, 1), 4, 1e-12);
  near(pollaczekKhinchine(0.8, 0), 2, 1e-12);
});

test('two priority classes wait 3 and 30 service times, and the conservation law holds', () => {
  const loads = [0.7, 0.2];
  const waits = priorityWaits(loads, 0.9);
  near(waits[0], 3, 1e-12);
  near(waits[1], 30, 1e-12);
  near(loads[0] * waits[0] + loads[1] * waits[1], 0.9 * 9, 1e-12);
});

test('summary of a known sample; an empty one is an error', () => {
  const found = summary([4, 1, 3, 2, 5]);
  assert.deepEqual([found.count, found.mean, found.p50, found.max], [5, 3, 3, 5]);
  near(found.p99, 4.96, 1e-12);
  assert.throws(() => summary([]), RangeError);
  near(squaredVariation([1, 2, 3, 4, 5]), 2 / 9, 1e-12);
});
