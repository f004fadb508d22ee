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
import * as quantities from '../numbers.ts';

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
      assert.ok(brotliCompressSync(svg).length < 2500, figure.id);
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
  assert.ok(all.length > 30);
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

test('the explorable is drawn, and said in words, wherever its controls can go', () => {
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
      assert.ok(svg.split(`class="fill wait"`).length > 6, 'six hills, however flat');
      assert.match(outcome?.(result, params) ?? '', /code-a .* Mean wait weighted by work: /);
    }),
    { numRuns: 25, seed: 2 },
  );
});
