import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chart, panels } from '../../src/kit/draw/chart.ts';
import { key } from '../../src/kit/draw/key.ts';
import { LINE, placeRemarks, spread, widthOf, wrap } from '../../src/kit/draw/label.ts';
import {
  band,
  bars,
  dots,
  level,
  line,
  note,
  rule,
  stacked,
  steps,
  texts,
  whiskers,
} from '../../src/kit/draw/layers.ts';
import { markBand, markLine, markOf, markSpans, markSteps } from '../../src/kit/draw/mark.ts';
import { hatching, polyline, simplify } from '../../src/kit/draw/path.ts';
import { dotRows } from '../../src/kit/draw/rows.ts';
import {
  type Axis,
  bandAxis,
  linearAxis,
  logAxis,
  notingBeyond,
  roundUp,
  roundValues,
} from '../../src/kit/draw/scale.ts';
import { column, element, picture, row } from '../../src/kit/draw/svg.ts';
import { WIDTHS } from '../../src/kit/figure.ts';

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)));

test('a linear axis places values by their share and rounds ticks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1000, max: 1000 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      (from, span, share, count) => {
        const domain: [number, number] = [from / 10, (from + span) / 10];
        const value = domain[0] + share * (domain[1] - domain[0]);
        near(linearAxis(domain).place(value), share);
        const ticks = roundValues(domain[0], domain[1], count);
        assert.ok(ticks.length >= 1 && ticks.length <= count + 1);
        const steps = ticks.slice(1).map((tick, i) => tick - ticks[i]);
        for (const step of steps) near(step, steps[0], 1e-6);
        for (const tick of ticks) {
          assert.ok(`${tick}`.length < 10, `${tick} is round`);
          assert.ok(tick >= domain[0] - 1e-9 && tick <= domain[1] + 1e-9);
        }
      },
    ),
  );
  assert.deepEqual(roundValues(0.1, 400.6, 2), [200, 400]);
  assert.deepEqual(roundValues(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(roundValues(-40, 60, 5), [-40, -20, 0, 20, 40, 60]);
});

test('a logarithmic axis places values by the share of decades and keeps what is below on its edge', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-4, max: 1e3, noNaN: true }),
      fc.double({ min: 1.5, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (low, ratio, share) => {
        const domain: [number, number] = [low, low * ratio];
        const value = low * ratio ** share;
        near(logAxis(domain).place(value), share, 1e-6);
      },
    ),
  );
  assert.equal(logAxis([0.05, 100]).place(0), 0);
  assert.equal(logAxis([0.05, 100]).place(1e9), 1);
  assert.throws(() => logAxis([0, 1]), /starts above 0/);
  const text = (count: number) =>
    logAxis([0.05, 20000])
      .ticks(count)
      .map((tick) => tick.text);
  assert.deepEqual(text(6), ['0.1', '1', '10', '100', '1,000', '10,000']);
  assert.deepEqual(text(3), ['0.1', '10', '1,000']);
});

test('bands are equal and in the order given', () => {
  const axis = bandAxis(['a', 'b'], { gap: 0.2 });
  assert.equal(axis.place('a'), 0.25);
  assert.deepEqual(
    axis.extent('b').map((edge) => Number(edge.toFixed(9))),
    [0.55, 0.95],
  );
  assert.throws(() => axis.place('c'), /no band named c/);
});

test('ticks are printed for English readers', () => {
  const texts = (axis: Axis, count: number) => axis.ticks(count).map((tick) => tick.text);
  assert.deepEqual(texts(linearAxis([0, 1], { unit: '%' }), 2), ['0%', '50%', '100%']);
  assert.deepEqual(texts(linearAxis([-1, 1], { unit: 's' }), 4), [
    '\u22121.0',
    '\u22120.5',
    '0',
    '0.5',
    '1.0',
  ]);
  assert.deepEqual(texts(linearAxis([0, 20_000]), 2), ['0', '10,000', '20,000']);
  const ticks = [0, 0.07, 0.125, 1];
  assert.deepEqual(texts(linearAxis([0, 1], { ticks }), 2), ['0', '0.07', '0.125', '1']);
  assert.deepEqual(texts(linearAxis([0, 1], { ticks, unit: '%' }), 2), [
    '0%',
    '7%',
    '12.5%',
    '100%',
  ]);
  assert.deepEqual(texts(linearAxis([0, 1], { ticks: [1], format: (v) => `<${v}>` }), 2), ['<1>']);
  assert.equal(linearAxis([0, 1], { label: 'wait', unit: 's' }).label, 'wait, s');
  assert.equal(linearAxis([0, 1], { label: 'load', unit: '%' }).label, 'load');
  for (const [value, round] of [
    [0, 1],
    [0.93, 1],
    [1.2, 1.5],
    [41, 50],
    [801, 1000],
  ] as const) {
    assert.equal(roundUp(value), round);
  }
});

