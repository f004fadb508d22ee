import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { anatomy, twoLines } from '../model.ts';
import { causeNotes, gulpNotes, javaNotes, noted, pythonNotes, receiptNotes } from '../notes.ts';
import { recorded } from '../recorded.ts';
import { PROGRAMS, recordings, shorten } from '../recordings.ts';
import { originalPlace, segments } from '../source-map.ts';
import { parseFrame, parseTraces } from '../v8.ts';

const FOLDER = new URL('../traces/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, FOLDER), 'utf8');

/** Lines of Node.js's own files, and its version, which other versions print differently. */
const othersBlanked = (text: string): string =>
  text
    .replace(/^.*node:.*\n/gm, '')
    .replace(/Node\.js v[\d.]+/, 'Node.js')
    .replace(/"node": "v[\d.]+"/, '')
    .replace(/"others": \d+/g, '');

describe('the recording', () => {
  let made: Record<string, string>;
  before(() => {
    made = recordings();
  });

  test('is what the programs print', () => {
    for (const [path, text] of Object.entries(made)) {
      if (process.version === recorded.node) assert.equal(text, read(path), path);
      else assert.equal(othersBlanked(text), othersBlanked(read(path)), path);
    }
  });

  test('was made by the Node.js that the README names', () => {
    assert.match(read('README.md'), new RegExp(`Node\\.js ${recorded.node.slice(1)}\\b`));
  });

  test('covers every Node.js trace', () => {
    const texts = readdirSync(new URL('node/', FOLDER)).filter((name) => name.endsWith('.txt'));
    assert.deepEqual(
      texts.sort(),
      Object.keys(PROGRAMS)
        .map((name) => `${name}.txt`)
        .sort(),
    );
  });

  test('names no folder of the machine', () => {
    for (const [path, text] of Object.entries(made)) {
      assert.doesNotMatch(text, /file:\/\/\/(?!app\/)|\/(home|root|work|tmp|Users)\//, path);
    }
  });

  test('shortens every mention of the folder and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        const clean = parts.map((part) => part.replaceAll('/a/b', ''));
        fc.pre(!clean.join('').includes('/a/b'));
        assert.equal(shorten(clean.join('/a/b'), '/a/b/'), clean.join('/app/node'));
      }),
    );
  });
});

describe('what the Node.js traces show', () => {
  const { casts, tooDeep, kept } = anatomy.compute(anatomy.defaults);

  test('the lookup that answered undefined is not among the frames', () => {
    assert.deepEqual(casts.receipt[0].own, ['priceOf', '', 'total', 'receipt', '']);
    assert.match(read('node/receipt.mjs'), /function lookup/);
    assert.doesNotMatch(read('node/receipt.txt'), /lookup/);
  });

  test('a bare return of a promise loses the function that returned it', () => {
    const [withAwait, withoutAwait] = casts.async;
    assert.ok(withAwait.own.includes('withAwait'));
    assert.ok(!withoutAwait.own.includes('withoutAwait'));
    assert.equal(withAwait.own.length, withoutAwait.own.length + 1);
  });

  test('a callback does not remember who scheduled it', () => {
    assert.deepEqual(casts.callback[0].own, ['Immediate.<anonymous>']);
  });

  test('an error made early shows where it was made, and nobody who threw it', () => {
    assert.deepEqual(casts['born-early'][0].own, ['']);
    assert.match(read('node/born-early.txt'), /born-early\.mjs:1:19/);
  });

  test('ten frames are kept, and the starter is lost from depth nine on', () => {
    assert.equal(kept, 10);
    assert.equal(tooDeep, 9);
  });

  test('wrapping by message loses the frame that threw; a cause keeps it', () => {
    assert.ok(!casts.flattened[0].own.includes('priceOf'));
    assert.ok(casts.cause[0].cause!.own.includes('priceOf'));
  });
});

describe('the source map', () => {
  const maps = twoLines.compute(twoLines.defaults);

  test('points at another line than the plain bundle, where nothing can throw', () => {
    assert.notEqual(
      maps.minified.line,
      maps.plain.line,
      'the minified bundle is now mapped to the right line: rewrite the paragraph that says not',
    );
    assert.ok(maps.source[maps.minified.line - 6].includes('prices.get(line.sku)'));
    assert.ok(maps.source[maps.plain.line - 6].includes('.valueOf()'));
  });

  test('says so because V8 names the dot and the map begins at the name after it', () => {
    assert.equal(maps.generated[maps.reported - 1], '.');
    assert.deepEqual(
      { line: maps.lookedUp.line, column: maps.lookedUp.column },
      { line: maps.minified.line, column: maps.minified.column },
    );
    const next = maps.segments.find((s) => s.generatedColumn === maps.reported + 1)!;
    assert.equal(next.line, maps.plain.line);
    assert.ok(maps.generated.slice(next.generatedColumn - 1).startsWith('valueOf()'));
  });

  test('of the plain bundle agrees with Node.js on every own frame', () => {
    const map = segments(JSON.parse(read('node/shop.plain.mjs.map')).mappings);
    const place = originalPlace(map, 5, 16)!;
    assert.deepEqual({ line: place.line, column: place.column }, maps.plain);
  });
});

describe('the notes', () => {
  test('each stand at one line of their trace, in its order', () => {
    const pairs = [
      ['node/receipt.txt', receiptNotes],
      ['node/cause.txt', causeNotes],
      ['letters/python-wrapped.txt', pythonNotes],
      ['letters/java-direct.txt', javaNotes],
      ['hour/gulp.txt', gulpNotes],
    ] as const;
    for (const [path, notes] of pairs) {
      const text = read(path);
      const lines = noted(text, notes).map((note) => note.line);
      assert.equal(lines.length, notes.length);
      const places = lines.map((line) => text.split('\n').findIndex((row) => row.trim() === line));
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
    }
  });

  test('refuse a line that is not there, or there twice', () => {
    assert.throws(() => noted('a\nb', [{ at: 'c', says: '' }]), /fits 0 lines/);
    assert.throws(() => noted('a\na', [{ at: 'a', says: '' }]), /fits 2 lines/);
  });
});

describe('reading V8', () => {
  test('reads back the frames that it is given', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    const frame = fc.record({
      name: fc.option(word),
      file: word.map((name) => `file:///app/${name}.mjs`),
      line: fc.integer({ min: 1, max: 9999 }),
      column: fc.integer({ min: 1, max: 9999 }),
      async: fc.boolean(),
    });
    fc.assert(
      fc.property(frame, (given) => {
        const place = `${given.file}:${given.line}:${given.column}`;
        const row = `    at ${given.async ? 'async ' : ''}${given.name ? `${given.name} (${place})` : place}`;
        assert.deepEqual(parseFrame(row), { ...given, own: true });
      }),
    );
  });

  test('keeps a cause with the error that it caused', () => {
    const [error, ...rest] = parseTraces(read('node/cause.txt'));
    assert.equal(rest.length, 0);
    assert.equal(error.message, 'cannot print receipt 17');
    assert.equal(error.elided, 2);
    assert.equal(error.cause!.type, 'TypeError');
  });
});
