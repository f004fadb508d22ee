import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { modelSource } from '../../../../essay/source.ts';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { claimAtOnce, FORMS } from '../claims.ts';
import { groupCommit } from '../commits.ts';
import { pagesFigure } from '../figures.ts';
import { files } from '../files.ts';
import { measure } from '../measure.ts';
import {
  claimCounts,
  claimForms,
  commitsPerFlush,
  depth,
  forgottenTransaction,
  INDEXES,
  pagesPerClaim,
  reading,
  together,
} from '../model.ts';
import { recorded } from '../recorded.ts';

const essay = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, essay), 'utf8');

test('the same SQL on PostgreSQL again gives the committed files, byte for byte', async () => {
  const again = files(await measure());
  for (const [path, content] of Object.entries(again)) assert.equal(read(path), content, path);
  const committed = readdirSync(new URL('plans/', essay)).map((name) => `plans/${name}`);
  assert.deepEqual(
    Object.keys(again).sort(),
    ['results.json', ...committed].sort(),
    'no stale plan is left',
  );
});

test('readers get the programs that recorded and the SQL that ran', () => {
  const names = modelSource('boring-databases').map(({ path }) => path.split('/').at(-1)!);
  const wanted = ['model.ts', 'record.ts', 'record-sessions.ts', 'measure.ts', 'claim.sql'];
  for (const name of wanted) assert.ok(names.includes(name), name);
  assert.equal(names[0], 'model.ts');
});

test('with a partial index a claim costs the same behind any number of finished jobs', () => {
  const { series } = pagesPerClaim.compute(pagesPerClaim.defaults);
  const byIndex = Object.fromEntries(series.map((s) => [s.index, s.visits]));
  assert.ok(byIndex.available.every((visits) => visits <= 6));
  assert.ok(byIndex.state.every((visits) => visits <= 6));
  const primary = byIndex.primary;
  assert.ok(primary.every((visits, i) => i === 0 || visits > primary[i - 1]));
  assert.ok(primary.at(-1)! > 30 * primary[0]);
});

test('an old transaction makes every claim dearer, and the primary key a hundredfold', () => {
  const counts = claimCounts.compute({});
  for (const index of INDEXES) {
    const side = (old: boolean) =>
      pagesPerClaim.compute({ index, finished: 20_000, old }).chosen.visits;
    assert.ok(side(true) > side(false), index);
  }
  assert.ok(counts.primaryOpen > 100 * counts.primary);
  assert.ok(counts.availableOpen > 50 * counts.available);
  assert.ok(counts.primaryOpen > 100 * counts.availableOpen);
});

test('the planner changes its mind between two estimates that lie near each other', () => {
  const counts = claimCounts.compute({});
  assert.ok(counts.turns >= 3);
  assert.ok(counts.widestGap < 0.12);
  assert.ok(counts.stateOpenWorst > 100 * counts.stateOpenLate);
  const { series } = pagesPerClaim.compute({ index: 'state', finished: 20_000, old: true });
  const late = series[1].visits.indexOf(counts.stateOpenLate);
  assert.equal(series[1].visits[late + 1], counts.stateOpenWorst, 'the two stops are neighbours');
  const { state } = recorded.claims.runs;
  for (const [i, cost] of recorded.claims.estimates.entries()) {
    const cheaper = cost.state < cost.primary ? 'job_state' : 'job_pkey';
    assert.equal(state.open[i].scan, cheaper, 'it takes the one that it thinks cheaper');
  }
  assert.ok(state.closed.slice(1).every((claim) => claim.scan === 'job_state'));
});

test('the partial index is by far the smallest', () => {
  const { pages } = claimCounts.compute({});
  assert.ok(pages.job_available < pages.job_pkey / 5);
  assert.ok(pages.job_pkey <= pages.job_state);
});

test('a forgotten transaction undoes the vacuum, and its end restores it', () => {
  const { closed, open, taken } = forgottenTransaction.compute({});
  assert.equal(taken.length, closed.visits.length);
  assert.equal(taken.length, open.visits.length);
  assert.ok(open.visits.every((visits, i) => visits >= closed.visits[i]));
  assert.ok(open.visits.at(-1)! > 3 * closed.visits.at(-1)!);
  assert.ok(closed.visits.at(-1)! > closed.visits[0]);
  assert.equal(open.vacuumed, open.visits.at(-1), 'vacuum removes nothing');
  assert.ok(open.endedFirst > open.vacuumed, 'the first claim afterwards marks the dead entries');
  assert.equal(open.endedSecond, closed.visits.at(-1), 'and the next one skips them');
  assert.ok(Math.abs(open.endedVacuumed - open.visits[0]) <= 1);
  assert.equal(closed.vacuumed, open.endedVacuumed);
});

test('a covering index reads no table page until a neighbour of a row is touched', () => {
  const r = reading.compute({});
  assert.ok(r.none > r.index && r.index > r.touched && r.touched > r.covering);
  assert.equal(r.index, r.found + 2, 'each row is on a page of its own');
  assert.equal(r.steps.find((s) => s.name === 'covering')!.heapFetches, 0);
  assert.equal(r.vacuumed, r.covering);
  assert.equal(r.touched, r.covering + r.fetches);
  assert.equal(r.touchedOfTenant, 0, 'none of the rows read was itself updated');
});

