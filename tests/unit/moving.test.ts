/** The pure parts of figures that move, are taken by hand and are drawn again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chart } from '../../src/kit/draw/chart.ts';
import { alsoAlong, chosen, handle, handleAt } from '../../src/kit/draw/handle.ts';
import { dots } from '../../src/kit/draw/layers.ts';
import { linearAxis } from '../../src/kit/draw/scale.ts';
import { fromTenths } from '../../src/kit/draw/svg.ts';
import { track } from '../../src/kit/draw/track.ts';
import { later, nextOf, placedTicks } from '../../src/kit/moments.ts';
import { drawnAs, otherDraws } from '../../src/kit/seeds.ts';
import { drawDots, drawnOf, rangeText, tallyText } from '../../src/kit/tally.ts';

test('time goes by at its rate and ends at the last moment', () => {
  assert.equal(later(10, 500, { to: 90, rate: 20 }), 20);
  assert.equal(later(85, 500, { to: 90, rate: 20 }), 90);
  assert.equal(later(90, 33, { to: 90, rate: 20 }), 90);
});

test('the next tick lies beyond the moment, and behind the last comes the first', () => {
  assert.equal(nextOf(0, [0, 20, 60]), 20);
  assert.equal(nextOf(19.5, [0, 20, 60]), 20);
  assert.equal(nextOf(60, [0, 20, 60]), 0);
  assert.equal(nextOf(90, [0, 20, 60]), 0);
});

const MOMENTS = { unit: 's', from: 100, to: 300, printed: 150, rate: 10 };
const ticks = [
  { at: 100, label: 'quiet' },
  { at: 150, label: 'they come' },
  { at: 290, label: 'the end' },
];

test('ticks stand with their words where all have room, else with their moments', () => {
  const wide = placedTicks({ ...MOMENTS, ticks }, 600);
  assert.deepEqual(wide, [
    { share: 0, text: 'quiet', side: 'start' },
    { share: 0.25, text: 'they come', side: 'start' },
    { share: 0.95, text: 'the end', side: 'end' },
  ]);
  const narrow = placedTicks({ ...MOMENTS, ticks }, 190);
  assert.deepEqual(
    narrow.map(({ text }) => text),
    ['100', '150', '290'],
  );
});

test('no text of a tick lies on another, nor beyond the bar', () => {
  const at = fc.uniqueArray(fc.integer({ min: 100, max: 300 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(at, fc.integer({ min: 60, max: 900 }), (moments, width) => {
      const all = [...moments].sort((a, b) => a - b).map((one) => ({ at: one, label: 'a word' }));
      let free = 0;
      for (const { share, text, side } of placedTicks({ ...MOMENTS, ticks: all }, width)) {
        if (!text) continue;
        const length = 7.2 * text.length;
        const start = side === 'start' ? share * width + 6 : share * width - 6 - length;
        assert.ok(start >= free - 1e-9 && start + length <= width + 1e-9, `${text} at ${start}`);
        free = start + length;
      }
    }),
  );
});

test('tenths are written as the numbers that they stand for, without a leading zero', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), (value) => {
      const text = fromTenths(value);
      assert.equal(Math.round(Number(text) * 10), value);
      assert.doesNotMatch(text, /^-?0\.|^-0$|\.0$|\.\d\d/);
    }),
  );
  assert.deepEqual([0, 5, -5, 10, -10, 123].map(fromTenths), ['0', '.5', '-.5', '1', '-1', '12.3']);
});

test('another draw moves every seed, and the first eight are those that claims are held at', () => {
  const params = { load: 0.8, seeds: [1, 2] };
  assert.deepEqual(drawnAs(params, 0), params);
  assert.deepEqual(drawnAs({ seed: 7, load: 1 }, 3), { seed: 3007, load: 1 });
  assert.deepEqual(
    otherDraws(params),
    Array.from({ length: 8 }, (_, i) => drawnAs(params, i + 1)),
  );
  assert.deepEqual(otherDraws({ load: 1 }), []);
});

const AGAIN = {
  what: 'wait',
  unit: 's',
  decimals: 1,
  from: 0,
  to: 10,
  role: 'wait',
  read: (r: number) => r,
  outcome: (r: number) => (r < 5 ? 'held' : 'failed'),
} as const;
const drawn = (...values: number[]) => values.map((value) => drawnOf(AGAIN, value, undefined));

test('the tally counts outcomes, the most frequent first, and says from where to where', () => {
  assert.equal(tallyText(drawn(1)), 'held in 1 of 1');
  assert.equal(tallyText(drawn(7, 1, 2, 3)), 'held in 3 of 4, failed in 1');
  assert.equal(rangeText('wait', drawn(3)), 'wait: 3.0\u00a0s, 1 draw');
  assert.equal(rangeText('wait', drawn(3, 12, 1)), 'wait: 1.0 to 12.0\u00a0s, 3 draws');
  assert.equal(rangeText('wait', drawn(3, 3)), 'wait: 3.0\u00a0s, 2 draws');
});

test('each draw has its dot, that of this draw last and ringed, and none beyond the line', () => {
  const all = drawn(2.5, 12, -1);
  const picture = drawDots(all, all[0]);
  assert.deepEqual(
    [...picture.matchAll(/<circle class="(\w+)" cx="([\d.]+)%"/g)].map(([, ...said]) => said),
    [
      ['fill', '100'],
      ['fill', '0'],
      ['this', '25'],
    ],
  );
});

test('a handle says which control it sets, and which values two places of its line stand for', () => {
  const drawing = chart(342, {
    x: linearAxis([0, 1]),
    y: linearAxis([0, 1]),
    layers: [handle('load', { x: 0.5, y: 0.5 }, 'x', [0.25, 1], { role: 'wait' })],
  }).body;
  const [, axis, x0, v0, x1, v1] =
    /data-drag="load" data-along="(\w) ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"/.exec(drawing) ?? [];
  assert.deepEqual([axis, v0, v1], ['x', '0.25', '1']);
  const [, left, right] = /class="axis" d="M([\d.]+),[\d.]+h([\d.]+)/.exec(drawing) ?? [];
  assert.ok(Math.abs(Number(x0) - (Number(left) + 0.25 * Number(right))) < 0.11);
  assert.ok(Math.abs(Number(x1) - (Number(left) + Number(right))) < 0.11);
  assert.throws(
    () => handleAt('a"b', 0, 0, { axis: 'x', from: [0, 0], to: [1, 1] }),
    /not an attribute value/,
  );
});

test('a handle for two lines is one in another, and is drawn once', () => {
  const inner = handleAt('x', 50, 20, { axis: 'x', from: [0, 0], to: [100, 1] });
  const both = alsoAlong('y', { axis: 'y', from: [40, 0], to: [0, 1] }, inner);
  assert.equal(both, `<g data-drag="y" data-along="y 40 0 0 1">${inner}</g>`);
});

test('marks that can be chosen are drawn as they would be, in a group that says what they set', () => {
  const spec = { x: linearAxis([0, 1]), y: linearAxis([0, 1]) };
  const layer = dots([[0.5, 0.5]], { role: 'work' });
  const plain = chart(342, { ...spec, layers: [layer] }).body;
  const open = '<g data-choose="order" data-value="last">';
  const grouped = chart(342, { ...spec, layers: [chosen('order', 'last', layer)] }).body;
  assert.ok(grouped.includes(open));
  assert.equal(grouped.replace(open, '').replace('</path></g>', '</path>'), plain);
  assert.doesNotMatch(
    chart(342, { ...spec, layers: [chosen('order', 'last', dots([]))] }).body,
    /choose/,
  );
});

test('a track goes from the first moment to the last, and up to the greatest of its values', () => {
  const points = [
    [100, 0],
    [200, 50],
    [300, 0],
  ] as const;
  const drawing = track(100, 300, [
    { points, role: 'wait', filled: true },
    { points, dash: 'dashed' },
  ]);
  assert.match(drawing, /viewBox="0 0 1000 32" preserveAspectRatio="none"/);
  assert.match(drawing, /class="fill wait" d="M0,31l500-30l500,30/);
  assert.match(drawing, /class="line ink dashed" d="M0,31l500-30l500,30"/);
  assert.match(track(100, 300, [{ points }], 100), / d="M0,31l500-15l500,15"/);
  assert.doesNotMatch(
    track(0, 1, [
      {
        points: [
          [0, 0],
          [1, 0],
        ],
      },
    ]),
    /NaN/,
  );
});
