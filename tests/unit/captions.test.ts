import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionBlocks } from '../../src/check/captions.ts';

/** The blocks of a module as `field: text`, with what is computed as `…`. */
const spoken = (source: string): string[] =>
  captionBlocks(source).map(({ field, text }) => `${field}: ${text.replaceAll('\ufffc', '…')}`);

test('what a figure says is read from texts, templates, sums, functions and methods', () => {
  assert.deepEqual(
    spoken(`export const a = figure({
      id: 'not this one',
      title: 'A plain text',
      caption: (r, p) => \`At \${p.load} it is \${r.wait}.\`,
      alt() { return 'Two ' + 'halves, ' + count + \` and \${r.rest} more\`; },
      outcome: (r) => (r.wait > 1 ? 'It is late.' : 'It is early.'),
      table: () => ({ columns: [{ name: 'not that' }] }),
    });
    figures.push({ caption: \`without a hole\` });`),
    [
      'title: A plain text',
      'caption: At … it is ….',
      'alt: Two halves, … and … more',
      'outcome: It is late.',
      'outcome: It is early.',
      'caption: without a hole',
    ],
  );
});

test('what a template computes may hold texts of its own, and one word is not prose', () => {
  assert.deepEqual(spoken(`a({ alt: () => \`Lo \${b} \${c ? \`up \${d} s\` : 'flat'}.\` })`), [
    'alt: Lo … ….',
    'alt: up … s',
  ]);
  assert.deepEqual(spoken("a({ caption: () => list(('in ' + 'brackets'), 'one', 7) })"), [
    'caption: in brackets',
  ]);
});

test('functions and texts of the module are read where they are first named, each once', () => {
  assert.deepEqual(
    spoken(`const unused = 'not a caption';
    const ends = 'and ' + 'ends';
    export const inner = (r) => \`from \${r.low} \${ends}\`;
    export function outer(r) { return inner(r) + inner(r); }
    const caption = function (r) { return 'by its short name'; };
    const settings = { why: 'not said by anyone' };
    a({ alt: outer, title: () => outer() }, { caption }, settings);
    b({ alt: (r) => inner(r), why: unused });`),
    ['alt: from … …', 'alt: and ends', 'caption: by its short name'],
  );
});

test('a property is spoken by its own name only, and what stands in it by the inner one', () => {
  assert.deepEqual(
    spoken(`a({ [caption]: 'a computed name', notes: 'no caption', rows: [{ title: 'in a row' }] });
    a({ caption: join({ alt: 'the inner name', other: 'the outer name' }) });
    a.caption = 'an assignment';`),
    ['title: in a row', 'alt: the inner name', 'caption: the outer name'],
  );
});

/** Where each character of the only block of a module comes from: the source from there on. */
function places(source: string): [string, string][] {
  const [block, ...more] = captionBlocks(source);
  assert.ok(block && more.length === 0);
  assert.equal(block.offsets.length, block.text.length);
  return block.text.split('').map((unit, i) => [unit, source.slice(block.offsets[i])]);
}

test('each character is placed where it is written, behind letters of two units as well', () => {
  const source = "const 𝜌 = 'ρ'; a({ title: 'The 𝜌 is 30 s' });";
  for (const [unit, rest] of places(source)) assert.ok(rest.startsWith(unit), `${unit} ${rest}`);
  const [first] = places(source);
  assert.ok(first?.[1].startsWith("The 𝜌 is 30 s' }"));
});

test('an escape is one character, placed where the escape begins', () => {
  for (const quote of ["'", '"', '`']) {
    const written = ['It', '\\u2019', 's ', '\\x41', '\\u{1D70C}', '\\\\', '\\n', '\\'];
    const source = `a({ alt: ${quote}${written.join('')}${quote} 30’ A s${quote} });`;
    const found = places(source);
    assert.equal(found.map(([unit]) => unit).join(''), `It’s A\u{1d70c}\\\n${quote} 30’ A s`);
    const starts = found.map(([, rest]) => source.length - rest.length - 10);
    assert.deepEqual(
      starts,
      [0, 1, 2, 8, 9, 10, 14, 14, 23, 25, 27, 29, 30, 31, 32, 33, 34, 35, 36],
    );
  }
});

test('a line that goes on has no character, and a line in a template ends in one', () => {
  const source = "a({ alt: 'so \\\r\n30 s \\\nlong' });";
  const found = places(source);
  assert.equal(found.map(([unit]) => unit).join(''), 'so 30 s long');
  for (const [unit, rest] of found) assert.ok(rest.startsWith(unit), `${unit} ${rest}`);
  const lines = places(`a({ alt: \`one\r\n30 s\n\${b} two\` });`);
  assert.equal(lines.map(([unit]) => unit).join(''), 'one\n30 s\n\ufffc two');
  assert.deepEqual(
    lines.filter(([unit]) => unit !== '\n').map(([, rest]) => rest[0]),
    [...'one30 sb two'],
  );
});
