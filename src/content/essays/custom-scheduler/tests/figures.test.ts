import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { type Figure, WIDTHS } from '../../../../kit/figure.ts';
import { breaking } from '../breaking.ts';
import * as figures from '../figures.ts';
import { breakIt } from '../model.ts';

const DRAWN = /^<svg class="(?:chart|mark)"[^>]*>.+<\/svg>$/su;
const ODD = /NaN|undefined|Infinity|style=/u;

describe('the figures', () => {
  const { mark, poles, burst, threeCurrencies, absence, sentences } = figures;

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
    check(poles);
    check(burst);
    check(threeCurrencies);
    check(absence);
    check(sentences);
    check(breaking);
    assert.match(picture(mark.draw(mark.of.compute(mark.of.defaults))), DRAWN);
  });
});

describe('the figure a reader can steer', () => {
  const control = (name: string) => breaking.controls!.find((found) => found.name === name)!;
  const options = (name: string) => {
    const found = control(name);
    assert.ok(found.kind === 'choice');
    return fc.constantFrom(...found.options.map(({ value }) => value));
  };
  const seed = control('seed');
  assert.ok(seed.kind === 'number');

  it('is drawn and told wherever its controls can go', () => {
    const settings = fc.record({
      scheduler: options('scheduler'),
      generator: options('generator'),
      sentence: options('sentence'),
      seed: fc.integer({ min: seed.min, max: seed.max }),
      longest: fc.constant(breakIt.defaults.longest),
    });
    fc.assert(
      fc.property(settings, (setting) => {
        const found = breakIt.compute(setting);
        for (const width of [WIDTHS.narrow, WIDTHS.page]) {
          const drawing = picture(breaking.draw(found, setting, width));
          assert.match(drawing, DRAWN);
          assert.doesNotMatch(drawing, ODD);
        }
        const said = breaking.outcome!(found, setting);
        assert.doesNotMatch(said, ODD);
        assert.equal(said.includes('not proof'), found.violation === null);
        assert.doesNotMatch(breaking.caption(found, setting), ODD);
        assert.equal(breaking.table(found, setting).rows.length, found.passages.length);
      }),
      { numRuns: 120 },
    );
  });

  it('says what it found, and that finding nothing proves nothing', () => {
    const said = (setting: Partial<typeof breakIt.defaults>) => {
      const params = { ...breakIt.defaults, ...setting };
      return breaking.outcome!(breakIt.compute(params), params);
    };
    assert.equal(
      said({}),
      'Seed 4, sentence 5: tenant 1 receives 49 priced tokens while the oldest request of tenant 2 waits, and 2U is 48. 39 requests shrank to 7 in 222 trials.',
    );
    assert.equal(
      said({ scheduler: 'floor', sentence: 'any' }),
      'Seeds 1 to 300: 300 cases, nothing. That is not proof.',
    );
  });
});
