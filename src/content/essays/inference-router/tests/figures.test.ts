import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { isNumber } from '../../../../essay/holds.ts';
import { picture } from '../../../../kit/draw/svg.ts';
import type { Control, Figure } from '../../../../kit/figure.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { type Quantity, said } from '../../../../kit/number.ts';
import * as exported from '../figures.ts';
import { FREE, stateAt } from '../live.ts';
import * as quantities from '../numbers.ts';
import { SIX } from '../orders.ts';
import { drawWaiting, scaleFor } from '../pieces.ts';

type AnyFigure = Figure<unknown, unknown>;

const { mark, whoseMinutes, ...printed } = exported;
const figures = [...Object.values(printed), whoseMinutes] as unknown as AnyFigure[];

/** What each experiment makes of its defaults, computed once. */
const results = new Map<unknown, unknown>();
const resultOf = (of: AnyFigure['of']): unknown => {
  if (!results.has(of)) results.set(of, of.compute(of.defaults));
  return results.get(of);
};

test('every figure is drawn at both widths, small, with its words and rows', () => {
  for (const figure of figures) {
    const result = resultOf(figure.of);
    const params = figure.of.defaults;
    const drawings = [WIDTHS[figure.size], WIDTHS.narrow].map((width) =>
      picture(figure.draw(result, params, width)),
    );
    for (const svg of drawings) {
      assert.match(svg, /^<svg [\s\S]*<path /);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined|style=/);
      assert.ok(brotliCompressSync(svg).length < 3000, figure.id);
    }
    assert.ok(figure.caption(result, params).length > 60);
    assert.doesNotMatch(figure.alt(result, params), /NaN|undefined/);
    const { columns, rows } = figure.table(result, params);
    assert.ok(rows.length > 0 && rows.every((row) => row.length === columns.length), figure.id);
  }
});

test('the mark is the rise and fall of one queue', () => {
  const waiting = resultOf(mark.of as AnyFigure['of']) as number[];
  assert.match(picture(mark.draw(waiting), 'mark'), /^<svg class="mark"/);
  assert.equal(waiting[0], 0);
  assert.equal(waiting[waiting.length - 1], 0);
  assert.ok(Math.max(...waiting) > 800);
});

test('every number of the prose can be read and printed', () => {
  const all = Object.values(quantities).flatMap((group) =>
    Object.values(group).filter((one): one is Quantity => isNumber(one)),
  );
  assert.ok(all.length > 10);
  for (const quantity of all) {
    const { text, what } = said(
      quantity,
      resultOf(quantity.experiment),
      quantity.experiment.defaults,
    );
    assert.doesNotMatch(`${text} ${what}`, /NaN|undefined/);
  }
});

/** Any value that a control can take. */
function anySetting<P>(control: Control<P>): fc.Arbitrary<string | number | boolean> {
  if (control.kind === 'switch') return fc.boolean();
  if (control.kind === 'choice') return fc.constantFrom(...control.options.map((o) => o.value));
  const steps = Math.round((control.max - control.min) / control.step);
  return fc.integer({ min: 0, max: steps }).map((i) => control.min + i * control.step);
}

test('the machine is drawn, and said in words, wherever its controls can go', () => {
  const { controls = [], outcome, of, draw } = whoseMinutes;
  const settings = fc.record(
    Object.fromEntries(controls.map((control) => [control.name, anySetting(control)])),
  );
  fc.assert(
    fc.property(settings, (chosen) => {
      const params = { ...of.defaults, ...chosen };
      const result = of.compute(params);
      const svg = picture(draw(result, params, WIDTHS.narrow));
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
      assert.equal(svg.match(/ (person|people)</g)?.length, 3);
      assert.ok(draw(result, params, WIDTHS.narrow).height <= 340);
      assert.match(outcome?.(result, params) ?? '', /^At 150 s, under first come, /);
    }),
    { numRuns: 12, seed: 2 },
  );
});

