/**
 * `npm run bench`: what this site costs beside a blog as Astro's template makes one, with 10, 100 and
 * 1,000 generated essays, or as many as are asked for: `npm run bench -- 100 5000`. Prints the table and
 * puts it into README; fails where a build fails or a page is over its budget. No time is held to
 * anything. `npm run bench -- models` says what the models cost.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { budgetFaults } from '../budgets.ts';
import { corpus, type Written } from './corpus.ts';
import { devWaits, type Waits } from './dev.ts';
import { type Cost, costOf } from './measure.ts';
import { models } from './models.ts';
import { followed, visits } from './reader.ts';
import { astroBlog, edit, forget, type Site, thisSite } from './sites.ts';
import { type Builds, type Measured, type Read, report } from './table.ts';

const SIZES = [10, 100, 1000];
const SAVES = 5;
const README = 'README.md';
const BETWEEN = /(?<=<!-- bench -->\n)[\s\S]*(?=<!-- \/bench -->)/;

/** Says what is done, on a terminal's other stream. */
const say = (words: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${words}`);

/** A build with empty caches, and again with a sentence more in one essay. */
async function builds(site: Site, essay: Written, ...command: string[]): Promise<Builds> {
  forget(site);
  say(`${site.name}: ${command.join(' ')}, cold`);
  const cold = await costOf(site.folder, ...command);
  edit(site, essay);
  say(`${site.name}: the same after an edit`);
  return { cold, warm: await costOf(site.folder, ...command) };
}

async function checks(site: Site, essay: Written): Promise<Measured['check']> {
  const check = (): Promise<Cost> => costOf(site.folder, 'node', 'src/check/run.ts');
  say(`${site.name}: check`);
  await check();
  const same = await check();
  edit(site, essay);
  return { same, changed: await check() };
}

/** Starts in development, the first with empty caches. */
async function waits(site: Site, essay: Written): Promise<{ first: number; again: Waits }> {
  forget(site);
  say(`${site.name}: astro dev`);
  const { start: first } = await devWaits(site, essay, 0);
  return { first, again: await devWaits(site, essay, SAVES) };
}

const read = (site: Site, essay: Written): Promise<Read> => {
  say(`${site.name}: a reader`);
  return visits(join(site.folder, 'dist'), {
    home: '/',
    index: site.index,
    essay: site.page(essay),
  });
};

// What ends this process ends what it began and removes its folders.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Everything at one size; the pages are read at the last one only. */
async function measure(count: number, last: boolean): Promise<Measured> {
  say(`${count} essays`);
  const essays = corpus(count);
  // In the middle: it has neighbours on both sides, as most have.
  const essay = essays[Math.floor(count / 2)]!;
  const theirs = await astroBlog(essays);
  const ours = thisSite(essays);
  const measured = {
    count,
    theirs: await builds(theirs, essay, 'astro', 'build'),
    ours: await builds(ours, essay, 'astro', 'build'),
    whole: await builds(ours, essay, 'node', 'src/build.ts'),
    check: await checks(ours, essay),
    read: last ? { ours: await read(ours, essay), theirs: await read(theirs, essay) } : undefined,
    followed: last
      ? await followed(join(ours.folder, 'dist'), [
          ['/', ours.index],
          [ours.index, ours.page(essays[0]!)],
        ])
      : undefined,
    faults: budgetFaults(join(ours.folder, 'dist'), count),
    dev: { theirs: await waits(theirs, essay), ours: await waits(ours, essay) },
  };
  for (const { folder } of [ours, theirs]) rmSync(folder, { recursive: true });
  return measured;
}

const asked = process.argv.slice(2);
if (asked[0] === 'models') {
  await models();
} else {
  const sizes = asked.length > 0 ? asked.map(Number).sort((a, b) => a - b) : SIZES;
  if (!sizes.every((size) => Number.isInteger(size) && size > 1)) {
    console.error('Give numbers of essays, as in `npm run bench -- 10 100`, or `models`.');
    process.exit(1);
  }
  const all: Measured[] = [];
  for (const size of sizes) all.push(await measure(size, size === sizes.at(-1)));
  const table = report(all);
  console.log(table);
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(BETWEEN, () => `${table}\n`),
  );
  const faults = all.flatMap(({ faults }) => faults);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
