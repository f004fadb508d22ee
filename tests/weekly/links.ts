/**
 * Asks every link of the built site that leads elsewhere: `npm run links`, after a build. Prints a
 * report in Markdown and fails if one is dead. What answered is not asked again for a month.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LinkChecker, type LinkResult, LinkState } from 'linkinator';
import { origin } from '../../src/site.ts';

const KEPT = 'node_modules/.cache/links/answered.json';
const MONTH = 30 * 86_400_000;

/** When each link last answered, ms since 1970. */
const answered: Record<string, number> = existsSync(KEPT)
  ? JSON.parse(readFileSync(KEPT, 'utf8'))
  : {};

/** Answers that say nothing of the page: not to programs, not now, not in time. */
const UNCLEAR = new Set([401, 403, 408, 425, 429, 500, 502, 503, 504, 999]);

const begun = Date.now();
const { links } = await new LinkChecker().check({
  path: 'dist',
  recurse: true,
  concurrency: 8,
  timeout: 20_000,
  retry: true,
  retryErrors: true,
  retryErrorsCount: 3,
  linksToSkip: async (url) =>
    url.startsWith(origin) || url.startsWith('mailto:') || begun - (answered[url] ?? 0) < MONTH,
});

const isUnclear = ({ status = 0 }: LinkResult): boolean => UNCLEAR.has(status);
const broken = links.filter(({ state }) => state === LinkState.BROKEN);
const dead = broken.filter((link) => !isUnclear(link));
for (const { state, url } of links) {
  if (state === LinkState.OK && url.startsWith('http')) answered[url] = begun;
}
mkdirSync(dirname(KEPT), { recursive: true });
writeFileSync(KEPT, JSON.stringify(answered));

const count = (state: LinkState): number => links.filter((link) => link.state === state).length;
const line = ({ url, parent, status = 0 }: LinkResult): string =>
  `- ${url} (${status || 'no answer'}), on ${parent}`;
const part = (title: string, found: readonly LinkResult[]): string[] =>
  found.length > 0 ? [`## ${title}`, '', ...new Set(found.map(line)), ''] : [];

console.log(
  [
    '# Links that lead elsewhere',
    '',
    `Answered: ${count(LinkState.OK)}. Not asked again: ${count(LinkState.SKIPPED)}. Dead: ${dead.length}. Cannot be told: ${broken.length - dead.length}.`,
    '',
    ...part('Dead', dead),
    ...part('Cannot be told', broken.filter(isUnclear)),
  ].join('\n'),
);
if (dead.length > 0) process.exitCode = 1;
