import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { away, distances, spans } from '../calls.ts';
import { apply, type Fault, faults, units } from '../faults.ts';
import * as figures from '../figures.ts';
import {
  compiled,
  faultsTried,
  rightEdge,
  TILLS,
  theHour,
  twoLines,
  yourLetter,
} from '../model.ts';
import { withoutChecksOf } from '../recordings.ts';
import { stretches } from '../strip.ts';
import { run } from '../tills.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../traces/${path}`, import.meta.url), 'utf8');

describe('the faults of the till', () => {
  const tried = faultsTried.compute(faultsTried.defaults);
  const sources = Object.fromEntries(TILLS.map((name) => [name, read(`till/${name}.js`)]));

  test('the three tills print the same receipts when nothing is wrong', () => {
    const [none, late, early] = TILLS.map((name) => run(sources[name]));
    assert.equal(none.kind, 'ran');
    assert.deepEqual(none, late);
    assert.deepEqual(late, early);
  });

  test('each fault is one edit inside its function that keeps the lines', () => {
    for (const source of Object.values(sources)) {
      const all = units(source);
      const seen = new Set<string>();
      for (const fault of faults(source)) {
        const mutant = apply(source, fault);
        assert.notEqual(mutant, source);
        assert.ok(!seen.has(mutant), `${fault.operator} in line ${fault.line} is made once`);
        seen.add(mutant);
        assert.equal(mutant.split('\n').length, source.split('\n').length);
        const unit = all.find(({ name }) => name === fault.unit)!;
        assert.ok(unit.first <= fault.line && fault.line <= unit.last);
      }
    }
  });

  test('no check is touched: faults of the late till change none of its messages', () => {
    const checks = (text: string) => text.match(/throw new .*;/g)!.length;
    for (const fault of faults(sources.late)) {
      assert.equal(checks(apply(sources.late, fault)), checks(sources.late));
    }
  });

  test('every fault ends in one of four ways, every crash somewhere', () => {
    for (const { tally } of [tried.none, tried.late, tried.early, tried.alone]) {
      const { faults: all, threw, silent, same, unloadable } = tally;
      assert.equal(threw + silent + same + unloadable, all);
      for (const where of Object.values(tally.where)) {
        assert.equal(
          Object.values(where).reduce((sum, part) => sum + part, 0),
          threw,
        );
        assert.equal(where.top, tally.where.any.top);
      }
      assert.equal(tally.where.any.nowhere, threw - tally.reached);
      assert.ok(tally.calls >= tally.where.any.one + 2 * tally.where.any.two);
    }
  });

  test('the culprit is mostly not on the stack', () => {
    for (const { onStack, tally } of [tried.none, tried.late, tried.early]) {
      assert.ok(onStack < tally.threw / 2);
    }
    assert.ok(tried.late.tally.exactLine / tried.late.tally.threw < 0.2);
  });

  test('late checks turn wrong receipts into crashes and move no culprit', () => {
    const { none, late, changed } = tried;
    assert.equal(changed.both, none.tally.threw);
    assert.equal(changed.moved, 0);
    assert.equal(changed.added, late.tally.threw - none.tally.threw);
    assert.equal(changed.saved, none.tally.silent - late.tally.silent);
    assert.equal(changed.addedNear, late.near - none.near);
    assert.ok(late.nearShare < none.nearShare && late.near > none.near);
  });

  test('fit into the tills without checks and with late ones alike, so that these can be compared', () => {
    const kind = ({ operator, unit, replacement }: Fault) => [operator, unit, replacement];
    assert.deepEqual(faults(sources.none).map(kind), faults(sources.late).map(kind));
  });

  test('early checks alone are those that the late till has not', () => {
    const checks = (text: string) => text.match(/throw new/g)?.length ?? 0;
    const alone = withoutChecksOf(sources.early, sources.late);
    assert.equal(checks(sources.none), 0);
    assert.equal(checks(alone) + checks(sources.late), checks(sources.early));
    assert.deepEqual(run(alone), run(sources.none));
  });

  test('are of the kinds that the essay lists', () => {
    assert.deepEqual([...new Set(faults(sources.late).map(({ operator }) => operator))].sort(), [
      'add one',
      'change string',
      'drop if',
      'drop statement',
      'misspell key',
      'misspell property',
      'negate if',
      'return undefined',
      'swap arguments',
      'swap operator',
    ]);
  });

  test('early checks bring the culprit nearer and say more different things', () => {
    assert.ok(tried.early.nearShare > tried.none.nearShare && tried.early.near > tried.late.near);
    assert.ok(tried.early.onStack > tried.late.onStack);
    assert.ok(tried.early.tally.signatures > tried.late.tally.signatures);
    assert.ok(tried.late.tally.signatures > tried.none.tally.signatures);
  });

  test('about half of the faults leave no trace, even with early checks', () => {
    const early = tried.early.tally;
    assert.ok(early.silent / early.faults < 0.55);
    for (const { tally } of [tried.none, tried.late, tried.early]) {
      assert.ok(tally.silent / tally.faults > 0.4);
    }
  });
});