const played = resultOf(whoseMinutes.of as unknown as AnyFigure['of']) as ReturnType<
  typeof whoseMinutes.of.compute
>;
const { defaults } = whoseMinutes.of;
const drawnAt = (width: number, moment?: number) =>
  whoseMinutes.draw(played, defaults, width, moment);
const halves = [WIDTHS.page, WIDTHS.narrow];

test('the machine as printed is that of its first moment, and as high as at all others', () => {
  const { from, to, printed } = whoseMinutes.moments!;
  assert.equal(printed, from);
  for (const width of halves) {
    const asPrinted = drawnAt(width);
    assert.deepEqual(drawnAt(width, printed), asPrinted);
    assert.notEqual(drawnAt(width, printed + 0.1).body, asPrinted.body);
    for (let moment = from + 1; moment <= to; moment += 7) {
      assert.equal(drawnAt(width, moment).height, asPrinted.height);
    }
  }
});

/** What a frame is made of, without what may differ from one to the next. */
const shapeOf = (body: string): string =>
  body.replace(/ d="[^"]*"/g, '').replace(/>[^<]+</g, '>…<');

test('while it plays, only the data of paths and the words of texts change', () => {
  for (const width of halves) {
    const shapes = [90.1, 119, 121, 150, 201.7, 260, 300].map((moment) =>
      shapeOf(drawnAt(width, moment).body),
    );
    assert.equal(new Set(shapes).size, 1);
  }
});

/** How many outlines each path of a drawing holds, in the order in which they are drawn. */
const marksIn = (body: string): number[] =>
  [...body.matchAll(/ d="([^"]*)"/g)].map(([, data]) => data.split('z').length - 1);

test('every slot and everybody who waits has a mark, in the lowest state and in the highest', () => {
  for (const seconds of [118, 150, 173, 240]) {
    const { slots, waiting } = stateAt(played, played.chosen, {
      machine: defaults.machine,
      seconds,
    });
    const sixth = SIX.indexOf('bulk');
    const of = (all: readonly number[], one: (tenant: number) => boolean) => all.filter(one).length;
    const sheets = of(waiting, (tenant) => tenant === sixth);
    for (const width of halves) {
      const marks = marksIn(drawnAt(width, seconds).body);
      for (const count of [
        of(slots, (tenant) => tenant === sixth),
        of(slots, (tenant) => tenant !== sixth && tenant !== FREE),
        of(slots, (tenant) => tenant === FREE),
        waiting.length - sheets,
        sheets,
      ]) {
        assert.ok(marks.includes(count), `${count} at ${seconds} s`);
      }
    }
  }
});

test('no queue that can be played is higher than its room', () => {
  const { queue } = played.first;
  const most = Math.max(...queue);
  for (const [width, height] of [
    [450, 400],
    [342, 133],
    [106, 150],
  ]) {
    const scale = scaleFor(most, width, height);
    const state = { slots: [], waiting: new Array<number>(most).fill(0), waited: [] };
    assert.ok(scale > 0.2 && drawWaiting(state, width, scale).height <= height);
    assert.ok(scale === 1 || drawWaiting(state, width, scale + 0.02).height > height);
  }
});

test('a slot keeps its place: who holds one is drawn where it was until it leaves', () => {
  const { tenant, chosen } = played;
  const at = (seconds: number) =>
    stateAt(played, chosen, { machine: defaults.machine, seconds }).slots;
  let compared = 0;
  for (let id = 0; id < tenant.length; id += 37) {
    const [from, until] = [chosen.start[id] / 1000, chosen.finish[id] / 1000];
    if (from < 90 || until > 300 || until - from < 1) continue;
    for (const seconds of [from + 0.0005, (from + until) / 2, until - 0.0005]) {
      assert.equal(at(seconds)[chosen.slot[id]], tenant[id]);
    }
    compared += 1;
  }
  assert.ok(compared > 50);
});
