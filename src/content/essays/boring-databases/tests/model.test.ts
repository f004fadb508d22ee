import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { modelSource } from '../../../../essay/source.ts';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { claimAtOnce, FORMS } from '../claims.ts';
import { groupCommit } from '../commits.ts';
import { DESIGNS, orderWith, walk, worksEarly } from '../crash.ts';
import { crashFigure, forgottenFigure, pagesFigure } from '../figures.ts';
import { files } from '../files.ts';
import { type LeftOpen, left } from '../left.ts';
import { measure } from '../measure.ts';
import {
  changedMind,
  claimForms,
  commitsPerFlush,
  everyCrash,
  findCounts,
  forgottenTransaction,
  INDEXES,
  leftOpen,
  pagesPerFind,
  together,
  twoServers,
} from '../model.ts';
import { native } from '../native.ts';
import { open } from '../pglite.ts';
import { sql } from '../postgres.ts';
import { recorded } from '../recorded.ts';

const essay = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, essay), 'utf8');

test('the same SQL on PostgreSQL again gives the committed files, byte for byte', async () => {
  const db = await open();
  const again = files(await measure(db));
  await db.run('create table note (text text)');
  await db.run(sql('forgotten'));
  assert.deepEqual(await db.run(sql('holders')), ['forgotten'], 'the query of the text finds it');
  await db.close();
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
  const wanted = ['model.ts', 'record.ts', 'record-native.ts', 'measure.ts', 'find.sql'];
  for (const name of wanted) assert.ok(names.includes(name), name);
  assert.equal(names[0], 'model.ts');
});

test('an ordinary server made the same searches, visit by visit', () => {
  assert.deepEqual(native.claims.runs, recorded.claims.runs);
  assert.deepEqual(native.claims.pages, recorded.claims.pages);
  assert.deepEqual(native.updates, recorded.updates);
  assert.deepEqual(native.forgotten, recorded.forgotten);
  assert.deepEqual(native.together, recorded.together);
  assert.notEqual(native.version, recorded.version);
  const { counts, equal } = twoServers.compute({});
  assert.ok(counts > 250 && equal <= counts);
});

test('a write left open on the ordinary server costs what a prepared transaction costs here', () => {
  const { visits, dead, held } = recorded.steady;
  const write = left.runs.find((run) => run.left === 'after a write' && run.held === held)!;
  assert.ok(visits.length * left.every > left.forgets + held + left.vacuum, 'it sees the end');
  assert.deepEqual(write.dead.slice(0, dead.length), dead);
  for (const [i, count] of visits.entries())
    assert.ok(Math.abs(write.visits[i] - count) <= 2, `${i}`);
});

test('what is left open decides, and how long it is open', () => {
  const run = (kind: LeftOpen, held: string) => leftOpen.compute({ left: kind, held });
  for (const held of ['1000', '2000', '4000']) {
    const { visits, dead, from, to, every } = run('REPEATABLE READ after a read', held);
    assert.equal(to - from, Number(held));
    assert.equal(dead[to / every], Number(held), 'every row that died since is still there');
    assert.deepEqual(dead, run('after a write', held).dead);
    assert.ok(visits[to / every] > visits[from / every]);
    assert.ok(Math.max(...run('READ COMMITTED after a read', held).visits) <= 8);
  }
  const nobody = run('nothing', '4000');
  assert.ok(nobody.dead.every((n) => n < 500) && Math.max(...nobody.visits) <= 8);
});

test('the table of the text says what the server did with each kind', () => {
  const rows = read('index.mdx').matchAll(/^\| (.+) \| (go|stay) \| (.+) \|$/gm);
  const told = [...rows].map(([, kind, what, where]) => ({
    kind: kind.replaceAll('`', ''),
    what,
    where,
  }));
  const kinds = native.horizon.filter(({ name }) => !/^nothing|prepared|slot|database/.test(name));
  assert.equal(told.length, kinds.length);
  for (const { name, dead, shows } of kinds) {
    const row = told.find(({ kind }) => kind === name.replace(/^after (?=a write|SELECT)/, ''));
    assert.ok(row, name);
    assert.equal(row.what === 'stay', dead > 0, name);
    const column = /`(.+)`/.exec(row.where)?.[1] ?? '';
    assert.equal(shows, column, name);
  }
});

