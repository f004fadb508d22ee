/** Where things are drawn. What a drawing says as a whole is in tests/snapshots. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from '../../src/kit/csv.ts';
import { type Chart, chart, type Frame, panels } from '../../src/kit/draw/chart.ts';
import { ADVANCE, LINE, placeRemarks, wrap } from '../../src/kit/draw/label.ts';
import { band, bars, line, steps, whiskers } from '../../src/kit/draw/layers.ts';
import { markLine, markSpans } from '../../src/kit/draw/mark.ts';
import { rectangle, staircase } from '../../src/kit/draw/path.ts';
import { dotRows } from '../../src/kit/draw/rows.ts';
import { bandAxis, linearAxis } from '../../src/kit/draw/scale.ts';
import { formatNumber } from '../../src/kit/number.ts';

/** The frame in which a chart draws its layers, and the chart's body. */
function drawn(spec: Partial<Chart>, width = 202): { frame: Frame; body: string } {
  const frames: Frame[] = [];
  const spy = {
    draw: (frame: Frame) => {
      frames.push(frame);
      return { marks: '' };
    },
  };
  const { body } = chart(width, {
    x: linearAxis([0, 10], { ticks: [] }),
    y: linearAxis([0, 10], { ticks: [] }),
    height: 100,
    grid: 'none',
    ...spec,
    layers: [...(spec.layers ?? []), spy],
  });
  return { frame: frames[0], body };
}

/** The path of a class name in a drawing. */
const pathOf = (body: string, className: string): string =>
  new RegExp(`<path class="${className}" d="([^"]*)"`).exec(body)?.[1] ?? 'no such path';

test('x grows to the right and numbers on y upwards; bands on y go down in the order given', () => {
  const { frame } = drawn({});
  assert.deepEqual([frame.x(0), frame.x(10)], [frame.left, frame.right]);
  assert.deepEqual([frame.y(0), frame.y(10)], [frame.bottom, frame.top]);
  assert.ok(frame.left < frame.right && frame.top < frame.bottom);
  const bands = drawn({ y: bandAxis(['first', 'second']) }).frame;
  assert.ok(bands.y('first') < bands.y('second'));
  assert.equal(bands.y('first'), bands.top + 25);
});

test('the name of a band stands at the middle of its band, that of a number at its height', () => {
  const bands = drawn({ y: bandAxis(['first', 'second']) });
  const at = (body: string, text: string) =>
    Number(new RegExp(` y="([\\d.]+)">${text}<`).exec(body)?.[1]) - 4;
  assert.equal(at(bands.body, 'first'), bands.frame.y('first'));
  assert.equal(at(bands.body, 'second'), bands.frame.y('second'));
  const numbers = drawn({ y: linearAxis([0, 10], { ticks: [2] }) });
  assert.equal(at(numbers.body, '2'), numbers.frame.y(2));
});

test('a bar starts at 0, at the end nearer to 0 where 0 is not on the axis', () => {
  const base = (from: number, to: number) => linearAxis([from, to]).extent((from + to) / 2)[0];
  assert.equal(base(0, 10), 0);
  assert.equal(base(-10, 10), 0.5);
  assert.equal(base(5, 10), 0);
  assert.equal(base(-10, -5), 1);
  assert.equal(base(10, 5), 1);
  const { body } = drawn({
    x: bandAxis(['a'], { gap: 0 }),
    y: linearAxis([10, 20], { ticks: [] }),
    layers: [bars([{ x: 'a', y: 15 }])],
  });
  assert.equal(pathOf(body, 'fill ink'), 'M0,56h200v50h-200z');
});

test('a whisker runs from its lower to its upper value', () => {
  const { body } = drawn({ layers: [whiskers([[5, 2, 8]])] });
  assert.equal(pathOf(body, 'line ink'), 'M100,86v-60');
});

test('a staircase holds each value until the next x', () => {
  assert.equal(
    staircase([
      [0, 0],
      [5, 8],
      [15, 2],
    ]),
    'M0,0h5v8h10v-6',
  );
  const { body } = drawn({
    layers: [
      steps([
        [0, 0],
        [5, 10],
        [10, 10],
      ]),
    ],
  });
  assert.equal(pathOf(body, 'line ink'), 'M0,106h100v-100h100');
});

test('a rectangle is as wide and as high as it is, whichever corners are given', () => {
  assert.equal(rectangle(1, 2, 31, 12), 'M1,2h30v10h-30z');
  assert.equal(rectangle(31, 12, 1, 2), 'M1,2h30v10h-30z');
  assert.equal(rectangle(1, 2, 31, 2), '');
});

test('labels at the ends of series get the room that their words need', () => {
  const label = 'central queue';
  const { frame, body } = drawn(
    {
      layers: [
        line(
          [
            [0, 5],
            [10, 5],
          ],
          { label },
        ),
      ],
    },
    600,
  );
  assert.equal(frame.right, 600 - (label.length * ADVANCE + 10));
  assert.match(body, new RegExp(`x="${frame.right + 8}" y="60">central queue<`));
  const narrow = drawn({
    layers: [
      line(
        [
          [0, 5],
          [10, 5],
        ],
        { label },
      ),
    ],
  });
  assert.equal(narrow.frame.right, 202 - (wrap(label, 76)[0].length * ADVANCE + 10));
  assert.equal(drawn({}).frame.right, 200);
});

test('the label of a band stands at the middle of its end', () => {
  const { body } = drawn({
    layers: [
      band(
        [
          [0, 0, 10],
          [10, 2, 8],
        ],
        { label: 'most' },
      ),
    ],
  });
  assert.match(body, / y="60">most</);
});

