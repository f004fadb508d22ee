import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { type Figure, WIDTHS } from '../../../../kit/figure.ts';
import { BETWEEN, type Between } from '../beginner.ts';
import * as figures from '../figures.ts';
import { CALLED } from '../label.ts';
import { DEEPEST } from '../ladder.ts';
import { AROUND, type Around, HEIGHTS } from '../screens.ts';
import { LAID_OUT, LAST, PRINTED, stateAt } from '../state.ts';
import { cells } from '../tree.ts';
import { CHANGED, walk } from '../walk.ts';

const drawn = (svg: string): void => {
  assert.match(svg, /^<svg class="chart"[\s\S]*<\/svg>$/);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity|style=|\bid=/);
  assert.match(svg, /<text/);
};

/** Draws a figure at its widths with some parameters, and reads what it says. */
function whole<P, R>(figure: Figure<P, R>, params: P, moment?: number): void {
  const result = figure.of.compute(params);
  for (const width of [WIDTHS.narrow, WIDTHS[figure.size]]) {
    drawn(picture(figure.draw(result, params, width, moment)));
  }
  assert.match(figure.alt(result, params, moment), /^[A-Z].+\.$/);
  const { columns, rows } = figure.table(result, params, moment);
  for (const row of rows) assert.equal(row.length, columns.length);
  if (figure.outcome) assert.match(figure.outcome(result, params, moment), /^[A-Z0-9].+\.$/);
}

describe('figures are drawn and told for every setting:', () => {
  test('a wish', () => {
    const params = fc.record({
      min: fc.integer({ min: 0, max: 36 }).map((n) => n * 10),
      max: fc.integer({ min: 0, max: 36 }).map((n) => n * 10),
      unbounded: fc.boolean(),
      wish: fc.integer({ min: 0, max: 40 }).map((n) => n * 10),
      between: fc.constantFrom(...(Object.keys(BETWEEN) as Between[])),
    });
    fc.assert(
      fc.property(params, (p) => whole(figures.whatItWillBe, p)),
      { numRuns: 150 },
    );
  });

  test('a changed label', () => {
    for (const rows of [1, 8]) {
      for (const height of HEIGHTS) {
        for (const called of CALLED) {
          whole(figures.whoGetsAsked, { rows, height, called, layers: rows === 8 });
        }
      }
    }
  });

  test('a chain', () => {
    for (const depth of [1, 10, DEEPEST]) whole(figures.measuredTwice, { depth });
  });

  test('those without settings', () => {
    const { oneWord, priceOfOneLabel, sameWork, twoTrees } = figures;
    whole(oneWord, { depth: 10 });
    whole(priceOfOneLabel, { rows: 40 });
    whole(sameWork, sameWork.of.defaults);
    whole(twoTrees, { cards: 9 });
  });

  test('the walk, at its moments', () => {
    for (const around of Object.keys(AROUND) as Around[]) {
      for (const cards of [1, 3]) {
        const params = { cards, around, stretched: cards === 1, changed: CHANGED[cards] };
        for (const moment of [PRINTED, 1, 77.5, LAID_OUT, LAID_OUT + 40.3, LAST]) {
          whole(figures.oneWalk, params, moment);
        }
      }
    }
  });
});

describe('the walking tree', () => {
  const params = walk.defaults;
  const result = walk.compute(params);

  test('begins with nothing, is laid out in the middle, and again at the end', () => {
    const start = stateAt(result, PRINTED);
    assert.ok(start.phases.every((phase) => phase === 'new') && start.placed.every((p) => p === 0));
    const middle = stateAt(result, LAID_OUT);
    assert.ok(middle.phases.every((phase) => phase === 'sized'));
    assert.ok(middle.placed.every((pass) => pass === 1));
    const end = stateAt(result, LAST);
    assert.equal(end.step, undefined);
    const of = (phase: string) => end.phases.filter((other) => other === phase).length;
    assert.deepEqual([of('sized'), of('kept'), of('dirty'), of('told')], [5, 2, 0, 0]);
  });

  test('a box has its constraints before its size, and is placed after both', () => {
    for (let moment = 1; moment < LAID_OUT; moment += 1.5) {
      const { told, sizes, placed } = stateAt(result, moment);
      result.boxes.forEach((_, i) => {
        if (sizes[i]) assert.ok(told[i]);
        if (placed[i]) assert.ok(sizes[i]);
      });
    }
  });

  test('as printed it is the laid out tree with nothing under way', () => {
    const { oneWalk } = figures;
    const texts = (moment: number) =>
      [
        ...picture(oneWalk.draw(result, params, WIDTHS.page, moment)).matchAll(
          /<text[^>]*>([^<]*)</g,
        ),
      ]
        .map(([, text]) => text)
        .filter((text) => text !== 'dirty' && !text.endsWith('.'));
    assert.deepEqual(texts(PRINTED), texts(LAID_OUT));
  });

  test('no two boxes of one level overlap, nor a box and the edge, at either width', () => {
    for (const around of Object.keys(AROUND) as Around[]) {
      const tree = walk.compute({ cards: 3, around, stretched: true, changed: 'title' });
      const places = cells(tree.boxes.map(({ parent }) => parent));
      const leaves = Math.max(...places.map(({ to }) => to));
      places.forEach(({ from, to, depth }, i) => {
        assert.ok(from < to && to <= leaves && depth < 6);
        for (const other of places.slice(i + 1)) {
          assert.ok(other.depth !== depth || other.from >= to);
        }
      });
    }
  });

  test('what it says holds for the whole play, and the drawing tells the step', () => {
    const { oneWalk } = figures;
    const said = [PRINTED, 77.5, LAID_OUT, LAST].map((moment) => {
      const { body } = oneWalk.draw(result, params, WIDTHS.page, moment);
      return [body.match(/>([^<]+\.)<\/text>/)?.[1], oneWalk.outcome!(result, params, moment)];
    });
    assert.equal(new Set(said.map(([, outcome]) => outcome)).size, 1);
    assert.deepEqual(
      [said[0][0], said[2][0], said[3][0]],
      ['The first layout is done.', 'The Text has changed.', 'The second layout is done.'],
    );
    assert.match(said[1][0]!, / (tells|is) /);
  });

  test('the column that a debug build refuses is drawn as refused, and nothing else ever is', () => {
    for (const around of Object.keys(AROUND) as Around[]) {
      const { boxes } = walk.compute({ ...params, around });
      const refused = boxes.filter((box) => box.refused).map(({ name }) => name);
      assert.deepEqual(refused, around === 'expanded' ? ['Column'] : []);
      const drawn = picture(
        figures.oneWalk.draw(walk.compute({ ...params, around }), params, WIDTHS.page),
      );
      assert.equal(drawn.includes('class="fill lost"'), around === 'expanded');
    }
  });

  test('every text can be chosen, and is named as the setting names it', () => {
    const { body } = figures.oneWalk.draw(result, params, WIDTHS.narrow, PRINTED);
    const values = [...body.matchAll(/data-choose="changed" data-value="([^"]+)"/g)];
    assert.deepEqual(
      values.map(([, value]) => value),
      ['title', 'card 1', 'card 2'],
    );
  });
});
