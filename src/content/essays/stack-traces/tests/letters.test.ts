import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { yours } from '../figures.ts';
import { HOUR } from '../hour.ts';
import { LETTER, letterHere } from '../letter.ts';
import { LETTERS } from '../letters.ts';
import { yourLetter } from '../model.ts';

const FOLDER = new URL('../traces/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, FOLDER), 'utf8');
const letter = (name: string): string => read(`letters/${name}.txt`);

/** Whether one text stands above another. */
const above = (text: string, upper: string, lower: string): boolean => {
  assert.ok(text.includes(upper) && text.includes(lower), `${upper} and ${lower} in ${text}`);
  return text.indexOf(upper) < text.indexOf(lower);
};

describe('the letters of seven languages', () => {
  test('were printed by the versions that the essay names', () => {
    const { versions } = LETTERS;
    assert.match(versions.Python, /^Python 3\.13\.0$/);
    assert.match(versions.Java, /^openjdk 17\.0\.15 /);
    assert.match(versions.Go, /go1\.19\.8 /);
    assert.match(versions.Rust, /^rustc 1\.95\.0 /);
    assert.match(versions.Perl, /^Perl 5\.36\.0$/);
    assert.match(versions.gcc, / 12\.2\.0$/);
    assert.match(versions['clang 14'], / 14\.0\.6/);
    assert.match(versions['clang 16'], / 16\.0\.6/);
    assert.match(versions.gdb, / 13\.1$/);
  });

  test('have the newest call where the table says', () => {
    assert.ok(above(read('node/receipt.txt'), 'at priceOf', 'at total'));
    assert.ok(above(letter('python'), 'in total', 'in price_of'));
    assert.ok(above(letter('java'), 'Receipt.priceOf', 'Receipt.total'));
    assert.ok(above(letter('go'), 'main.priceOf', 'main.total'));
    assert.ok(above(letter('rust'), 'rust_begin_unwind', 'receipt::price_of'));
    assert.ok(above(letter('rust'), 'receipt::price_of', 'receipt::total'));
    assert.ok(above(letter('perl-confess'), 'main::price_of', 'main::total'));
    assert.ok(above(letter('c-gcc-O0'), '#0 ', '#1 '));
  });

  test('say of the crash what the table says', () => {
    assert.match(read('node/receipt.txt'), /properties of undefined \(reading 'toFixed'\)/);
    assert.match(letter('python'), /'NoneType' object has no attribute 'real'/);
    assert.match(letter('java'), /because "entry" is null/);
    assert.match(letter('java-plain'), /because "<local1>" is null[\s\S]*Receipt\.java:15\)/);
    assert.match(
      letter('java-direct'),
      /because the return value of "Receipt.lookup\(String\)" is null/,
    );
    assert.match(letter('go'), /nil pointer dereference/);
    assert.match(letter('rust'), /`Option::unwrap\(\)` on a `None` value/);
    assert.match(letter('c-gcc-O0'), /SIGSEGV/);
  });

  test('of Perl are a receipt and a warning, a line, or a trace for whoever asks', () => {
    assert.match(
      letter('perl-hash'),
      /^17: 640\nUse of uninitialized value \$entry in multiplication/,
    );
    assert.equal(letter('perl-object').trim().split('\n').length, 1);
    assert.match(letter('perl-confess'), /main::receipt\(17, /);
  });

  test('print a wrapped cause where the table says', () => {
    assert.ok(above(read('node/cause.txt'), 'Error: cannot print receipt 17', '[cause]'));
    assert.ok(above(letter('python-wrapped'), 'AttributeError', 'ValueError: cannot print'));
    assert.ok(above(letter('java-wrapped'), 'cannot print receipt 17', 'Caused by'));
    assert.match(
      letter('go-wrapped'),
      /\[recovered\]\n\tpanic: cannot print receipt 17: runtime error/,
    );
    assert.ok(above(letter('rust-wrapped'), 'on a `None` value', 'cannot print receipt 17'));
    assert.match(letter('perl-wrapped'), /^cannot print receipt 17: Can't call method/);
  });

  test('show columns, marks and arguments where the table says, and nowhere else', () => {
    assert.match(letter('rust'), /receipt\.rs:11:11/);
    assert.match(letter('python'), /~~\^\^/);
    assert.match(letter('java'), /Receipt\.java:15\)/);
    assert.match(letter('go'), /main\.receipt\(0x11\?, /);
    assert.match(letter('go'), /main\.priceOf\(\.\.\.\)/);
    assert.match(letter('c-gcc-O0'), /receipt \(id=17, /);
    for (const name of ['python', 'java', 'rust'])
      assert.doesNotMatch(letter(name), /receipt\(17\b/);
  });

  test('do not list the lookup that had left, where nothing was optimised', () => {
    for (const name of ['python', 'java', 'go', 'rust', 'perl-confess', 'c-gcc-O0']) {
      assert.doesNotMatch(letter(name), /(?:in |\.|::|^#\d .*)lookup/m, name);
    }
  });

  test('name no folder of a machine', () => {
    for (const folder of ['letters/', 'hour/']) {
      for (const name of readdirSync(new URL(folder, FOLDER))) {
        assert.doesNotMatch(read(folder + name), /\/(home|root|work|tmp|Users)\//, name);
      }
    }
  });
});

describe('the builds in C', () => {
  test('are those whose letters are here', () => {
    for (const { name, endless, frames } of LETTERS.builds) {
      if (endless) continue;
      assert.equal(letter(`c-${name}`).match(/^#\d+ /gm)!.length, frames.length);
    }
  });

  test('keep inlined calls, fold what is known, and lose names when stripped', () => {
    const by = Object.fromEntries(LETTERS.builds.map((build) => [build.name, build]));
    const whole = ['price_of', 'total', 'receipt', 'main'];
    for (const name of ['gcc-O0', 'gcc-O1', 'gcc-O2-no-inline']) {
      assert.deepEqual(by[name].frames, whole);
    }
    assert.deepEqual(by['gcc-O1'].symbols, ['main']);
    for (const name of ['gcc-O2', 'gcc-O2-asked']) {
      assert.deepEqual(by[name].frames, ['main']);
      assert.equal(by[name].instructions[1], 'ud2');
    }
    assert.deepEqual(by['gcc-O2-one-path'].frames, whole.slice(1));
    assert.equal(by['gcc-O2-stripped'].frames[0], '??');
    assert.deepEqual(by['clang-14-O1'].frames.slice(1), ['lookup', ...whole]);
    assert.ok(by['clang-16-O1'].endless);
  });
});

describe('the hour', () => {
  test('has the trace of the issue: the same four calls above the loader', () => {
    const frames = read('hour/gulp.txt').match(/^ {4}at .*$/gm)!;
    assert.equal(frames.length, 10);
    assert.match(frames[0], /at fs\.js:\d+:\d+$/);
    assert.match(frames[1], /at req_ \(\/app\/node_modules\/natives\/index\.js:143:24\)$/);
    assert.match(frames[2], /at Object\.req \[as require\] \(.*natives\/index\.js:55:10\)$/);
    assert.match(frames[3], /at Object\.<anonymous> \(.*graceful-fs\/fs\.js:1:37\)$/);
    assert.ok(frames.slice(4).every((frame) => frame.includes('(node:')));
    assert.doesNotMatch(read('hour/gulp.txt'), /gulp/);
  });

  test('has gulp far below the ten, in a frame that requires as all between do', () => {
    const frames = read('hour/gulp-whole.txt').match(/^ {4}at .*$/gm)!;
    const shown = read('hour/gulp.txt').match(/^ {4}at .*$/gm)!;
    assert.deepEqual(frames.slice(0, 10), shown);
    const { gulpAt } = HOUR.runs[0];
    assert.match(
      frames[gulpAt - 1],
      /at Object\.<anonymous> \(\/app\/node_modules\/gulp\/index\.js:/,
    );
    for (const frame of frames.slice(3, gulpAt)) {
      assert.match(frame, /^ {4}at Object\.<anonymous> \(\/app|\(node:internal\/modules\//);
    }
  });

  test('was run on two versions, with and without the package', () => {
    assert.deepEqual(
      HOUR.runs.map(({ node }) => node.split('.')[0]),
      ['v24', 'v20'],
    );
    assert.equal(HOUR.gulp, '3.9.1');
  });
});

describe('the letter of the engine at hand', () => {
  test('is that of Node.js but for its file and the calls below the program', () => {
    const { lines, below } = letterHere(LETTER.program);
    const short = (row: string) =>
      row.replace(/file:\/\/\/app\/node\/|eval \(|\)$/g, '').replace(/\($/, '');
    const nodes = LETTER.letter.split('\n');
    assert.equal(lines[0], nodes[0]);
    assert.deepEqual(lines.slice(1, 6).map(short), nodes.slice(1, 6).map(short));
    assert.equal(lines.length, 7);
    assert.ok(below > 0);
    assert.equal('receipt' in globalThis, false);
    assert.throws(() => letterHere('1 + 1'), /threw nothing/);
  });

  test('is run only where it is asked for', () => {
    assert.equal(yourLetter.compute({ here: false }).yours, null);
    const result = yourLetter.compute({ here: true });
    assert.match(
      yours.outcome!(result, { here: true }),
      /^Your browser writes the same message and 6 calls down to the last one of the program; below it are \d+ of this page\.$/,
    );
  });
});
