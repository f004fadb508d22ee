/** What is wrong with the site's own facts is told in a line, and where. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { settingsLines } from '../../src/check/settings.ts';

const SITE = 'src/site.ts';

/** The facts that this repository begins with. */
const FACTS = `const parsed = siteSchema.safeParse({
  title: 'Underneath',
  description:
    'Essays on the machinery underneath large language models, each with a model you can check.',
  language: 'en',
  author: { email: 'write@example.com' },
  address: process.env.SITE_URL || 'https://example.com',
  timeZone: 'UTC',
  feed: { authority: 'example.com', since: '2026-11-26' },
  topics: {
    inference: 'Inference',
    scheduling: 'Scheduling',
    storage: 'Storage',
    client: 'Client software',
    debugging: 'Debugging',
  },
  topicsAbout: {
    inference: 'What it takes to answer a request to a large model, and where its time goes.',
    scheduling: 'Who goes first, who waits, and what is fair to both.',
    storage: 'Where things are kept, and what it takes to find them again.',
    client: 'Software on the reader’s side of the wire, and what it costs to keep.',
    debugging: 'Finding out what a program did from what it left behind.',
  },
});`;

/** `src/site.ts` with these facts, whatever its own are. */
const whole = readFileSync(SITE, 'utf8').replace(
  /^const parsed = siteSchema\.safeParse\(\{[\s\S]*?^\}\);$/m,
  () => FACTS,
);
const home = process.cwd();
const root = mkdtempSync(join(tmpdir(), 'settings-'));

const { SITE_URL } = process.env;

before(() => {
  delete process.env.SITE_URL;
  mkdirSync(join(root, 'src'));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  process.chdir(root);
});
after(() => {
  process.chdir(home);
  if (SITE_URL !== undefined) process.env.SITE_URL = SITE_URL;
  rmSync(root, { recursive: true, force: true });
});

let tries = 0;

/** What is told of the facts where one text in them is another; nothing where they load. */
async function told(was: string, is: string): Promise<string[]> {
  assert.ok(whole.includes(was), was);
  writeFileSync(
    SITE,
    whole.replace(was, () => is),
  );
  const error = await import(`${pathToFileURL(resolve(SITE)).href}?${tries++}`).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error === undefined ? [] : settingsLines(SITE, error, {});
}

const lineOf = (text: string): number => whole.slice(0, whole.indexOf(text)).split('\n').length;

const ADDRESS = "address: process.env.SITE_URL || 'https://example.com'";

/** What is written in place of what, and what is told of it, behind `src/site.ts:line`. */
const FAULTS: readonly (readonly [was: string, is: string, told: string])[] = [
  [
    ADDRESS,
    "address: 'essays.someone.org'",
    ":3  address: 'essays.someone.org' is no full address — write 'https://essays.someone.org'",
  ],
  [
    ADDRESS,
    "address: process.env.SITE_URL || 'https:/someone.org/essays'",
    ":3  address: 'https:/someone.org/essays' is no full address — write 'https://someone.org/essays'",
  ],
  [
    ADDRESS,
    "adress: 'https://someone.org'",
    ':3  adress: "adress" is no fact of the site — write address',
  ],
  [
    "timeZone: 'UTC'",
    "timeZone: 'Berlin'",
    ":3  timeZone: 'Berlin' is no time zone — write 'Europe/Berlin'",
  ],
  [
    "timeZone: 'UTC'",
    "timeZone: 'new york'",
    ":3  timeZone: 'new york' is no time zone — write 'America/New_York'",
  ],
  ["language: 'en',", '', ':37  language: it is missing — add it, as the README says'],
  ["title: 'Underneath',", "title: '',", ':3  title: it is empty — write at least one word'],
  [
    "title: 'Underneath',",
    'title: 12,',
    ':3  title: it is not what it should be — write a text in quotes',
  ],
  [
    "email: 'write@example.com'",
    "email: 'write at example'",
    ":13  author email: 'write at example' is no e-mail address — write 'name@host.org'",
  ],
  [
    "email: 'write@example.com' }",
    "email: 'write@example.com', profiles: ['someone.social/@me'] }",
    ":52  author profiles 1: 'someone.social/@me' is no full address — write 'https://someone.social/@me'",
  ],
  [
    "since: '2026-11-26'",
    "since: '26.11.2026'",
    ":37  feed since: '26.11.2026' is no day — write one such as '2026-11-26'",
  ],
  [
    "    client: 'Client software',",
    "    'Client side': 'Client software',",
    ':5  topics Client side: "Client side" will not do in an address — write lower-case letters, digits and hyphens',
  ],
  ["language: 'en',", "language: 'en'", 'COMMA'],
  ["language: 'en',", 'language: en,', ':13  site: en is not defined — mend the line'],
];

for (const [was, is, line] of FAULTS) {
  test(`the site's facts with ${is || `no ${was}`} are told`, async () => {
    const lines = await told(was, is);
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0], /^src\/site\.ts:\d+:\d+ {2}[^ ]/u);
    assert.doesNotMatch(lines[0], /Error|\n/u);
    if (line !== 'COMMA') assert.equal(lines[0].replace(/^src\/site\.ts:\d+/u, ''), line);
    if (is !== '' && line !== 'COMMA') assert.match(lines[0], new RegExp(`:${lineOf(was)}:`, 'u'));
  });
}

test('facts that are right are told nothing of, nor is what fails elsewhere', async () => {
  assert.deepEqual(await told(ADDRESS, "address: 'https://someone.org/essays'"), []);
  assert.deepEqual(await told("timeZone: 'UTC'", "timeZone: 'Europe/Berlin'"), []);
  assert.throws(() => settingsLines(SITE, new Error('no such package'), {}), /no such package/u);
});

test('what the environment sets is told as such', () => {
  const cause = [
    { code: 'invalid_format', format: 'url', path: ['address'], message: 'Invalid URL' },
  ];
  assert.deepEqual(
    settingsLines(SITE, new Error('address', { cause }), { SITE_URL: 'someone.org/essays' }),
    ["SITE_URL: 'someone.org/essays' is no full address — write https://someone.org/essays"],
  );
});
