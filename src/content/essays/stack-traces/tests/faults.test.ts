import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { distances, spans } from '../calls.ts';
import { apply, faults, frameLines, run, units } from '../faults.ts';
import * as figures from '../figures.ts';
import {
  type CulpritParams,
  faultsTried,
  nameTheCulprit,
  rightEdge,
  SUSPECTS,
  TILLS,
  TRACES,
  twoLines,
} from '../model.ts';
import { recorded } from '../recorded.ts';
import { stretches } from '../strip.ts';

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
    for (const { tally, share } of [tried.none, tried.late, tried.early]) {
      const { faults: all, threw, silent, same, unloadable, where } = tally;
      assert.equal(threw + silent + same + unloadable, all);
      assert.equal(where.top + where.lower + where.one + where.two + where.further, threw);
      const sum = Object.values(share).reduce((total, part) => total + part, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12);
    }
  });

  test('the culprit is mostly not on the stack', () => {
    for (const { onStack } of [tried.none, tried.late, tried.early]) assert.ok(onStack < 0.5);
    assert.ok(tried.late.tally.exactLine / tried.late.tally.threw < 0.2);
  });

  test('late checks turn wrong receipts into crashes and stand further from the culprit', () => {
    assert.ok(tried.saved > 0);
    assert.ok(tried.late.near < tried.none.near);
  });

  test('early checks bring the culprit nearer and say more different things', () => {
    assert.ok(tried.early.near > tried.none.near && tried.early.near > tried.late.near);
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

  test('what still waits at the crash is what the trace names', () => {
    for (const found of recorded.cases) {
      const waiting = spans(found.run).filter((call) => call.end === null);
      assert.deepEqual(waiting.map((call) => call.name).reverse(), [...found.stack]);
      assert.ok(frameLines(found.trace).length >= found.stack.length);
    }
  });

  test('distances are shortest ways', () => {
    for (const found of recorded.cases) {
      const away = distances(found.stack, recorded.units);
      assert.equal(away.get(found.unit), found.away);
      for (const unit of recorded.units) {
        const from = away.get(unit.name);
        if (from === undefined) continue;
        for (const next of unit.uses) assert.ok(away.get(next)! <= from + 1);
      }
    }
  });
});

describe('name the culprit', () => {
  const params: fc.Arbitrary<CulpritParams> = fc.record({
    trace: fc.constantFrom(...TRACES),
    suspect: fc.constantFrom('nobody', ...SUSPECTS),
    reveal: fc.boolean(),
  });

  test('answers every setting, and tells the culprit only when asked or named', () => {
    fc.assert(
      fc.property(params, (p) => {
        const result = nameTheCulprit.compute(p);
        assert.ok(result.text.length > 2 && result.calls.length > 10);
        assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
        const named = result.suspect?.right === true;
        assert.equal(result.culprit !== null, p.reveal || named);
        if (result.suspect) {
          assert.equal(result.suspect.way.at(-1), p.suspect);
          assert.ok(result.stack.includes(result.suspect.way[0]));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('every case has another culprit, the message and the thrower are the same', () => {
    const results = TRACES.map((trace) =>
      nameTheCulprit.compute({ trace, suspect: 'nobody', reveal: true }),
    );
    assert.equal(new Set(results.map((r) => r.culprit!.name)).size, TRACES.length);
    assert.equal(new Set(results.map((r) => `${r.text[0]} ${r.stack[0]}`)).size, 1);
    assert.ok(results.filter((r) => r.culprit!.away > 0).length > TRACES.length / 2);
  });

  test('some faults cannot be told apart by trace and calls', () => {
    assert.ok(faultsTried.compute({}).twins >= 3);
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

  test('of a culprit say how often the suspect had been called', () => {
    const told = (suspect: string, trace = '1') => {
      const params = { trace, suspect, reveal: false };
      return figures.nameIt.outcome!(nameTheCulprit.compute(params), params);
    };
    assert.match(told('findCoupon'), /, discount, findCoupon\) and had not been called\. It/);
    assert.match(told('indexBySku'), / and had been called and had returned once\. It/);
    assert.match(told('splitLines'), / had returned twice\. It/);
    assert.match(told('parseCents'), / had returned 4 times\. It/);
    assert.match(
      told('RATES'),
      /^Trace 1 of \d+\. RATES is a table, 2 calls away from the stack \(/,
    );
    assert.match(told('money', '3'), / money is on the stack\. It was not the culprit\.$/);
    assert.match(told('column', '4'), / is 1 call away from the stack /);
  });

  test('of a culprit are drawn and told for every setting', () => {
    const { nameIt } = figures;
    for (const trace of TRACES) {
      for (const suspect of ['nobody', ...SUSPECTS]) {
        for (const reveal of [false, true]) {
          const p = { trace, suspect, reveal };
          const result = nameTheCulprit.compute(p);
          const told = nameIt.outcome!(result, p);
          assert.match(told, /^\w.+[.?]$/);
          if (reveal) assert.ok(told.includes(result.culprit!.name));
          const svg = picture(nameIt.draw(result, p, WIDTHS.page));
          assert.match(svg, new RegExp(`^<svg[\\s\\S]*${result.stack[0]}`));
        }
      }
    }
    const result = nameTheCulprit.compute(nameTheCulprit.defaults);
    assert.match(picture(nameIt.draw(result, nameTheCulprit.defaults, WIDTHS.narrow)), /^<svg/);
    assert.equal(nameIt.table(result, nameTheCulprit.defaults).rows.length, TRACES.length);
  });

  test('without settings are drawn at both widths', () => {
    const edge = rightEdge.compute(rightEdge.defaults);
    const maps = twoLines.compute(twoLines.defaults);
    const tried = faultsTried.compute(faultsTried.defaults);
    for (const width of [WIDTHS.narrow, WIDTHS.text, WIDTHS.page]) {
      drawn(picture(figures.theRightEdge.draw(edge, rightEdge.defaults, width)));
      drawn(picture(figures.twoLinesOneError.draw(maps, twoLines.defaults, width)));
      drawn(picture(figures.whereTheCulpritWas.draw(tried, faultsTried.defaults, width)));
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
