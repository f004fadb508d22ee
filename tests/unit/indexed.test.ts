import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { indexedPng } from '../../src/files/indexed.ts';

/** An opaque picture whose pixels are these colours, one row of them below the other. */
function picture(colours: readonly number[], width: number): Uint8Array {
  const pixels = new Uint8Array(4 * colours.length);
  const view = new DataView(pixels.buffer);
  for (const [i, colour] of colours.entries()) view.setUint32(4 * i, colour * 256 + 255);
  assert.equal(colours.length % width, 0);
  return pixels;
}

test('a picture of few colours is read back as it was', async () => {
  const rows = fc.integer({ min: 1, max: 9 }).chain((width) =>
    fc.record({
      width: fc.constant(width),
      colours: fc
        .array(fc.integer({ min: 0, max: 0xffffff }), { minLength: width, maxLength: 12 * width })
        .map((all) => all.slice(0, all.length - (all.length % width))),
    }),
  );
  await fc.assert(
    fc.asyncProperty(rows, async ({ width, colours }) => {
      const pixels = picture(colours, width);
      const png = indexedPng(pixels, width, colours.length / width);
      const read = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      assert.equal(read.info.width, width);
      assert.deepEqual(new Uint8Array(read.data), pixels);
    }),
    { numRuns: 50 },
  );
});

test('256 colours are few, 257 are not', async () => {
  const few = Array.from({ length: 256 }, (_, i) => i * 257);
  const png = indexedPng(picture(few, 16), 16, 16);
  assert.deepEqual(
    new Uint8Array(await sharp(png).ensureAlpha().raw().toBuffer()),
    picture(few, 16),
  );
  assert.equal(indexedPng(picture([...few, 1, 1, 1], 37), 37, 7), undefined);
});