describe('calls', () => {
  test('a run is read back as it was written', () => {
    const name = fc.stringMatching(/^[a-z]{1,5}$/);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        name.map((called) => `${called}()`),
        fc
          .tuple(name, fc.array(tie('tree'), { maxLength: 3 }))
          .map(([called, inner]) => `${called}(${inner.join('')})`),
      ),
    }));
    fc.assert(
      fc.property(tree, (text) => {
        const calls = spans(text);
        assert.equal(calls.length, text.match(/\(/g)!.length);
        for (const call of calls) {
          assert.ok(call.end! > call.start);
          const parent = calls.findLast((c) => c.depth === call.depth - 1 && c.start < call.start);
          assert.equal(parent === undefined, call.depth === 0);
          if (parent) assert.ok(parent.end! > call.end!);
        }
        assert.equal(Math.max(...calls.map((call) => call.end!)), 2 * calls.length - 1);
      }),
    );
  });

  test('distances are shortest ways', () => {
    const all = units(read('till/late.js'));
    const ways = distances(['receipt'], all);
    for (const unit of all) {
      const from = ways.get(unit.name)!;
      for (const next of unit.uses) assert.ok(ways.get(next)! <= from + 1);
    }
  });

  test('a distance depends on the frames from which it is counted', () => {
    const all = units(read('till/late.js'));
    const stack = ['money', 'renderLine', 'receipt'];
    const of = (to: string) =>
      (['any', 'inner', 'top'] as const).map((start) => away(stack, start, to, all));
    assert.deepEqual(of('receipt'), [0, 0, 0]);
    assert.deepEqual(of('column'), [1, 1, -1]);
    assert.deepEqual(of('parsePrice'), [2, -1, -1]);
  });
});

describe('the right edge', () => {
  test('shows a culprit that had returned before the crash', () => {
    const result = rightEdge.compute(rightEdge.defaults);
    assert.equal(result.waiting + result.returned, result.total);
    assert.ok(result.returned > 10 * result.waiting);
    assert.ok(result.culpritCalls > 0);
    const calls = result.calls.filter((call) => call.name === result.culprit);
    assert.ok(calls.every((call) => call.end !== null));
  });
});

describe('figures', () => {
  const drawn = (svg: string): void => {
    assert.match(svg, /^<svg class="chart"[\s\S]*<\/svg>$/);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|style=|\bid=/);
  };

  test('without settings are drawn at both widths', () => {
    const edge = rightEdge.compute(rightEdge.defaults);
    const letter = yourLetter.compute(yourLetter.defaults);
    const { compute } = compiled;
    const maps = twoLines.compute(twoLines.defaults);
    const tried = faultsTried.compute(faultsTried.defaults);
    for (const width of [WIDTHS.narrow, WIDTHS.text, WIDTHS.page]) {
      drawn(picture(figures.theRightEdge.draw(edge, rightEdge.defaults, width)));
      drawn(picture(figures.twoLinesOneError.draw(maps, twoLines.defaults, width)));
      drawn(picture(figures.whereTheCulpritWas.draw(tried, faultsTried.defaults, width)));
      drawn(picture(figures.cBuilds.draw(compute({}), {}, width)));
      drawn(picture(figures.hourFigure.draw(theHour.compute({}), {}, width)));
      assert.match(
        picture(figures.yours.draw(letter, yourLetter.defaults, width)),
        /at&nbsp;|at priceOf/,
      );
    }
  });

  test('of the map give each character of the two lines one source line', () => {
    const maps = twoLines.compute(twoLines.defaults);
    const parts = stretches(maps);
    assert.equal(parts[0].from, maps.start);
    assert.equal(parts.at(-1)!.to, maps.end);
    for (let i = 1; i < parts.length; i++) assert.equal(parts[i].from, parts[i - 1].to);
    const wrong = parts.find(({ line }) => line === maps.minified.line)!;
    assert.equal(wrong.to, maps.reported + 1);
  });
});
