import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { blocks, rows } from '../blocks.ts';
import { spans } from '../calls.ts';
import { apply, faults } from '../faults.ts';
import { nameIt } from '../figures.ts';
import { answer, consistent, fewest, GAME, NOBODY, NOTHING, SUSPECTS } from '../game.ts';
import { faultsTried, nameTheCulprit, QUESTIONS } from '../model.ts';
import { merged, told, watch } from '../watch.ts';

const till = readFileSync(new URL('../traces/till/late.js', import.meta.url), 'utf8');
const CRASHES = GAME.faults.map((_, i) => String(i + 1));
type Params = typeof nameTheCulprit.defaults;
const played = (change: Partial<Params>) => {
  const params = { ...nameTheCulprit.defaults, ...change };
  const result = nameTheCulprit.compute(params);
  return { result, params, said: nameIt.outcome!(result, params) };
};

describe('the game', () => {
  test('has all faults behind the message once, and a suspect for each place', () => {
    const edits = GAME.faults.map((fault) =>
      JSON.stringify([fault.line, fault.before, fault.after]),
    );
    assert.equal(GAME.faults.length, 16);
    // Two entries of the table of coupons are broken in the same way in one line.
    assert.equal(new Set(edits).size, 15);
    assert.equal(SUSPECTS.length, 8);
    assert.deepEqual(
      GAME.traces.map((trace) => trace.split('\n')[0]),
      [...Array(3).fill('TypeError: not an amount: NaN')],
    );
  });

  test('answers what the broken till does', () => {
    const all = faults(till);
    for (const fault of GAME.faults) {
      const same = all.filter(
        ({ line, start, end, replacement }) =>
          line === fault.line &&
          till.slice(start, end) === fault.before &&
          replacement === fault.after,
      );
      const seen = same.map((one) => {
        try {
          return watch(apply(till, one), fault.order - 17);
        } catch {
          return undefined;
        }
      });
      assert.ok(
        seen.some(
          (one) =>
            one !== undefined &&
            merged(one.run) === GAME.trees[fault.tree] &&
            GAME.asked.every(
              (name) =>
                answer(fault, name) === (one.answers.get(name)?.join('\n') ?? 'It was not called.'),
            ),
        ),
      );
    }
  });

  test('strikes out only those who did not do it, and more the more is asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GAME.faults),
        fc.array(fc.constantFrom(...GAME.asked), { maxLength: 3 }),
        (fault, asked) => {
          const left = consistent(fault, asked);
          assert.ok(left.includes(fault));
          assert.ok(left.every((other) => consistent(fault, asked.slice(1)).includes(other)));
        },
      ),
    );
  });

  test('can be won with two questions, and some crashes with none', () => {
    const least = GAME.faults.map((fault) => fewest(fault));
    assert.deepEqual([...new Set(least)].sort(), [0, 1, 2]);
    for (const [i, crash] of CRASHES.entries()) {
      let asked: string[] = [];
      if (least[i] === 1)
        asked = [GAME.asked.find((name) => fewest(GAME.faults[i], [name]) === 0)!];
      if (least[i] === 2) {
        const first = GAME.asked.find((name) => fewest(GAME.faults[i], [name]) === 1)!;
        asked = [first, GAME.asked.find((name) => fewest(GAME.faults[i], [first, name]) === 0)!];
      }
      const [first = NOTHING, second = NOTHING] = asked;
      const { result, said } = played({ crash, first, second });
      assert.equal(result.possible.length, 1);
      assert.match(said, new RegExp(`Only ${result.possible[0]} is (left|possible)\\.$`));
      const won = played({ crash, first, second, accuse: result.possible[0] });
      assert.match(won.said, /^\w+ it was, found after (no|one|two) questions?: in line \d+, “/);
      const next = Number(crash) < CRASHES.length ? [`Try crash ${Number(crash) + 1} next.`] : [];
      assert.deepEqual(won.said.match(/Try .*$/)?.slice(0) ?? [], next);
    }
  });

  test('tells the culprit to nobody who has not named it, and strikes out who was accused', () => {
    for (const crash of CRASHES) {
      const fault = GAME.faults[Number(crash) - 1];
      for (const accuse of SUSPECTS) {
        const { result, said } = played({ crash, accuse });
        assert.equal(result.culprit !== null, accuse === fault.unit);
        if (accuse === fault.unit) continue;
        assert.ok(!result.possible.includes(accuse) && said.startsWith(`It was not ${accuse}. `));
      }
    }
  });

  test('says of a trace how many others look like it, and of an answer whom it strikes out', () => {
    assert.match(
      played({}).said,
      /^Receipt 17, the first, broke\. 11 of the other faults print this very trace\. Possible: .* Click a call to ask it, a suspect to accuse it\.$/,
    );
    const late = CRASHES.find((crash) => GAME.faults[Number(crash) - 1].order === 18)!;
    assert.match(played({ crash: late }).said, /^Receipt 18 broke, those before it did not\. /);
    const alone = CRASHES.find((crash) => played({ crash }).result.alike === 1)!;
    assert.match(
      played({ crash: alone }).said,
      / No other fault prints this trace\. Only \w+ is possible\.$/,
    );
    assert.match(
      played({ first: 'netCents' }).said,
      /^What netCents was given and returned strikes out parseCents, parsePrice and priceLine\. Left: discount and netCents\.$/,
    );
    assert.match(played({ first: 'column' }).said, /strikes out nobody\. Left: /);
    assert.equal(faultsTried.compute({}).alike, 12);
  });

  test('is drawn at each setting, with marks for the next question as long as there is one', () => {
    const heights: number[] = [];
    for (const crash of CRASHES) {
      for (const name of GAME.asked) {
        const { result, params } = played({ crash, first: name });
        for (const width of [WIDTHS.page, WIDTHS.narrow]) {
          const block = nameIt.draw(result, params, width);
          const svg = picture(block);
          assert.match(svg, /data-choose="second" data-value="money"/);
          if (width === WIDTHS.narrow) heights.push(block.height);
        }
        assert.ok(nameIt.alt(result, params).includes(result.asked[0].says[0]));
      }
    }
    // With the settings below it, 203 px, a phone of 844 px shows all of it; drawn at 350 for 342.
    assert.ok((Math.max(...heights) * 350) / 342 + 203 < 844, `${Math.max(...heights)} units high`);
    const { result, params } = played({ first: 'money', second: 'lookup', third: 'discount' });
    assert.doesNotMatch(
      picture(nameIt.draw(result, params, WIDTHS.page)),
      new RegExp(`data-choose="(${QUESTIONS.join('|')})"`),
    );
    assert.match(picture(nameIt.draw(result, params, WIDTHS.page)), /data-choose="accuse"/);
    assert.equal(nameIt.table(result, params).rows.length, CRASHES.length);
    assert.equal(NOBODY, params.accuse);
  });
});

