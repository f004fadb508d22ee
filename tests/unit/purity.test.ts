/** What in a module is left to chance, a clock, a browser or Node, and what only looks like it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impurities } from '../../src/check/purity.ts';

/** Code, and what of it is told: name and column, from 1. */
const TOLD: readonly (readonly [code: string, ...told: string[]])[] = [
  ['const a = Math.random();', 'Math.random 11'],
  ["const a = Math['random']();", 'Math.random 11'],
  ['const { random } = Math;', 'Math.random 7'],
  ['const roll = Math.random;', 'Math.random 14'],
  ['const a = Date.now();', 'Date.now 11'],
  ['const a = new Date();', 'new Date() 11'],
  ['const a = Date();', 'Date() 11'],
  ['const a = performance.now() + crypto.length;', 'performance 11', 'crypto 31'],
  ['const a = process.env.A;', 'process 11'],
  ['const a = { process };', 'process 13'],
  ['const a = typeof window;', 'window 18'],
  ['const a = (document as Document).title;', 'document 12'],
  ['const a = [...location];', 'location 15'],
  ['const f = (a = fetch) => a;', 'fetch 16'],
  ['setTimeout(() => 1, 5);', 'setTimeout 1'],
  ["const a = require('a');", 'require 11'],
  ['const a = await import(`a`);', 'import() 17'],
  ['const a = import.meta.url;', 'import.meta 11'],
  ["const a = b.toLocaleString() + b.toLocaleString('en-GB');", 'toLocaleString 11'],
  ['const f = (window: number) => window; const a = window;', 'window 49'],
];

for (const [code, ...told] of TOLD) {
  test(`it is told: ${code}`, () => {
    const found = impurities(code);
    assert.deepEqual(
      found.map(({ name, offset }) => `${name} ${offset + 1}`),
      told,
    );
    for (const { what, remedy } of found) assert.ok(what && remedy);
  });
}

const INNOCENT = `const a = Math.floor(2.5) + Math['abs'](1);
const a = new Date(0).getTime() + Date.UTC(2026, 1);
const random = (): number => 4; const a = random();
const a = 'Math.random() and Date.now()'; // process.env
const a = { process: 1, window: 2 }; const b = a.process + a.window;
const process = (load: number): number => load; const a = process(1);
function f(window: number, { document }: { document: number }) { return window + document; }
const f = ([location]: number[]) => location;
let a: Date | undefined; type B = typeof process; interface C { fetch: Window }
import { fetch } from './queue.ts'; const a = fetch(1);
import process from './process.ts'; export { process };
class Queue { process = 1; fetch(): number { return this.process; } }
for (const self of [1, 2]) console.log(self);
try { f(); } catch (global) { throw global; }
const Date = { now: () => 1 }; const a = Date.now();
location: for (;;) break location;
enum Kind { process }
const a = {`;

for (const code of INNOCENT.split('\n')) {
  test(`nothing is told of: ${code}`, () => assert.deepEqual(impurities(code), []));
}
