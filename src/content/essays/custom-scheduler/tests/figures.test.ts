import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { type Figure, WIDTHS } from '../../../../kit/figure.ts';
import { attackers, LAST, OPPONENTS } from '../attack.ts';
import * as figures from '../figures.ts';
import { FREE, frameAt } from '../frames.ts';
import { amnesty, attack, breakIt } from '../model.ts';
import { SMALLEST } from '../smallest.ts';
import { SOUND } from '../variants.ts';

const DRAWN = /^<svg class="(?:chart|mark)"[^>]*>.+<\/svg>$/su;
const ODD = /NaN|undefined|Infinity|style=/u;

describe('the figures', () => {
  it('are drawn, told and tabled at both widths', () => {
    const check = <P, R>(figure: Figure<P, R>) => {
      const { of, size } = figure;
      const result = of.compute(of.defaults);
      for (const width of [WIDTHS.narrow, WIDTHS[size]]) {
        const drawing = picture(figure.draw(result, of.defaults, width));
        assert.match(drawing, DRAWN);
        assert.doesNotMatch(drawing, ODD);
      }
      for (const text of [figure.caption, figure.alt]) {
        assert.doesNotMatch(text(result, of.defaults), ODD);
      }
      const { columns, rows } = figure.table(result, of.defaults);
      assert.ok(rows.length > 0 && rows.every((row) => row.length === columns.length));
    };
    const { mark, absence, attacking, breaking, draws, sentences, threeCurrencies } = figures;
    check(attacking);
    check(threeCurrencies);
    check(absence);
    check({
      ...sentences,
      of: { ...sentences.of, defaults: { ...sentences.of.defaults, cases: 30 } },
    });
    check(breaking);
    check({ ...draws, of: { ...draws.of, defaults: { ...draws.of.defaults, seeds: [1, 2] } } });
    assert.match(picture(mark.draw(mark.of.compute(mark.of.defaults))), DRAWN);
  });
});

describe('the machine that a reader attacks', () => {
  const { attacking } = figures;
  const slider = (name: string) => {
    const found = attacking.controls!.find((control) => control.name === name);
    assert.ok(found?.kind === 'number');
    return fc.integer({ min: found.min, max: found.max });
  };
  const settings = fc.record({
    scheduler: fc.constantFrom(...OPPONENTS.map(({ key }) => key)),
    arrives: slider('arrives'),
    again: slider('again'),
    count: slider('count'),
    answer: slider('answer'),
  });

  it('is drawn and told at every moment, wherever its controls go', () => {
    fc.assert(
      fc.property(settings, fc.nat(LAST), (setting, moment) => {
        const params = { ...attack.defaults, ...setting };
        const both = attack.compute(params);
        for (const width of [WIDTHS.narrow, WIDTHS.page]) {
          const block = attacking.draw(both, params, width, moment);
          assert.equal(block.height, attacking.draw(both, params, width).height);
          assert.match(picture(block), DRAWN);
          assert.doesNotMatch(picture(block), ODD);
        }
        assert.doesNotMatch(attacking.outcome!(both, params, moment), ODD);
        const { slots, waiting, out } = frameAt(both.chosen, moment);
        assert.ok(slots.every((tenant) => tenant >= FREE && tenant < 3));
        assert.ok(
          !slots.includes(FREE) || waiting.every(({ length }) => length === 0) || out.includes(2),
        );
        const before = both.chosen.found.filter(({ tick }) => tick < moment);
        const until = both.chosen.found.filter(({ tick }) => tick <= moment);
        assert.ok(out.length >= before.length && out.length <= until.length);
        assert.deepEqual(
          out,
          until.slice(0, out.length).map(({ sentence }) => sentence),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('shows both machines at every moment, of the last one as printed', () => {
    const both = attack.compute(attack.defaults);
    for (const moment of [0, 12, LAST]) {
      const drawing = picture(attacking.draw(both, attack.defaults, WIDTHS.page, moment));
      assert.match(drawing, new RegExp(`sound, lift to the floor, at tick ${moment}<`, 'u'));
      assert.match(drawing, new RegExp(`no lift, at tick ${moment}<`, 'u'));
    }
    assert.deepEqual(
      attacking.draw(both, attack.defaults, WIDTHS.page),
      attacking.draw(both, attack.defaults, WIDTHS.page, LAST),
    );
  });

  it('keeps every lamp lit under a sound scheduler, whatever A does', () => {
    fc.assert(
      fc.property(settings, fc.constantFrom(...SOUND), (setting, { key }) => {
        const { chosen } = attack.compute({ ...attack.defaults, ...setting, scheduler: key });
        assert.deepEqual(frameAt(chosen, LAST).out, []);
      }),
      { numRuns: 300 },
    );
  });

  it('can be beaten under every broken one but the lift to the greatest', () => {
    const ways = {
      late: {},
      lull: { arrives: 45, count: 3, again: 4, answer: 6 },
      flood: { arrives: 5, count: 30, answer: 6, again: 60 },
      drip: { arrives: 0, count: 1, answer: 4, again: 2 },
    };
    const beaten = OPPONENTS.filter(({ key }) =>
      Object.values(ways).some(
        (way) =>
          frameAt(attack.compute({ ...attack.defaults, ...way, scheduler: key }).chosen, LAST).out
            .length > 0,
      ),
    );
    const safe = OPPONENTS.filter((one) => !beaten.includes(one)).map(({ key }) => key);
    assert.deepEqual(safe, ['floor', 'least', 'toGreatest']);
  });

  it('is starved by one request every other tick, where a return is a pardon', () => {
    const { chosen } = amnesty.compute(amnesty.defaults);
    const [, b, c] = chosen.frames[LAST].received;
    assert.ok(b + c < 30, `${b} and ${c}`);
    assert.equal(
      attackers(amnesty.defaults).requests.filter(({ tenant }) => tenant === 0).length,
      LAST / 2,
    );
  });
});

describe('the smallest cases, step by step', () => {
  const { breaking } = figures;

  it('break their sentence within the bar, and say how', () => {
    for (const { key } of SMALLEST) {
      const params = { scheduler: key };
      const stepped = breakIt.compute(params);
      const last = stepped.history.frames.length - 1;
      assert.ok(last <= breaking.moments!.to, key);
      const broken = stepped.history.frames.findIndex(({ out }) => out.length > 0);
      assert.ok(broken > 0);
      assert.deepEqual(stepped.history.frames[broken].out[0], stepped.chosen.violation.sentence);
      for (let step = 0; step <= last; step++) {
        for (const width of [WIDTHS.narrow, WIDTHS.page]) {
          const drawing = picture(breaking.draw(stepped, params, width, step));
          assert.match(drawing, DRAWN);
          assert.doesNotMatch(drawing, ODD);
        }
        const said = breaking.outcome!(stepped, params, step);
        assert.equal(
          said.includes('all lamps are lit'),
          step > 0 && step < broken,
          `${key} ${step}`,
        );
      }
    }
  });

  it('are told as they are printed', () => {
    assert.equal(
      breaking.outcome!(breakIt.compute(breakIt.defaults), breakIt.defaults),
      'Under “no lift”, 4 requests break sentence 7, no savings: the counters of B and A, both waiting, stand 6 apart, and U is 3.',
    );
  });
});
