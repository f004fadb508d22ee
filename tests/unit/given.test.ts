/** Assumptions as the text says them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFinding } from '../../src/check/finding.ts';
import { givenFaults } from '../../src/check/given.ts';
import { parseMdx } from '../../src/check/tree.ts';
import type { Holdings } from '../../src/essay/holds.ts';
import { assume } from '../../src/kit/assume.ts';
import { experiment } from '../../src/kit/experiment.ts';

const given = {
  patience: assume(30, 'how long a sender waits', { unit: 's' }),
  load: assume(0.9, 'the load', { unit: '%' }),
  replicas: assume(8, 'how many there are'),
  lost: assume(5, 'of no experiment', { unit: 'ms' }),
};
const { lost: _, ...defaults } = given;
const holdings = {
  assumptions: new Map(Object.entries(given).map(([name, one]) => [`given.${name}`, one])),
  experiments: new Map([['steady', experiment({ pool: [defaults] }, () => 0)]]),
} as unknown as Holdings;

function find(text: string, model = true): string[] {
  const source = `import { given } from './figures.ts'\n\n${text}\n`;
  const parsed = parseMdx(source);
  assert.ok('root' in parsed);
  const modules = new Map([['./figures.ts', { file: '', source: '', exports: { given } }]]);
  return givenFaults(parsed.root, source, modules, model ? holdings : undefined).map((fault) =>
    formatFinding({ file: '', ...fault }).replace(/^:3:1 {2}assumption: /, ''),
  );
}

/** What stands in the text, and what is said of it up to the remedy's end, here cut. */
const CASES: readonly (readonly [text: string, says: RegExp | undefined])[] = [
  ['<Given of={given.patience} />', undefined],
  ['<Given of={given.replicas} spelled />', undefined],
  ['<Given>assumed</Given>', undefined],
  ['<Given>as RFC 970 has it, one by one</Given>', undefined],
  ['<Given>30 s</Given>', /^"30 s" is typed by hand — write <Given of=\{given\.patience\} \/>$/],
  ['<Given>30</Given>', /— write <Given of=\{given\.patience\} bare \/>$/],
  ['<Given>**90%**</Given>', /— write <Given of=\{given\.load\} \/>$/],
  ['<Given>Eight</Given>', /^"Eight" is typed by hand — write <Given of=\{given\.replicas\} /],
  [
    '<Given>1,200 km</Given>',
    /— make it in the model, assume\(1200, 'what it is', \{ unit: 'km' \}\)/,
  ],
  ['<Given>a dozen</Given>', /— make it in the model, assume\(…, 'what it is'\), put it in/],
  ['<Given of={given.patiense} />', /^given has no patiense — write given\.patience$/],
  ['<Given of={givn.load} />', undefined],
  ['<Given of="load" />', /has its name in quotes — write <Given of=\{given\.load\} \/>$/],
  ['<Given of={given} />', /^given is no assumption — name one of given\.patience, given\.load, /],
  [
    '<Given of={given.lost} />',
    /^given\.lost is assumed in the text but no experiment takes it — put it in the defaults of .*\{ lost: … \}/,
  ],
];

for (const [text, says] of CASES) {
  test(`assumed: ${text}`, () => {
    const [first, ...more] = find(text);
    assert.deepEqual(more, []);
    if (says) assert.match(first ?? '', says);
    else assert.equal(first, undefined);
  });
}

test('an essay without a model assumes no number', () => {
  assert.deepEqual(find('<Given>for long</Given>', false), []);
  assert.match(
    find('<Given>30 s</Given>', false)[0] ?? '',
    /^"30 s" is assumed, and no model assumes it — write 30 s and the line numbers: own/,
  );
});