test('a dot plot spans the room between names and figures; a tie joins least and greatest', () => {
  const dot = (value: number) => ({ value, style: { shape: 'square' as const, r: 0 } });
  const { body } = dotRows(500, {
    x: linearAxis([0, 10], { ticks: [0, 10] }),
    column: 's',
    groups: [
      { rows: [{ name: 'ten chars.', figure: '12', joined: true, dots: [6, 2, 10].map(dot) }] },
    ],
  });
  const [left, right] = [10 * ADVANCE + 14, 500 - 2 * ADVANCE - 14];
  const at = (value: number) => Number((left + (value / 10) * (right - left)).toFixed(1));
  assert.match(body, new RegExp(`x="${at(0)}" y="[\\d.]+">0<`));
  assert.match(body, new RegExp(`x="${at(10)}" y="[\\d.]+">10<`));
  const tie = /M([\d.]+),32h([\d.]+)/.exec(pathOf(body, 'line reference'));
  assert.equal(Number(tie?.[1]), at(2));
  assert.ok(Math.abs(Number(tie?.[1]) + Number(tie?.[2]) - at(10)) < 0.11);
  const dots = [...pathOf(body, 'fill ink').matchAll(/M([\d.]+),/g)].map(([, x]) => Number(x));
  assert.deepEqual(dots, [at(6), at(2), at(10)]);
});

test('the rule of a dot plot stands at its value, from its name down through every row', () => {
  const row = { name: 'ten chars.', dots: [{ value: 5, style: {} }] };
  const { body } = dotRows(500, {
    x: linearAxis([0, 10], { ticks: [0, 10] }),
    rule: { value: 9, name: 'promised' },
    groups: [{ rows: [row, row] }],
  });
  const left = 10 * ADVANCE + 14;
  const at = Number((left + 0.9 * (496 - left)).toFixed(1));
  const [, x, top, length] =
    /M([\d.]+),([\d.]+)v([\d.]+)/.exec(pathOf(body, 'line reference rule')) ?? [];
  assert.equal(Number(x), at);
  assert.ok(Number(length) >= 2 * 22);
  const name = new RegExp(`x="${at}" y="([\\d.]+)"[^>]*>promised<`).exec(body);
  assert.ok(Number(name?.[1]) < Number(top));
});

test('in a mark, greater is higher; spans lie in their rows from the top', () => {
  const scale = { x: [0, 10], y: [0, 10] } as const;
  assert.equal(
    pathOf(
      markLine(scale, [
        [0, 0],
        [10, 10],
      ]),
      'line ink',
    ),
    `M3,45l138-42`,
  );
  const spans = [
    { from: 0, to: 5, row: 0 },
    { from: 5, to: 10, row: 1 },
  ];
  assert.equal(
    pathOf(markSpans([0, 10], spans, 2), 'fill ink'),
    'M3,7.2h69v12.6h-69zM72,28.2h69v12.6h-69z',
  );
});

test('a setting is printed to its step', () => {
  assert.equal(formatNumber(2, { step: 0.1 }), '2.0');
  assert.equal(formatNumber(2, { step: 1 }), '2');
  assert.equal(formatNumber(0.5, { step: 0.1, unit: 's' }), '0.5\u00a0s');
  assert.equal(formatNumber(0.8, { step: 0.01, unit: '%' }), '80%');
  assert.equal(formatNumber(0.8, { step: 0.005, unit: '%' }), '80.0%');
});

test('panels take the greatest margin that one of them needs on either side', () => {
  const frames: Frame[] = [];
  const spy = (label: string) => ({
    labels: [label],
    draw: (frame: Frame) => {
      frames.push(frame);
      return { marks: '' };
    },
  });
  const panel = (top: number, label: string) => ({
    x: linearAxis([0, 1]),
    y: linearAxis([0, top], { ticks: [top] }),
    layers: [spy(label)],
  });
  panels(824, [panel(4000, 'one'), panel(1, 'eleven')]);
  const margins = frames.map(({ left, right }) => [left, 400 - right]);
  const expected = ['4,000'.length * ADVANCE + 8, 'eleven'.length * ADVANCE + 10];
  for (const margin of margins) {
    margin.forEach((units, i) => {
      assert.ok(Math.abs(units - expected[i]) < 1e-9, `${units} is not ${expected[i]}`);
    });
  }
  assert.equal(margins.length, 2);
});

test('CSV is quoted where it has to be, and nowhere else', () => {
  const cells = (...row: (string | number)[]) =>
    toCsv({ columns: row.map(() => ({ name: 'a' })), rows: [row] }).split('a\r\n')[1];
  assert.equal(cells('plain', 1.5, -2), 'plain,1.5,-2\r\n');
  assert.equal(cells('a, b'), '"a, b"\r\n');
  assert.equal(cells('say "b"'), '"say ""b"""\r\n');
  assert.equal(cells('a\nb'), '"a\nb"\r\n');
  assert.equal(cells('a\rb'), '"a\rb"\r\n');
  assert.equal(cells("it's; a b"), "it's; a b\r\n");
  const columns = [{ name: 'name' }, { name: 'wait, all', unit: 's' }];
  assert.equal(toCsv({ columns, rows: [] }), 'name,"wait, all (s)"\r\n');
});

test('a remark makes way upwards first, by half a line, then downwards', () => {
  const remark = { x: 50, y: 60, text: 'here', role: 'ink', anchor: 'start' } as const;
  const placed = placeRemarks([remark, remark, remark], [0, 0, 200, 200]);
  assert.deepEqual(
    placed.map(({ y }) => y),
    [60, 60 - LINE, 60 + LINE],
  );
});