test('with a partial index a search costs the same behind any number of finished jobs', () => {
  const { series } = pagesPerFind.compute(pagesPerFind.defaults);
  const byIndex = Object.fromEntries(series.map((s) => [s.index, s.visits]));
  assert.ok(byIndex.available.every((visits) => visits <= 6));
  assert.ok(byIndex.state.every((visits) => visits <= 6));
  const primary = byIndex.primary;
  assert.ok(primary.every((visits, i) => i === 0 || visits > primary[i - 1]));
  assert.ok(primary.at(-1)! > 30 * primary[0]);
});

test('an old transaction makes every search dearer, and the primary key a hundredfold', () => {
  const counts = findCounts.compute({});
  for (const index of INDEXES) {
    const side = (old: boolean) =>
      pagesPerFind.compute({ index, finished: 20_000, old }).chosen.visits;
    assert.ok(side(true) > side(false), index);
  }
  assert.ok(counts.primaryOpen > 100 * counts.primary);
  assert.ok(counts.availableOpen > 50 * counts.available);
  assert.ok(counts.primaryOpen > 100 * counts.availableOpen);
});

test('the planner takes what it thinks cheaper, and thinks that waiting jobs lie spread', () => {
  const r = changedMind.compute({});
  assert.ok(r.turns >= 3);
  assert.ok(r.widestGap < 0.12);
  assert.ok(r.next > 100 * r.late);
  for (const { scan, state, primary } of r.found) {
    assert.equal(scan, state < primary ? 'job_state' : 'job_pkey');
  }
  const { state } = recorded.claims.runs;
  assert.ok(state.closed.slice(1).every((claim) => claim.scan === 'job_state'));
  const { queue, spread } = recorded.priced;
  assert.equal(queue.price, spread.price, 'the order of the jobs is nothing to it');
  assert.ok(queue.visits > 40 * spread.visits);
  assert.equal(queue.removed, 20_000);
  assert.equal(spread.removed, 20);
});

test('the partial index is by far the smallest', () => {
  const { pages } = findCounts.compute({});
  assert.ok(pages.job_available < pages.job_pkey / 5);
  assert.ok(pages.job_pkey <= pages.job_state);
});

test('a forgotten transaction undoes the vacuum, and its end restores it', () => {
  const { closed, open, taken } = forgottenTransaction.compute({});
  assert.equal(open.dead, taken, 'every deleted row is still there');
  assert.equal(closed.dead, 0);
  assert.ok(open.taken > 3 * closed.taken && closed.taken > closed.before);
  assert.equal(open.vacuumed, open.taken, 'vacuum removes nothing');
  assert.ok(open.endedFirst > open.vacuumed, 'the first search afterwards marks the dead entries');
  assert.equal(open.endedSecond, closed.taken, 'and the next one skips them');
  assert.equal(open.endedVacuumed, open.before);
  assert.equal(closed.vacuumed, open.endedVacuumed);
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
  assert.deepEqual(claimForms.compute({ workers: 4, jobs: 8 }), native.forms);
});

test('one crash in each design ends as the manuals of its parts say', () => {
  const told = DESIGNS.map((design) => {
    const { flushes, trips, points } = walk(design, { once: false, repeats: false });
    const ends = points.map(({ outcome }) => outcome[0]).join('');
    return `${design} ${flushes.join('+')} ${trips.join('+')} ${ends}`;
  });
  // n nothing, r right, t two receipts, l lost, o an orphan; at each place in its turn.
  assert.deepEqual(told, [
    'together 1+1 1+2 nrrrtr',
    'lease 1+2 1+2 nrrrtr',
    'database 2+1 2+1 nlrrrtr',
    'broker 2+1 2+1 norrrtr',
    'outbox 1+3 1+4 nrrrtrrrtr',
  ]);
});