test('labels in the margin never overlap, stay inside, and keep their order', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.double({ min: -50, max: 350, noNaN: true }), fc.integer({ min: 1, max: 3 })),
        {
          minLength: 1,
          maxLength: 9,
        },
      ),
      (labels) => {
        const wanted = labels.map(([y]) => y);
        const heights = labels.map(([, lines]) => lines * LINE);
        const room = heights.reduce((sum, h) => sum + h, 0);
        const [from, to] = [0, Math.max(300, room)];
        const centres = spread(wanted, heights, from, to);
        const order = wanted.map((_, i) => i).sort((a, b) => centres[a] - centres[b]);
        order.forEach((i, k) => {
          const top = centres[i] - heights[i] / 2;
          assert.ok(top >= from - 1e-6 && top + heights[i] <= to + 1e-6);
          const above = order[k - 1];
          if (above === undefined) return;
          assert.ok(top >= centres[above] + heights[above] / 2 - 1e-6);
          assert.ok(wanted[above] <= wanted[i]);
        });
      },
    ),
  );
  assert.deepEqual(spread([10, 100], [14, 14], 0, 200), [10, 100]);
  assert.deepEqual(spread([100, 100], [14, 14], 0, 200), [93, 107]);
});

test('remarks in the plot never overlap and stay inside', () => {
  const notes = fc.array(
    fc.record({
      x: fc.double({ min: 0, max: 500, noNaN: true }),
      y: fc.double({ min: 0, max: 300, noNaN: true }),
      text: fc.constantFrom('mean', 'under 0.05 s', 'a few queries find almost nothing at all'),
      role: fc.constant('ink' as const),
      anchor: fc.constantFrom('start' as const, 'middle' as const, 'end' as const),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(notes, (wanted) => {
      const placed = placeRemarks(wanted, [0, 0, 500, 300]);
      assert.equal(placed.length, wanted.length);
      const boxes = placed.map((n) => {
        const width = Math.max(...n.lines.map(widthOf));
        const left = n.x - (n.anchor === 'start' ? 0 : n.anchor === 'end' ? width : width / 2);
        return [left, n.y - LINE / 2, left + width, n.y - LINE / 2 + n.lines.length * LINE];
      });
      boxes.forEach((a, i) => {
        assert.ok(a[0] > -0.2 && a[1] > -0.2 && a[2] < 500.2 && a[3] < 300.2);
        for (const b of boxes.slice(i + 1)) {
          assert.ok(a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3]);
        }
      });
    }),
  );
});

test('texts are broken at spaces only', () => {
  assert.deepEqual(wrap('least outstanding work', widthOf('least outstanding')), [
    'least outstanding',
    'work',
  ]);
  assert.deepEqual(wrap('unbreakable', 5), ['unbreakable']);
});

test('a thinned line strays no more than it may', () => {
  const points = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), {
    minLength: 2,
    maxLength: 60,
  });
  fc.assert(
    fc.property(points, (ys) => {
      const all = ys.map((y, x) => [x * 10, y] as const);
      const kept = simplify(all, 2);
      assert.deepEqual([kept[0], kept.at(-1)], [all[0], all.at(-1)]);
      for (const [x, y] of all) {
        const next = kept.findIndex((p) => p[0] >= x);
        const [a, b] = [kept[Math.max(0, next - 1)], kept[next]];
        const share = b[0] === a[0] ? 0 : (x - a[0]) / (b[0] - a[0]);
        const slope = (b[1] - a[1]) / (b[0] - a[0] || 1);
        const off = Math.abs(y - (a[1] + share * (b[1] - a[1]))) / Math.hypot(1, slope);
        assert.ok(off <= 2 + 1e-6);
      }
    }),
  );
  assert.equal(
    polyline([
      [0, 0],
      [5, 5],
      [10, 10],
    ]),
    'M0,0l10,10',
  );
});

test('hatching stays in its rectangle', () => {
  for (const [, x, y] of hatching(3, 4, 40, 20).matchAll(/M(-?[\d.]+),?(-?[\d.]+)/g)) {
    assert.ok(Number(x) >= 2.9 && Number(x) <= 40.1 && Number(y) >= 3.9 && Number(y) <= 20.1);
  }
});

