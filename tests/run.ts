/**
 * The test command: types, lint, the check of the essays, unit tests, the build, checks on what was
 * built, and a real browser. Stops at the first step that fails and closes with the count of tests.
 * `node tests/run.ts essays` does what hangs on the essays and no browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { browserOutcome, type Outcome, outcomeOf } from './outcome.ts';
import { SITE } from './servers.ts';

/**
 * What is tested stands at the root of a host, so that tests write addresses as `/essays/`; what it is
 * below a path they ask of sites of their own. Neither that nor the day is left to who runs them.
 */
const { SITE_URL: _, SITE_TODAY: __, SITE_DRAFTS: ___, ...around } = process.env;

/** The origin of an address in `src/site.ts` that has a path. */
async function originBelowPath(): Promise<Record<string, string>> {
  delete process.env.SITE_URL;
  // What cannot be read there the check tells.
  const site = await import('../src/site.ts').catch(() => undefined);
  return site && site.base !== '/' ? { SITE_URL: site.origin } : {};
}

const env = { ...around, ...(await originBelowPath()), ASTRO_TELEMETRY_DISABLED: '1' };
let passed = 0;
let failed = 0;

function finish(): never {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** A piece of the work: one command, whose output is printed when it ends. */
interface Piece {
  readonly title: string;
  readonly command: readonly string[];
  /** What has to be done before it. */
  readonly after?: readonly Piece[];
  /** Where it writes its tests down, as TAP; a piece without is one test itself. */
  readonly tap?: string;
}

/** From the root: some tests work in folders of their own. */
const TAPS = resolve('test-results/node');

/** The tests of a file; all files at once would start a process more for each. */
function testsOf(file: string, after: readonly Piece[] = []): Piece {
  const tap = `${TAPS}/${file.replaceAll('/', '-')}.tap`;
  const reporter = ['--test-reporter=tap', `--test-reporter-destination=${tap}`];
  const how = ['--import=./tests/seed.ts', '--test', '--test-isolation=none', ...reporter];
  return { title: file, command: [process.execPath, ...how, file], after, tap };
}

/** A piece that takes so long will not end by itself, ms. */
const LONGEST = 600_000;

/** Runs a command to its end and returns whether it held and what it said. */
function ran({ command: [command = '', ...args] }: Piece) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    timeout: LONGEST,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise<{ ok: boolean; said: string }>((done) =>
    child.on('close', (status, signal) =>
      done({ ok: status === 0, said: signal ? `${said}\nIt was ended by ${signal}.` : said }),
    ),
  );
}

