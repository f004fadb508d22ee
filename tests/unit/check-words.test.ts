/** The words and signs that the check knows, each in a sentence, and what it takes for near. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectionFindings } from '../../src/check/collection.ts';
import { isBeside } from '../../src/check/modules.ts';
import { namesIn } from '../../src/check/names.ts';
import { editDistance, nearest } from '../../src/check/nearest.ts';
import { quantitiesIn } from '../../src/check/quantities.ts';
import { essayOf } from '../../src/essay/files.ts';

const found = (text: string): string[] =>
  quantitiesIn(text, namesIn(text)).map(({ start, end }) => text.slice(start, end));

const list = (text: string): string[] => text.trim().split(/\s+/);

const MEASURES = list(`
  nanosecond microsecond millisecond second minute hour day week fortnight month year decade
  bit byte kilobyte megabyte gigabyte terabyte petabyte kibibyte mebibyte gibibyte tebibyte
  kilobit megabit gigabit hertz kilohertz megahertz gigahertz watt kilowatt megawatt joule volt
  metre meter kilometre kilometer millimetre millimeter mile gram kilogram tonne
  token dollar euro nine teraflop gigaflop petaflop exaflop percent`);

const SIGNS = list(`
  s ms ns µs μs min h hr hrs B kB KB MB GB TB PB KiB MiB GiB TiB PiB kb Kb Mb Gb Tb
  bps kbps Mbps Gbps Tbps B/s kB/s KB/s MB/s GB/s TB/s Mb/s Gb/s Mbit/s Gbit/s GiB/s MiB/s
  Mbit Gbit kbit Hz kHz MHz GHz W kW MW kWh mW V mV J mJ FLOP FLOPs FLOPS FLOP/s
  GFLOPS GFLOP/s TFLOP TFLOPS TFLOP/s PFLOP PFLOPS PFLOP/s TOPS
  fps FPS rpm qps QPS rps RPS tps TPS IOPS req/s tok/s tokens/s requests/s
  px pt dp sp rem mm cm km kg °C °F % ‰`);

const COUNTED = list(`
  request query job packet message event operation instruction cycle lookup row record
  vector document dimension parameter sample step iteration frame pixel thread process core
  gpu cpu server machine worker replica node tenant client user connection slot page block item
  neighbour neighbor transaction line engineer customer instance case trial`);

test('every measure makes a quantity of a count before it', () => {
  for (const measure of MEASURES) {
    assert.deepEqual(found(`It takes 5 ${measure} here.`), [`5 ${measure}`]);
    const plural = /hertz|percent/.test(measure) ? measure : `${measure}s`;
    if (/^(?:kilo|mega|giga)hertz$/.test(measure)) continue;
    assert.deepEqual(found(`It takes three ${plural} here.`), [`three ${plural}`]);
  }
});

test('every sign of a unit makes a quantity of a number before it, with a space or without', () => {
  for (const sign of SIGNS) {
    assert.deepEqual(found(`It takes 5 ${sign} here.`), [`5 ${sign}`]);
    // A B that touches its number may be a billion.
    if (sign !== 'B/s') assert.deepEqual(found(`It takes 5${sign} here.`), [`5${sign}`]);
  }
  assert.deepEqual(found('It takes 5us here.'), ['5us']);
});

test('what is counted makes a quantity of ten or more in words, and of any number in digits', () => {
  for (const thing of COUNTED) {
    assert.deepEqual(found(`A twelve-${thing} run.`), [`twelve-${thing}`]);
    assert.deepEqual(found(`A 5-${thing} run.`), [`5-${thing}`]);
    assert.deepEqual(found(`A two-${thing} run.`), []);
  }
  for (const things of list('queries processes people batches indices indexes')) {
    assert.deepEqual(found(`Then twelve ${things} wait.`), [`twelve ${things}`]);
  }
});

test('a word between a number and what it counts changes nothing', () => {
  const between = list(`full whole entire more extra additional further good fewer less consecutive
    output input prompt concurrent active busy idle identical parallel simultaneous random different
    separate virtual physical free long short large small big`);
  for (const word of between) {
    assert.deepEqual(found(`Then twelve ${word} requests wait.`), [`twelve ${word} requests`]);
  }
});

test('a number after a label or in a date is none', () => {
  const labels = list(`Section Sections Figure Figures Table Chapter Page Appendix Equation Listing
    Algorithm Theorem Lemma Volume Version Release Port Status Layer Hop Issue RFC PEP ISO IEEE BCP
    Part Line Step Item Rule Case Footnote Note Number Bug Ticket Level Revision Act Code Error
    Signal Phase Stage Type Tier Option Exercise Room Route Tenant Replica Request Slot Seed Day
    Week`);
  for (const label of labels) {
    assert.deepEqual(found(`It is in ${label} 12 that it waits.`), [], label);
    assert.deepEqual(found(`It is in ${label.toLowerCase()} 12 that it waits.`), [], label);
  }
  const months = list(`January February March April May June July August September October November
    December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`);
  for (const month of months) {
    assert.deepEqual(found(`It was on 12 ${month} 2026 that it landed.`), [], month);
    assert.deepEqual(found(`It was on ${month} 12, 2026 that it landed.`), [], month);
  }
});

test('a year is none; a round one only where it must be a year', () => {
  for (const text of ['In 1985 it was so.', 'It was so (1985).', 'Since 2039 it is so.']) {
    assert.deepEqual(found(text), []);
  }
  for (const text of ['In 2000 it was so.', 'It was so (1900).', 'It was so after 2000.']) {
    assert.deepEqual(found(text), []);
  }
  assert.deepEqual(found('It reads of 2000 and stops.'), ['2000']);
  assert.deepEqual(found('It reads the 1900 and stops.'), ['1900']);
  assert.deepEqual(found('It was about 1799 or 2040.'), ['1799 or 2040']);
});

test('a misspelt word is near another when less than about a third of it is wrong', () => {
  assert.equal(editDistance('kitten', 'sitting'), 3);
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(nearest('wiat', ['wait']), 'wait');
  assert.equal(nearest('wxyz', ['wait']), undefined);
  assert.equal(nearest('abcdefghi', ['abcdefxyz']), 'abcdefxyz');
  assert.equal(nearest('abcdefghi', ['abcdexyzz']), undefined);
  assert.equal(nearest('ab', ['ax', 'ab']), 'ab');
  assert.equal(nearest('ab', ['xab', 'xyab']), 'xab');
  assert.equal(nearest('FIGURE', ['figures', 'figure']), 'figure');
  assert.equal(nearest('a', []), undefined);
});

test('a draft takes no place on the home page, and is told of one that is taken', () => {
  const essay = (slug: string, matter: string) =>
    essayOf(`${slug}.mdx`, slug, `---\nselected: 1\n${matter}\n---\n`, '2026-12-31');
  const places = (...essays: ReturnType<typeof essay>[]) =>
    collectionFindings(essays).map(({ file, field }) => `${file} ${field}`);
  assert.deepEqual(places(essay('a', 'draft: true'), essay('b', 'title: B')), [
    'src/content/essays/a.mdx selected',
  ]);
  assert.deepEqual(places(essay('a', 'title: A'), essay('b', 'draft: true')), [
    'src/content/essays/b.mdx selected',
  ]);
  assert.deepEqual(places(essay('a', 'title: A'), essay('b', 'title: B')), [
    'src/content/essays/b.mdx selected',
  ]);
});

test('a module beside the essay is one with a relative path, with its ending or without', () => {
  for (const name of ['./figures.ts', './figures', '../other/numbers.ts', '../a', './more/a']) {
    assert.ok(isBeside(name), name);
  }
  for (const name of [
    'figures.ts',
    'astro',
    './',
    './Queues.astro',
    './data.json',
    './sql/a.sql?raw',
  ]) {
    assert.ok(!isBeside(name), name);
  }
});