const everything = (width: number, ys: readonly number[]) => {
  const points = ys.map((y, x) => [x, y] as const);
  const spec = {
    x: linearAxis([0, Math.max(1, ys.length - 1)], { label: 'time', unit: 's' }),
    y: logAxis([0.05, 100], { label: 'wait & see <99th>', unit: 's' }),
    title: 'one\u00a0rule',
    note: 'median 4.2 s',
    layers: [
      band(
        points.map(([x, y]) => [x, y / 2, y * 2]),
        { role: 'wait' },
      ),
      line(points, { role: 'work', label: 'first come, first served' }),
      line([...points.slice(0, 1), [0.5, null], ...points], { dash: 'dashed' }),
      steps(points, { role: 'lost', label: 'steps' }),
      dots(points, { hollow: true, label: 'dots' }),
      whiskers(points.map(([x, y]) => [x, y, y + 1])),
      rule({ y: 1 }, { label: 'one second' }),
      rule({ x: 0 }, { label: 'start' }),
      level(3, { label: 'without', role: 'reference' }),
      note(0, 2, 'here'),
      texts([{ x: 0, y: 4, text: '<4' }]),
    ],
  } as const;
  const names = ['one', 'two', 'three'];
  return picture(
    column([
      key(width, [{ label: 'hollow', sample: element('path', { d: 'M0,0h1' }) }]),
      chart(width, spec),
      panels(width, [spec, spec, { ...spec, grid: 'both', layers: [] }]),
      row([
        chart((width - 24) / 2, {
          x: linearAxis([0, 1], { unit: '%' }),
          y: bandAxis(names),
          layers: [
            bars(
              names.map((y) => ({ x: [0, 0.6], y, text: 'inside' }) as const),
              { hatched: true },
            ),
            bars(
              names.map((y) => ({ x: 0.2, y, text: 'in' })),
              { role: 'wait', tint: 1 },
            ),
          ],
        }),
        chart((width - 24) / 2, {
          x: bandAxis(names),
          y: linearAxis([0, 9]),
          layers: [bars([{ x: 'one', y: 4 }])],
        }),
      ]),
      dotRows(width, {
        x: logAxis([0.1, 200], { label: 'wait', unit: 's' }),
        column: 'mean wait, s',
        groups: [
          {
            name: 'order',
            rows: [
              {
                name: 'first come',
                figure: '4.2',
                joined: true,
                marked: true,
                dots: (['circle', 'square', 'diamond', 'triangle', 'cross'] as const).map(
                  (shape, i) => ({ value: i * 40, style: { shape, role: 'wait' } }) as const,
                ),
              },
            ],
          },
        ],
      }),
    ]),
  );
};

const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 30,
});

test('whatever the values, a drawing has finite coordinates of one decimal and no stray attribute', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(WIDTHS)), values, (width, ys) => {
      const svg = everything(width, ys);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|null|\d\.\d\d|e-\d/);
      assert.doesNotMatch(svg, / (?:style|id|on\w+)=/);
      assert.match(svg, new RegExp(`^<svg class="chart" viewBox="0 0 ${width} \\d+(?:\\.\\d)?" `));
    }),
    { numRuns: 60 },
  );
});

test('no text of a drawing leaves its width', () => {
  for (const width of Object.values(WIDTHS)) {
    const svg = everything(width, [1, 2, 3, 50, 99]);
    const nested = svg.replace(/<g transform="translate\(([\d.]+) [\d.]+\)">/g, '');
    for (const [, anchor, x, text] of nested.matchAll(
      /<text(?: class="([^"]*)")? x="([\d.-]+)"[^>]*>([^<]+)</g,
    )) {
      const left = Number(x) - (anchor?.includes('end') ? widthOf(text) : 0);
      assert.ok(left >= -1 && left <= width, `${text} at ${left} of ${width}`);
    }
  }
});

test('a drawing from a number that is missing is refused', () => {
  const spec = { x: linearAxis([0, 1]), y: linearAxis([0, 1]), layers: [line([[0, Number.NaN]])] };
  assert.throws(() => chart(342, spec), /not a coordinate: NaN/);
});

