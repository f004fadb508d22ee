/**
 * The test command: types, lint, the check of the essays, unit tests, the build, checks on what was
 * built, and a real browser. Stops at the first step that fails and closes with the count of tests.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ensureChromium } from './chromium.ts';
import { ensureEpubcheck } from './epubcheck.ts';
import { ensureJava } from './java.ts';
import { DRAFTS, SITE } from './servers.ts';

const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
let passed = 0;
let failed = 0;

function finish(): never {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** Prints what a step is, and at its end what it took; nothing is held to a time. */
function titled<T>(title: string, work: () => T): T {
  console.log(`\n== ${title}`);
  const begun = performance.now();
  const done = work();
  console.log(`(${Math.round((performance.now() - begun) / 1000)} s)`);
  return done;
}

const run = (title: string, command: string, args: string[], extra: Record<string, string> = {}) =>
  titled(title, () => {
    const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...env, ...extra } });
    return status === 0;
  });

function count(ok: boolean): void {
  if (ok) passed += 1;
  else failed += 1;
}

/** A step that is one test: it holds or it does not. */
function step(title: string, command: string, args: string[], extra?: Record<string, string>) {
  count(run(title, command, args, extra));
  if (failed > 0) finish();
}

/** Steps that each keep one core busy, side by side; each one’s output is printed when it ends. */
async function steps(...each: readonly (readonly [title: string, ...command: string[]])[]) {
  await Promise.all(
    each.map(async ([title, command = '', ...args]) => {
      const begun = performance.now();
      const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      }
      const status = await new Promise((done) => child.on('close', done));
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(`\n== ${title}\n${said.trimEnd()}\n(${seconds} s)`);
      count(status === 0);
    }),
  );
  if (failed > 0) finish();
}

/** A step of Node's test runner; its tests are counted one by one. */
function nodeTests(title: string, ...patterns: string[]) {
  const report = 'test-results/node.tap';
  mkdirSync('test-results', { recursive: true });
  rmSync(report, { force: true });
  const ok = run(title, process.execPath, [
    '--import=./tests/seed.ts',
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    ...patterns,
  ]);
  const tap = readFileSync(report, 'utf8');
  const counted = (name: string) =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  passed += counted('pass');
  failed += counted('fail') + counted('cancelled') + (ok || counted('fail') > 0 ? 0 : 1);
  for (const [line] of tap.matchAll(/^# .* to be committed$/gm)) console.log(line);
  if (!ok) {
    // A value of several lines stands below its key, further in.
    const found = tap.matchAll(
      /^\s*not ok .*|^( *)(?:error|location|expected|actual): .*(?:\n\1 +.*)*/gm,
    );
    console.log([...found].map(([lines]) => lines).join('\n'));
    finish();
  }
}

function browserTests() {
  const report = 'test-results/browser.json';
  rmSync(report, { force: true });
  const ok = run('A real browser', 'playwright', ['test']);
  // There is no report where the browser tests did not even start.
  const none = { expected: 0, unexpected: 0, flaky: 0 };
  const { stats } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { stats: none };
  passed += stats.expected;
  failed += stats.unexpected + stats.flaky + (ok || stats.unexpected > 0 ? 0 : 1);
}

try {
  ensureJava();
  ensureChromium();
  ensureEpubcheck();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
await steps(
  ['Lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['Types', 'astro', 'check', '--minimumFailingSeverity', 'warning'],
  ['The essays', 'node', 'src/check/run.ts'],
);
nodeTests('Models and parts', 'tests/unit/**/*.test.ts', 'src/content/essays/*/tests/*.test.ts');
step('The site builds', 'astro', ['build', '--outDir', SITE.outDir]);
step('The site builds with its drafts', 'astro', ['build', '--outDir', DRAFTS.outDir], {
  SITE_DRAFTS: 'show',
});
// As `npm run build` does before it puts a site in place.
step('The pages account for what they print', 'node', ['src/check/pages.ts', SITE.outDir]);
nodeTests('What was built', 'tests/site/**/*.test.ts', 'src/content/essays/*/tests/*.built.ts');
browserTests();
finish();
