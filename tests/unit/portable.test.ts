/** Functions that every engine computes to the same bit, held to those of the language. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { cos, exp, log, pow } from '../../src/kit/sim/portable.ts';
import { seeded } from '../../src/kit/sim/random.ts';

const random = seeded(1);
const many = (make: (u: number) => number) => Array.from({ length: 20_000 }, () => make(random()));
const near = (made: number, known: number, ulps: number) =>
  Object.is(made, known) || Math.abs(made - known) <= ulps * Number.EPSILON * Math.abs(known);

const CASES: readonly [string, (x: number) => number, (x: number) => number, number[], number][] = [
  ['log', log, Math.log, many((u) => (1 + u) * 2 ** Math.floor(2000 * random() - 1000)), 1],
  ['log near 1', log, Math.log, many((u) => 1 + (u - 0.5) / 1000), 1],
  ['exp', exp, Math.exp, many((u) => 1400 * u - 700), 1],
  ['cos', cos, Math.cos, many((u) => 2000 * u - 1000), 2],
  ['pow', (x) => pow(x, -0.8), (x) => x ** -0.8, many((u) => 1 + 5000 * u), 16],
];

for (const [name, made, known, values, ulps] of CASES) {
  test(`${name} is that of the language but for the last bits`, () => {
    for (const x of values) assert.ok(near(made(x), known(x), ulps), `${name}(${x})`);
  });
}

test('ends and odd values are those of the language', () => {
  const odd = [0, -0, 1, -1, Infinity, -Infinity, Number.NaN, Number.MIN_VALUE, Number.MAX_VALUE];
  for (const x of odd) {
    assert.ok(near(log(x), Math.log(x), 1), `log(${x})`);
    assert.ok(near(exp(x), Math.exp(x), 1), `exp(${x})`);
  }
  assert.equal(exp(-746), 0);
  assert.throws(() => cos(1e6), /not an angle/);
});

test('the bits are those that were computed when the method was written down', () => {
  const bits = Float64Array.from(CASES.flatMap(([, made, , values]) => values.map(made)));
  const hash = createHash('sha256').update(new Uint8Array(bits.buffer)).digest('hex');
  assert.equal(hash.slice(0, 16), '64c5772290464cc9');
});
