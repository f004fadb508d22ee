import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatNumber, formatValue, type NumberFormat, rounded } from '../../src/kit/number.ts';

/** Asserts what each value is printed as. */
function prints(cases: readonly (readonly [number, NumberFormat, string])[]): void {
  for (const [value, format, text] of cases) {
    assert.equal(formatNumber(value, format), text, `${value} ${JSON.stringify(format)}`);
  }
}

test('decimals are rounded to the nearest, all of them printed', () => {
  prints([
    [6.2831, { decimals: 0 }, '6'],
    [6.2831, { decimals: 2 }, '6.28'],
    [7.389, { decimals: 2 }, '7.39'],
    [1.96, { decimals: 1 }, '2.0'],
    [2, { decimals: 3 }, '2.000'],
    [0.04, { decimals: 0 }, '0'],
    [99.96, { decimals: 1 }, '100.0'],
  ]);
});

test('the middle goes away from zero, as decimals and not as binary fractions have it', () => {
  prints([
    [0.5, { decimals: 0 }, '1'],
    [2.5, { decimals: 0 }, '3'],
    [-2.5, { decimals: 0 }, '\u22123'],
    [0.125, { decimals: 2 }, '0.13'],
    [1.005, { decimals: 2 }, '1.01'],
    [3.65, { significant: 2 }, '3.7'],
    [0.285, { decimals: 0, unit: '%' }, '29%'],
    [1.0049999, { decimals: 2 }, '1.00'],
    [0.49999999999, { decimals: 0 }, '0'],
    [25, { significant: 1 }, '30'],
    [-0.375, { significant: 2 }, '\u22120.38'],
  ]);
});

