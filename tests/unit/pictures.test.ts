import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizesFor } from '../../src/components/pictures.ts';

test('a large picture is served up to twice the measure and says how wide it stands', () => {
  assert.deepEqual(sizesFor(8000), {
    width: 1296,
    widths: [432, 648, 972, 1296],
    sizes: '(min-width: 705px) 648px, calc(100vw - 45px)',
  });
});

test('no picture is enlarged, and a small one has one size', () => {
  assert.deepEqual(sizesFor(700).widths, [432, 648, 700]);
  assert.equal(sizesFor(500).sizes, '(min-width: 557px) 500px, calc(100vw - 45px)');
  assert.deepEqual(sizesFor(432), { width: 432 });
});
