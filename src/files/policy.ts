/**
 * The Content-Security-Policy of each page: nothing but what stands in it, read from the page as it
 * was built. What no policy of this site could allow, such as a handler in an attribute, stops the build.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { cached, codeHash, hashOf } from '../essay/cache.ts';
import { candidatesOf } from '../prose/below.ts';

const CHARSET = '<meta charset="utf-8">';

/** Types of `<script>` that a browser reads as data and a policy does not concern. */
const DATA = new Set(['application/ld+json', 'application/json']);

/** A tag of a page. */
interface Tag {
  readonly name: string;
  /** By their names, in small letters. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The text of what is no HTML inside, such as a script. */
  readonly text: string;
  /** Of a `<source>`: what it is a source of. */
  readonly of: string;
}

const TAG = /<!--[\s\S]*?-->|<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
/** What has no tags inside. */
const RAW = /^(?:script|style|title|textarea)$/;
const HAS_SOURCES = /^(?:audio|video|picture)$/;

const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    amp: '&',
    quot: '"',
    lt: '<',
    gt: '>',
    apos: "'",
  }),
);

const decoded = (value: string): string =>
  value.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return SIGNS.get(name) ?? all;
    return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16));
  });

/**
 * The tags of a page, in its order. Only what was built is read, whose HTML is valid: a tree of it
 * would cost more than the page did.
 */
function* tagsIn(html: string): Generator<Tag> {
  let of = '';
  TAG.lastIndex = 0;
  for (let found = TAG.exec(html); found !== null; found = TAG.exec(html)) {
    const [, tag, rest = ''] = found;
    if (tag === undefined) continue;
    const name = tag.toLowerCase();
    if (HAS_SOURCES.test(name)) of = name;
    const attributes = new Map(
      [...rest.matchAll(ATTRIBUTE)].map(([, key = '', a, b, c]) => [
        key.toLowerCase(),
        decoded(a ?? b ?? c ?? ''),
      ]),
    );
    let text = '';
    const from = TAG.lastIndex;
    if (RAW.test(name)) {
      const end = html.slice(from).search(new RegExp(`</${name}[\\s>]`, 'i'));
      text = end < 0 ? html.slice(from) : html.slice(from, from + end);
      TAG.lastIndex = from + text.length;
    }
    const at = TAG.lastIndex;
    yield { name, attributes, text, of };
    // Another page may have been read since.
    TAG.lastIndex = at;
  }
}

const hasClass = ({ attributes }: Tag, name: string): boolean =>
  (attributes.get('class') ?? '').split(/\s+/).includes(name);

/** What the site's own modules load once they run, by what in the page they run for. */
const LATER: readonly {
  readonly runsFor: (tag: Tag) => boolean;
  readonly loads: Readonly<Record<string, string>>;
}[] = [
  { runsFor: ({ name }) => name === 'model-figure', loads: { 'worker-src': "'self'" } },
  {
    runsFor: (tag) => hasClass(tag, 'check'),
    loads: { 'style-src': "'self'", 'worker-src': "'self'" },
  },
  // What is asked of a number has a style sheet, what is copied is read from a file of the essay.
  {
    runsFor: (tag) => hasClass(tag, 'citing'),
    loads: { 'style-src': "'self'", 'connect-src': "'self'" },
  },
  // Pagefind is WebAssembly that reads its index, in a worker.
  {
    runsFor: ({ attributes }) => attributes.has('data-index'),
    loads: {
      'script-src': "'wasm-unsafe-eval'",
      'worker-src': "'self'",
      'connect-src': "'self'",
    },
  },
];

/** The directive under which what an element names is loaded. */
const LOADED: Readonly<Record<string, string>> = {
  audio: 'media-src',
  embed: 'object-src',
  object: 'object-src',
  video: 'media-src',
  track: 'media-src',
  iframe: 'frame-src',
  img: 'img-src',
  script: 'script-src',
};

/** The rel of a `<link>`, and the directive under which it is loaded. */
const LINKED: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    stylesheet: 'style-src',
    icon: 'img-src',
    'apple-touch-icon': 'img-src',
    preload: 'font-src',
  }),
);

const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What allows an address: the site's own, data in the page, or the origin that it names. */
function sourceOf(written: string): string {
  const address = written.trim();
  if (/^data:/i.test(address)) return 'data:';
  if (!/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return "'self'";
  return new URL(address, 'https://site.invalid').origin;
}

/**
 * The policy of a page.
 *
 * @throws if the page holds what no policy here allows: a style or handler in an attribute, a
 *   script, style sheet or font of another host
 */
export function policyOf(html: string): string {
  const allowed = new Map<string, Set<string>>();
  const allow = (directive: string, source: string): void => {
    if (source !== "'self'" && /^(?:script|style|font)-src$/.test(directive) && /:/.test(source)) {
      throw new Error(`${source} is no place of the site, and would be loaded by ${directive}`);
    }
    allowed.set(directive, (allowed.get(directive) ?? new Set()).add(source));
  };
  for (const tag of tagsIn(html)) {
    const { name, attributes, text, of } = tag;
    for (const { runsFor, loads } of LATER) {
      if (!runsFor(tag)) continue;
      for (const [directive, source] of Object.entries(loads)) allow(directive, source);
    }
    for (const attribute of attributes.keys()) {
      if (/^(?:style$|on)/.test(attribute))
        throw new Error(`<${name}> has the attribute ${attribute}`);
    }
    if (name === 'style') {
      allow('style-src', sha256(text));
      for (const [, address = ''] of text.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
        allow(/\.woff2?(?:\?|$)/.test(address) ? 'font-src' : 'img-src', sourceOf(address));
      }
    }
    if (name === 'script' && !attributes.get('src') && !DATA.has(attributes.get('type') ?? '')) {
      allow('script-src', sha256(text));
    }
    const directive = LOADED[name === 'source' ? of : name];
    const address =
      attributes.get('src') ?? (name === 'object' ? attributes.get('data') : undefined);
    if (directive && address) {
      allow(directive, sourceOf(address));
      // A module imports others of the site.
      if (directive === 'script-src') allow(directive, "'self'");
    }
    for (const each of candidatesOf(attributes.get('srcset') ?? ''))
      allow('img-src', sourceOf(each));
    const poster = attributes.get('poster');
    if (poster) allow('img-src', sourceOf(poster));
    const href = attributes.get('href') ?? attributes.get('xlink:href') ?? '';
    if (name === 'image') allow('img-src', sourceOf(href));
    const rels = name === 'link' ? (attributes.get('rel') ?? '').split(/\s+/) : [];
    for (const rel of rels) {
      const loads = LINKED.get(rel);
      if (loads) allow(loads, sourceOf(href));
    }
  }
  const directives = [...allowed].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    ...directives.map(([directive, sources]) => `${directive} ${[...sources].sort().join(' ')}`),
  ].join('; ');
}

/** A page with its policy, before anything that it concerns. */
export function withPolicy(html: string): string {
  if (!html.includes(CHARSET)) throw new Error(`there is no ${CHARSET}`);
  const name = `policy-${hashOf([codeHash(), html])}.txt`;
  const policy = cached(name, () => policyOf(html)).toString();
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return html.replace(CHARSET, CHARSET + meta);
}

/** Gives every page that was built its policy. */
export const policies = (): AstroIntegration => ({
  name: 'policies',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const root = fileURLToPath(dir);
      for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.html')) continue;
        const file = join(root, name);
        try {
          writeFileSync(file, withPolicy(readFileSync(file, 'utf8')));
        } catch (error) {
          throw new Error(`${name}: ${(error as Error).message}`);
        }
      }
    },
  },
});