test('what is built is what a browser reads back', () => {
  const svg = everything(576, [1, 2, 3]);
  assert.match(svg, /wait &amp; see &lt;99th&gt;/);
  assert.match(svg, /one&nbsp;rule/);
  assert.doesNotMatch(svg, /\/>|'|\u00a0/);
  const open: string[] = [];
  for (const [, close, name] of svg.matchAll(/<(\/?)(\w+)/g)) {
    if (close) assert.equal(open.pop(), name);
    else open.push(name);
  }
  assert.deepEqual(open, []);
  assert.throws(() => element('path', { class: 'a"b' }), /not an attribute value/);
});

test('series on top of each other add up', () => {
  const [below, above] = stacked(
    ['a', 'b'],
    [
      [1, 2],
      [3, 4],
    ],
  );
  assert.deepEqual(below, [
    ['a', 0, 1],
    ['b', 0, 2],
  ]);
  assert.deepEqual(above, [
    ['a', 1, 4],
    ['b', 2, 6],
  ]);
});

test('marks are 144 by 48 and hold no words', () => {
  const scale = { x: [0, 3], y: [0, 10] } as const;
  const svg = picture(
    markOf(
      markBand(
        scale,
        [
          [0, 1, 2],
          [3, 4, 9],
        ],
        { role: 'wait' },
      ),
      markLine(
        scale,
        [
          [0, 1],
          [3, 8],
        ],
        { role: 'wait' },
      ),
      markSteps(
        scale,
        [
          [0, 1],
          [2, 5],
        ],
        { role: 'work' },
      ),
      markSpans([0, 3], [{ from: 0, to: 2, row: 0 }], 2, { role: 'work' }),
    ),
    'mark',
  );
  assert.match(svg, /^<svg class="mark" viewBox="0 0 144 48" width="144" height="48">/);
  assert.doesNotMatch(svg, /<text|NaN/);
});

/** Calls with a word or a number that the kit does not know, and what it says. */
const REFUSED: readonly (readonly [says: RegExp, call: () => unknown])[] = [
  [/the role "wiat" is none of work, wait/, () => drawnWith({ role: 'wiat' })],
  [/the dash "dash" is none of dashed, dotted/, () => drawnWith({ dash: 'dash' })],
  [/the weight "bold" is none of thin, strong/, () => drawnWith({ weight: 'bold' })],
  [/the tint "4" is none of 1, 2, 3/, () => drawnWith({ tint: 4 })],
  [/the grid "xy" is none of x, y/, () => chart(400, { ...EMPTY, grid: 'xy' as 'x' })],
  [/not a width to draw at: undefined/, () => chart(undefined as never, EMPTY)],
  [/not a width to draw at: NaN/, () => panels(Number.NaN, [EMPTY])],
  [/not a number of columns: 0/, () => panels(400, [EMPTY], { columns: 0, narrowColumns: 0 })],
  [/two finite ends: 0,NaN/, () => linearAxis([0, Number.NaN])],
  [/two finite ends: 0,Infinity/, () => linearAxis([0, Number.POSITIVE_INFINITY])],
];
const EMPTY = { x: linearAxis([0, 1]), y: linearAxis([0, 1]), layers: [] };

const drawnWith = (style: object) =>
  chart(400, {
    ...EMPTY,
    layers: [
      line(
        [
          [0, 0],
          [1, 1],
        ],
        style,
      ),
    ],
  });

for (const [says, call] of REFUSED) {
  test(`the kit refuses it: ${says.source}`, () => assert.throws(call, says));
}

test('a value alone between gaps is a dot, and no line', () => {
  const drawn = (...points: [number, number | null][]) =>
    chart(400, { ...EMPTY, layers: [line(points, { role: 'wait' })] }).body;
  const alone = drawn([0, 0.5], [0.5, null], [1, 0.5]);
  assert.ok(alone.includes('class="fill wait"') && !alone.includes('class="line wait"'));
  const line2 = drawn([0, 0.5], [1, 0.5]);
  assert.ok(!line2.includes('class="fill wait"') && line2.includes('class="line wait"'));
});

test('values beyond an axis are noted while somebody looks, those of a logarithm only above', () => {
  const seen = (axis: () => Axis, ...values: number[]) =>
    notingBeyond(() => {
      const { place } = axis();
      return values.map(place);
    }).beyond.map(({ value }) => value);
  assert.deepEqual(
    seen(() => linearAxis([0, 10]), -1, 0, 10.05, 12),
    [-1, 12],
  );
  assert.deepEqual(
    seen(() => linearAxis([10, 0]), -1, 5, 12),
    [-1, 12],
  );
  assert.deepEqual(
    seen(() => logAxis([1, 100]), 0, 0.1, 50, 200),
    [200],
  );
  assert.equal(linearAxis([0, 10]).place(12), 1);
});