test('a lookup by key grows by the levels of its index, a scan with the table', () => {
  const { rows, first, middle, last } = depth.compute({});
  assert.equal(first.byKey, middle.byKey);
  assert.equal(last.byKey, first.byKey + 1);
  for (const [i, row] of rows.entries()) {
    if (i > 0) {
      const growth = row.byScan / rows[i - 1].byScan / (row.rows / rows[i - 1].rows);
      assert.ok(growth > 0.9 && growth < 1.1);
    }
  }
});

test('a rollback leaves nothing and says nothing; equal messages are heard once', () => {
  assert.deepEqual(together.compute({}), {
    purchases: 0,
    jobs: 0,
    heard: ['look', 'look again'],
    heardAfterRollback: [],
  });
});

test('the claim model gives what four real sessions gave', () => {
  const sessions = JSON.parse(read('sessions.json'));
  assert.deepEqual(claimForms.compute({ workers: 4, jobs: sessions.jobs }), sessions.rows);
});

test('claims: who gets what, over all counts of workers and jobs', () => {
  fc.assert(
    fc.property(fc.nat(10), fc.nat(12), (workers, jobs) => {
      const [plain, recheck, lock, skip] = FORMS.map((f) => claimAtOnce(f, workers, jobs));
      const given = (o: typeof plain) => o.claimed.filter((job) => job !== null);
      const served = Math.min(workers, jobs);
      const first = Array.from({ length: served }, (_, i) => i + 1);
      for (const o of [plain, recheck, lock, skip]) {
        assert.equal(o.claimed.length, workers, 'every worker is answered');
        assert.equal(o.available, jobs - new Set(given(o)).size);
        assert.ok(o.waited < Math.max(1, workers));
      }
      assert.ok(given(plain).every((job) => job === 1));
      assert.equal(given(plain).length, jobs ? workers : 0);
      assert.equal(given(recheck).length, Math.min(1, served));
      assert.deepEqual(given(lock), first);
      assert.deepEqual(given(skip), first);
      assert.equal(skip.waited, 0);
    }),
  );
});

test('group commit: half the clients for each flush when nobody thinks, and just under two', () => {
  const { brief, long } = commitsPerFlush.compute(commitsPerFlush.defaults);
  for (const { clients, carried, wait } of brief.slice(1)) {
    assert.ok(Math.abs(carried / (clients / 2) - 1) < 0.01);
    assert.ok(wait > 1.9 && wait < 2);
  }
  for (const [i, row] of long.entries()) {
    assert.ok(row.carried <= brief[i].carried + 1e-9);
    assert.ok(row.wait <= brief[i].wait + 1e-9);
    assert.ok(i === 0 || row.carried >= long[i - 1].carried);
  }
});

test("group commit keeps Little's law, bounds and seeds over its range", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 32 }),
      fc.double({ min: 0.01, max: 4, noNaN: true }),
      fc.integer(),
      (clients, think, seed) => {
        const run = groupCommit(clients, think, 400, seed);
        assert.ok(run.carried >= 1 && run.carried <= clients);
        assert.ok(run.wait >= 1 - 1e-9 && run.wait <= 2 + 1e-9);
        assert.deepEqual(groupCommit(clients, think, 400, seed), run);
      },
    ),
    { numRuns: 60 },
  );
  assert.notDeepEqual(groupCommit(8, 1, 400, 1), groupCommit(8, 1, 400, 2));
  // A short thought keeps the flushes back to back, so that one flush is one unit of time.
  const { clients, carried, wait } = groupCommit(16, 0.05, 20_000, 3);
  assert.ok(Math.abs((carried * (wait + 0.05)) / clients - 1) < 0.01);
});

test('the explorable draws at every setting, and the printed one again', () => {
  const { of, draw, table, outcome, alt } = pagesFigure;
  const printed = picture(draw(of.compute(of.defaults), of.defaults, 832));
  for (const index of INDEXES) {
    for (let finished = 0; finished <= 20_000; finished += 2_000) {
      for (const old of [false, true]) {
        const params = { index, finished, old };
        const result = of.compute(params);
        for (const width of [WIDTHS.narrow, WIDTHS.page]) {
          const svg = picture(draw(result, params, width));
          assert.match(svg, /^<svg [^>]+>.*<\/svg>$/s);
          assert.equal(svg.match(/class="line /g)!.length, INDEXES.length);
        }
        assert.equal(table(result, params).rows.length, result.finished.length);
        assert.ok(outcome!(result, params).includes(result.chosen.visits.toLocaleString('en-GB')));
        assert.ok(alt(result, params).length > 0);
      }
    }
  }
  assert.equal(picture(draw(of.compute(of.defaults), of.defaults, 832)), printed);
});

test('the explorable has an answer for every setting', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...INDEXES),
      fc.integer({ min: 0, max: 20_000 }),
      fc.boolean(),
      (index, finished, old) => {
        const result = pagesPerClaim.compute({ index, finished, old });
        const series = result.series.find((s) => s.index === index)!;
        const stop = result.finished.indexOf(result.chosen.finished);
        assert.equal(series.visits[stop], result.chosen.visits);
        assert.equal(result.chosen.table + result.chosen.index, result.chosen.visits);
        assert.ok(result.chosen.finished <= finished && result.chosen.visits >= 5);
      },
    ),
  );
});