test('a job comes before its order where the broker is written first, and nowhere else', () => {
  assert.deepEqual(
    DESIGNS.filter((design) => worksEarly(design)),
    ['broker'],
  );
});

test('two crashes, at every pair of places, end in no way that one does not', () => {
  for (const design of DESIGNS) {
    for (const once of [false, true]) {
      for (const repeats of [false, true]) {
        const kept = { once, repeats };
        const single = new Set(walk(design, kept).points.map(({ outcome }) => outcome));
        for (let first = 0; first < 20; first++) {
          for (let second = first + 1; second < 25; second++) {
            const { outcome, receipts } = orderWith(design, kept, [first, second]);
            assert.ok(single.has(outcome) || outcome === 'right', `${design} ${first} ${second}`);
            assert.ok(!once || receipts <= 1);
            assert.ok(!(once && repeats) || outcome === 'right');
          }
        }
      }
    }
  }
});

test('the crash that is looked at is one of the places, numbered through', () => {
  const seen = new Set<string>();
  for (let at = 0; at < 36; at++) {
    const r = everyCrash.compute({ ...everyCrash.defaults, at });
    assert.ok(r.walked[r.design].points[r.point]);
    seen.add(`${r.design} ${r.point}`);
    for (const width of [WIDTHS.narrow, WIDTHS.text]) {
      const svg = picture(crashFigure.draw(r, { ...everyCrash.defaults, at }, width));
      assert.equal(svg.match(/line lost strong/g)?.length, 1, 'one place is crossed out');
    }
  }
  assert.equal(seen.size, 36);
  const all = everyCrash.compute(everyCrash.defaults).walked.flatMap(({ points }) => points);
  const { max } = crashFigure.controls![0] as { max: number };
  assert.equal(max, all.length - 1);
});

test('the forgotten transaction draws at every moment, whatever is left open', () => {
  for (const kind of ['nothing', 'READ COMMITTED after a read', 'after a write'] as const) {
    const params = { left: kind, held: '2000' };
    const run = leftOpen.compute(params);
    for (let moment = 0; moment <= run.last; moment += 350) {
      const svg = picture(forgottenFigure.draw(run, params, WIDTHS.narrow, moment));
      const count = run.visits[Math.floor(moment / run.every)];
      assert.match(svg, new RegExp(`hit=${count}<`));
      assert.ok(forgottenFigure.outcome!(run, params, moment).includes(`${count} page visits`));
    }
  }
  assert.equal(forgottenFigure.moments!.to, leftOpen.compute(leftOpen.defaults).last);
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
  const { brief, measured } = commitsPerFlush.compute(commitsPerFlush.defaults);
  for (const { clients, carried, wait } of brief.slice(1)) {
    assert.ok(Math.abs(carried / (clients / 2) - 1) < 0.01);
    assert.ok(wait > 1.9 && wait < 2);
  }
  for (const [i, { clients, carried }] of measured.entries()) {
    assert.equal(clients, brief[i].clients);
    assert.ok(carried.length >= 3 && carried.every((n) => n >= 0.95 && n <= clients));
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
          assert.equal(
            svg.match(/class="line /g)!.length,
            INDEXES.length + result.otherwise.length,
          );
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
        const result = pagesPerFind.compute({ index, finished, old });
        const series = result.series.find((s) => s.index === index)!;
        const stop = result.finished.indexOf(result.chosen.finished);
        assert.equal(series.visits[stop], result.chosen.visits);
        assert.equal(result.chosen.table + result.chosen.index, result.chosen.visits);
        assert.ok(result.chosen.finished <= finished && result.chosen.visits >= 5);
      },
    ),
  );
});
