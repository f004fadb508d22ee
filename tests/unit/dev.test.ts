/** The check in `npm run dev`: what it hears of its process, and what it watches. */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { eachLine, isWithin } from '../../src/check/dev.ts';

test('a line that comes in pieces is heard whole, cut within a sign or not', async () => {
  const bytes = Buffer.from('a’s b…\nthe run has taken 10 s; it\nlast');
  const pieces = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
  const stream = Readable.from(pieces, { objectMode: false });
  const heard: string[] = [];
  eachLine(stream, (line) => heard.push(line));
  await new Promise((done) => stream.on('close', done));
  assert.deepEqual(heard, ['a’s b…', 'the run has taken 10 s; it', 'last']);
});

test('a folder whose name begins with that of another is not within it', () => {
  assert.ok(isWithin(resolve('public'), resolve('public/plan.pdf')));
  assert.ok(!isWithin(resolve('public'), resolve('public-old/plan.pdf')));
});