/** Counts what a piece came to, and prints what did not hold. */
function counted({ title, tap }: Piece, ended: boolean, said: string, seconds: number): void {
  const text = tap && existsSync(tap) ? readFileSync(tap, 'utf8') : undefined;
  const outcome: Outcome = tap
    ? outcomeOf(title, text, ended)
    : { passed: ended ? 1 : 0, failed: ended ? 0 : 1 };
  passed += outcome.passed;
  failed += outcome.failed;
  const ok = outcome.failed === 0;
  const tests = tap ? `${outcome.passed} passed, ` : '';
  console.log(`\n== ${title} (${tests}${Math.round(seconds)} s)`);
  if (!tap || !ok) console.log(said.trimEnd());
  for (const [line] of (text ?? '').matchAll(/^# .* to be committed$/gm)) console.log(line);
  if (outcome.why) console.log(`${title}: ${outcome.why}`);
  if (ok) return;
  // A value of several lines stands below its key, further in.
  const found = (text ?? '').matchAll(
    /^\s*(?:not ok|ok .* # (?:SKIP|TODO)).*|^( *)(?:error|location|expected|actual): .*(?:\n\1 +.*)*/gm,
  );
  console.log([...found].map(([lines]) => lines).join('\n'));
}

/**
 * Does all pieces, one on each core, in their order as far as what they wait for allows. Where one
 * fails no other begins.
 */
async function all(pieces: readonly Piece[]): Promise<void> {
  const waiting = [...pieces];
  const done = new Set<Piece>();
  let running = 0;
  await new Promise<void>((finished) => {
    const begin = () => {
      if (running === 0 && (failed > 0 || waiting.length === 0)) finished();
      while (failed === 0 && running < availableParallelism()) {
        const next = waiting.find(({ after = [] }) => after.every((one) => done.has(one)));
        if (next === undefined) return;
        waiting.splice(waiting.indexOf(next), 1);
        running += 1;
        const begun = performance.now();
        ran(next).then(({ ok, said }) => {
          running -= 1;
          done.add(next);
          counted(next, ok, said, (performance.now() - begun) / 1000);
          begin();
        });
      }
    };
    begin();
  });
  if (failed > 0) finish();
}

function browserTests() {
  const report = 'test-results/browser.json';
  rmSync(report, { force: true });
  console.log('\n== A real browser');
  const { status } = spawnSync('playwright', ['test'], { stdio: 'inherit', env });
  const stats = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).stats : undefined;
  const outcome = browserOutcome(stats, status === 0);
  passed += outcome.passed;
  failed += outcome.failed;
  if (outcome.why) console.log(`A real browser: ${outcome.why}`);
}

/** In CI it waits for packages, so that others can be done beside it. */
const tools: Piece = { title: 'What the tests need is there', command: ['node', 'tests/tools.ts'] };
const check: Piece = { title: 'The essays', command: ['node', 'src/check/run.ts'] };
const site: Piece = {
  title: 'The site builds',
  command: ['astro', 'build', '--outDir', SITE.outDir],
  after: [check],
};
// Behind the other: they share Astro's store of the essays.
const drafts: Piece = {
  title: 'The site builds with its drafts',
  command: ['node', 'tests/hidden.ts'],
  after: [site],
};
const pages: Piece = {
  // As `npm run build` does before it puts a site in place.
  title: 'The pages account for what they print',
  command: ['node', 'src/check/pages.ts', SITE.outDir],
  after: [site],
};
const files = (...patterns: string[]) => globSync(patterns).sort();
const lint: Piece = {
  title: 'Lint',
  command: [
    'biome',
    'check',
    '--error-on-warnings',
    ...files('*.{json,mjs,ts}', 'src/!(content)', 'tests'),
  ],
};
/** How an essay's modules are laid out and written is their author's: only what cannot be right is told. */
const essaysLint: Piece = {
  title: 'Lint of the essays',
  command: [
    'biome',
    'lint',
    '--skip=style',
    '--skip=suspicious',
    '--skip=complexity',
    'src/content',
  ],
};
/** Whether a test builds sites of its own: it takes longest, and hangs little on what stands in this one. */
const builds = (file: string) => /\bcopyProject\(/.test(readFileSync(file, 'utf8'));
const longestFirst = (names: readonly string[]) =>
  names.toSorted((a, b) => Number(builds(b)) - Number(builds(a)));
const built = longestFirst(
  files('tests/site/**/*.test.ts', 'src/content/essays/*/tests/*.built.ts'),
);
const hang = [tools, site, drafts];

rmSync(TAPS, { recursive: true, force: true });
mkdirSync(TAPS, { recursive: true });
if (process.argv[2] === 'essays') {
  const theirs = built.filter((file) => !builds(file)).map((file) => testsOf(file, hang));
  await all([tools, check, site, drafts, essaysLint, pages, ...theirs]);
  finish();
}
await all([
  tools,
  check,
  site,
  drafts,
  lint,
  essaysLint,
  { title: 'Types', command: ['astro', 'check'] },
  pages,
  ...files('tests/unit/**/*.test.ts', 'src/content/essays/*/tests/*.test.ts').map((file) =>
    testsOf(file),
  ),
  ...built.map((file) => testsOf(file, hang)),
]);
browserTests();
finish();