test('rounding agrees with that of Intl', () => {
  const intl = (value: number, { decimals, significant }: NumberFormat) =>
    new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      maximumSignificantDigits: significant,
      signDisplay: 'negative',
    })
      .format(value)
      .replace('-', '\u2212');
  fc.assert(
    fc.property(
      fc.integer({ min: -9_999_999, max: 9_999_999 }),
      fc.integer({ min: -12, max: 9 }),
      fc.integer({ min: 0, max: 6 }),
      (digits, power, places) => {
        const value = Number(`${digits}e${power}`);
        for (const format of [{ decimals: places }, { significant: places + 1 }]) {
          assert.equal(formatNumber(value, format), intl(value, format));
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('significant digits are at most so many; zeros at the end go', () => {
  prints([
    [331.977, { significant: 3 }, '332'],
    [331.977, { significant: 2 }, '330'],
    [0.0314, { significant: 2 }, '0.031'],
    [4.04, { significant: 2 }, '4'],
    [9.96, { significant: 2 }, '10'],
    [5, { significant: 3 }, '5'],
    [0, { significant: 2 }, '0'],
  ]);
});

test('where nothing is said a value has the decimals it has, without the noise of arithmetic', () => {
  prints([
    [0, {}, '0'],
    [42, {}, '42'],
    [0.0625, {}, '0.0625'],
    [0.1 + 0.2, {}, '0.3'],
    [1 / 3, {}, '0.333333333333333'],
    [123_456_789_012_345, {}, '123,456,789,012,345'],
    [20.5, { unit: 's' }, '20.5\u00a0s'],
  ]);
  assert.equal(formatNumber(1234.5), '1,234.5');
});

test('of both, the significant digits count', () => {
  prints([
    [332.4, { significant: 2, decimals: 1 }, '330'],
    [332.4, { significant: undefined, decimals: 1 }, '332.4'],
  ]);
});

test('thousands are set off by commas, from the rounded value on', () => {
  prints([
    [999.4, { decimals: 0 }, '999'],
    [999.5, { decimals: 0 }, '1,000'],
    [1000, {}, '1,000'],
    [12345.678, { decimals: 2 }, '12,345.68'],
    [123456, {}, '123,456'],
    [1234567, {}, '1,234,567'],
    [1234567, { significant: 2 }, '1,200,000'],
    [0.12345, {}, '0.12345'],
  ]);
});

test('minus is the sign and not the hyphen, and never stands before a zero', () => {
  prints([
    [-1.5, {}, '\u22121.5'],
    [-1234.5, { decimals: 1, unit: 'ms' }, '\u22121,234.5\u00a0ms'],
    [-0.31, { decimals: 0, unit: '%' }, '\u221231%'],
    [-0.04, { decimals: 0 }, '0'],
    [-0.04, { decimals: 1 }, '0.0'],
    [-0.05, { decimals: 1 }, '\u22120.1'],
    [-0, {}, '0'],
    [-0, { decimals: 2 }, '0.00'],
  ]);
});

test('a percentage is the share times 100, its sign close; other units stand apart', () => {
  prints([
    [0.314, { decimals: 0, unit: '%' }, '31%'],
    [0.03149, { significant: 2, unit: '%' }, '3.1%'],
    [0.07, { unit: '%' }, '7%'],
    [1, { unit: '%' }, '100%'],
    [12.5, { decimals: 0, unit: '%' }, '1,250%'],
    [332, { unit: 'ms' }, '332\u00a0ms'],
    [2.04, { significant: 2, unit: 'service times' }, '2\u00a0service times'],
    [7, { unit: '' }, '7'],
  ]);
});

test('the tiny and the huge are written out', () => {
  prints([
    [1e-7, {}, '0.0000001'],
    [1.25e-9, {}, '0.00000000125'],
    [-1.26e-9, { significant: 2 }, '\u22120.0000000013'],
    [1e-9, { decimals: 2 }, '0.00'],
    [1e-9, { decimals: 9 }, '0.000000001'],
    [1e20, { decimals: 0 }, '100,000,000,000,000,000,000'],
    [1.25e21, {}, '1,250,000,000,000,000,000,000'],
    [1e21, { decimals: 1 }, '1,000,000,000,000,000,000,000.0'],
    [6.02e23, { significant: 1 }, '600,000,000,000,000,000,000,000'],
    [5e-324, { significant: 1, unit: 's' }, `0.${'0'.repeat(323)}5\u00a0s`],
  ]);
});

test('values that go in steps have the decimals of the step, and zero has none', () => {
  prints([
    [0.5, { step: 0.1 }, '0.5'],
    [2, { step: 0.5 }, '2.0'],
    [0.25, { step: 0.05 }, '0.25'],
    [1, { step: 0.25 }, '1.00'],
    [0.75, { step: 0.25 }, '0.75'],
    [3 * 0.1, { step: 0.1 }, '0.3'],
    [2000, { step: 50, unit: 'km' }, '2,000\u00a0km'],
    [0, { step: 0.01 }, '0'],
    [0, { step: 0.01, unit: 's' }, '0\u00a0s'],
    [0.9, { step: 0.01, unit: '%' }, '90%'],
    [0.07, { step: 0.005, unit: '%' }, '7.0%'],
    [5e-8, { step: 1e-8 }, '0.00000005'],
  ]);
});

test('without its unit a percentage is still a hundred times the share', () => {
  assert.equal(formatValue(0.314, { decimals: 0, unit: '%' }), '31');
  assert.equal(formatValue(1234, { decimals: 1, unit: 's' }), '1,234.0');
  assert.equal(formatValue(1000), '1,000');
});

test('a missing number is not printed', () => {
  for (const value of [Number.NaN, Infinity, -Infinity]) {
    assert.throws(() => formatNumber(value, { decimals: 1 }), /not a number to print/);
    assert.throws(() => formatNumber(value), /not a number to print/);
    assert.throws(() => rounded(value, { significant: 2 }), /not a number to print/);
  }
});

test('a cell is rounded as it would be printed and stays a number', () => {
  const cases = [
    [7.38906, { decimals: 2 }, 7.39],
    [2.5, { decimals: 0 }, 3],
    [-2.5, { decimals: 0 }, -3],
    [1234567, { significant: 2 }, 1200000],
    [0.0314, { significant: 2 }, 0.031],
    [1.25e-9, { significant: 2 }, 1.3e-9],
    [0.1 + 0.2, {}, 0.3],
    [-0.04, { decimals: 1 }, 0],
  ] as const;
  for (const [value, rounding, cell] of cases) assert.equal(rounded(value, rounding), cell);
  assert.ok(Object.is(rounded(-0.04, { decimals: 1 }), 0));
});
