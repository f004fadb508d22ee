/** The workflows: in the form that GitHub reads, pinned, and daily just after the site's day begins. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { site } from '../../src/site.ts';

const WORKFLOWS = globSync('.github/workflows/*.yml').sort();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const stepsOf = (file: string): Step[] =>
  Object.values(parse(readFileSync(file, 'utf8')).jobs).flatMap(
    (job) => (job as { steps: Step[] }).steps,
  );

/** When the site's day begins, in minutes of the day in UTC, in each month of a year. */
function beginnings(): number[] {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: site.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  });
  return Array.from({ length: 12 }, (_, month) => {
    const [hour = 0, minute = 0] = clock
      .format(Date.UTC(2026, month, 15))
      .split(':')
      .map(Number);
    return (1440 - hour * 60 - minute) % 1440;
  });
}

test('each action is pinned by its commit, with its version beside it', () => {
  const lines = WORKFLOWS.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  const uses = lines.filter((line) => line.includes('uses: '));
  assert.ok(uses.length > 5);
  for (const line of uses)
    assert.match(line, /uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('each script that a workflow runs is there', () => {
  const run = WORKFLOWS.flatMap(stepsOf).flatMap(({ run: text }) => text ?? []);
  const names = run.flatMap((text) => [...text.matchAll(/npm (?:run (?:-s )?)?(\w+)/g)]);
  for (const [, name = ''] of names) {
    if (!['ci', 'audit'].includes(name)) assert.ok(name in scripts, name);
  }
});

test('the whole history is there where permalinks are checked, and rights are least', () => {
  for (const file of WORKFLOWS) {
    const { permissions, jobs } = parse(readFileSync(file, 'utf8'));
    assert.deepEqual(permissions, { contents: 'read' }, file);
    for (const { steps } of Object.values(jobs) as { steps: Step[] }[]) {
      if (!steps.some(({ run }) => /npm (?:test|run build)/.test(run ?? ''))) continue;
      const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
      assert.equal(checkout?.with?.['fetch-depth'], 0, file);
    }
  }
});

test('the site is built daily within two hours after its day has begun, all year', () => {
  const { on } = parse(readFileSync('.github/workflows/site.yml', 'utf8'));
  const [minute = 0, hour = 0] = on.schedule[0].cron.split(' ').map(Number);
  const at = hour * 60 + minute;
  for (const begins of beginnings()) {
    const after = (at - begins + 1440) % 1440;
    const message = `${after} min after the day has begun in ${site.timeZone}; write another cron`;
    assert.ok(after > 0 && after <= 120, message);
  }
});
