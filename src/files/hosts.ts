/**
 * What hosts of static files read beside the pages: `_headers` and `_redirects`, in the form that
 * Netlify and Cloudflare share. Other hosts serve the site without them.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** What holds for every answer. What a page may load is in the page itself. */
const EVERYWHERE = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Permissions-Policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};

const SHORT = 'public, max-age=300';
/** Of files whose name has a hash of what is in them. */
const FOREVER = 'public, max-age=31536000, immutable';
const HASHED = '_astro';

/** Hosts serve feeds as `text/xml` and `application/json`, of which one common parser makes ASCII. */
const TYPES: Readonly<Record<string, string>> = {
  'rss.xml': 'application/rss+xml; charset=utf-8',
  'feed.json': 'application/feed+json; charset=utf-8',
};

/** Where people and programs look for the feed and the map of a site. */
const GUESSED: Readonly<Record<string, string>> = {
  feed: 'rss.xml',
  'feed.xml': 'rss.xml',
  'atom.xml': 'rss.xml',
  'index.xml': 'rss.xml',
  'sitemap.xml': 'sitemap-index.xml',
};

/**
 * The text of `_headers`. No header is set for one address by two rules, of which hosts make
 * different things.
 *
 * @param entries the files and folders at the top of the site, folders with a slash behind them
 * @param base the site's base path
 */
export function headersFile(entries: readonly string[], base: string): string {
  const rule = (path: string, headers: Readonly<Record<string, string>>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
  const cached = ['', ...entries].map((entry) => {
    const type = TYPES[entry];
    const headers = {
      'Cache-Control': entry === `${HASHED}/` ? FOREVER : SHORT,
      // Readers that run in a browser fetch a feed from where they are.
      ...(type && { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }),
    };
    return rule(base + entry.replace(/\/$/, '/*'), headers);
  });
  return [rule('/*', EVERYWHERE), ...cached].join('\n');
}

/**
 * The text of `_redirects`: from an essay's earlier slugs, whose pages lead on where a host does
 * not, and from where a feed is looked for.
 *
 * @param moved earlier slugs and the slug that each has become
 */
export function redirectsFile(moved: readonly (readonly [string, string])[], base: string): string {
  const essays = moved.map(([from, to]) => [`essays/${from}/`, `essays/${to}/`] as const);
  return [...essays, ...Object.entries(GUESSED)]
    .map(([from, to]) => `${base}${from} ${base}${to} 301\n`)
    .join('');
}

/** Writes both into what was built. */
export const hostFiles = (
  moved: readonly (readonly [string, string])[],
  base: string,
): AstroIntegration => ({
  name: 'host-files',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const entries = readdirSync(fileURLToPath(dir), { withFileTypes: true })
        .map((entry) => entry.name + (entry.isDirectory() ? '/' : ''))
        .sort();
      writeFileSync(new URL('_headers', dir), headersFile(entries, base));
      writeFileSync(new URL('_redirects', dir), redirectsFile(moved, base));
    },
  },
});