describe('watching a till', () => {
  test('tells values in a few letters', () => {
    assert.equal(told(undefined), 'undefined');
    assert.equal(told('tea; 4.5'), '"tea; 4.5"');
    assert.equal(told(`${'x'.repeat(22)}y`), `"${'x'.repeat(22)}…"`);
    assert.equal(told(['a', 'b']), '["a", "b"]');
    assert.equal(told([{ a: 1 }, 2]), '[2 items]');
    assert.equal(told(new Map([['a', 1]])), 'Map of 1');
    assert.equal(told({ net: Number.NaN, tax: { full: 25 } }), '{net: NaN, tax: {full: 25}}');
  });

  test('merges calls of one function from one place, and leaves what is open last', () => {
    assert.equal(merged('a(b()b(c())d(b('), 'a(b(c())d(b(');
    assert.equal(merged('a(b()c()b('), 'a(b()c()b(');
    assert.throws(() => watch(till, 0), /did not crash/);
  });

  test('blocks lie inside the drawing and do not overlap', () => {
    for (const tree of GAME.trees) {
      for (const width of [WIDTHS.page, WIDTHS.narrow]) {
        const { body } = blocks(width, tree, () => 'returned', undefined);
        const boxes = [...body.matchAll(/d="M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)/g)].map((match) =>
          match.slice(1).map(Number),
        );
        assert.ok(boxes.length >= new Set(spans(tree).map(({ name }) => name)).size);
        for (const [i, [x, y, w, h]] of boxes.entries()) {
          assert.ok(x + w <= width + 0.2);
          for (const [x2, y2] of boxes.slice(i + 1)) {
            assert.ok(y2 !== y || x2 >= x + w - 0.2 || x2 < x, `${[x, y, w, h, x2, y2]}`);
          }
        }
      }
    }
  });

  test('rows keep their indents and break what is too long', () => {
    const { body, height } = rows(100, ['  at x', 'a'.repeat(30)]);
    assert.match(body, /&nbsp;&nbsp;at x/);
    assert.equal(height, 15 * (1 + 3));
  });
});
