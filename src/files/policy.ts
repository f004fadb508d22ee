/**
 * The Content-Security-Policy of each page: nothing but what stands in it, read from the page as it
 * was built. What no policy of this site could allow, such as a handler in an attribute, stops the build.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { cached, codeHash, hashOf } from '../essay/cache.ts';
import { hasClass, textOf } from '../prose/tree.ts';

const CHARSET = '<meta charset="utf-8">';

/** Types of `<script>` that a browser reads as data and a policy does not concern. */
const DATA = new Set(['application/ld+json', 'application/json']);

/** What the site's own modules load once they run, by what in the page they run for. */
const LATER: readonly {
  readonly runsFor: (element: Element) => boolean;
  readonly loads: Readonly<Record<string, string>>;
}[] = [
  { runsFor: ({ tagName }) => tagName === 'model-figure', loads: { 'worker-src': "'self'" } },
  {
    runsFor: (element) => hasClass(element, 'check'),
    loads: { 'style-src': "'self'", 'worker-src': "'self'" },
  },
  // What is asked of a number has a style sheet, what is copied is read from a file of the essay.
  {
    runsFor: (element) => hasClass(element, 'citing'),
    loads: { 'style-src': "'self'", 'connect-src': "'self'" },
  },
  // Pagefind is WebAssembly that reads its index, in a worker.
  {
    runsFor: ({ properties }) => properties.dataIndex !== undefined,
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
const LINKED: Readonly<Record<string, string>> = {
  stylesheet: 'style-src',
  icon: 'img-src',
  'apple-touch-icon': 'img-src',
  preload: 'font-src',
};

const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function* elementsIn(node: Nodes, within?: Element): Generator<[Element, Element | undefined]> {
  if (node.type === 'element') yield [node, within];
  const parent = node.type === 'element' ? node : within;
  if ('children' in node) for (const child of node.children) yield* elementsIn(child, parent);
}

/** What allows an address: the site's own, data in the page, or the origin that it names. */
function sourceOf(address: string): string {
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
  for (const [element, parent] of elementsIn(fromHtml(html))) {
    const { tagName, properties } = element;
    for (const { runsFor, loads } of LATER) {
      if (!runsFor(element)) continue;
      for (const [directive, source] of Object.entries(loads)) allow(directive, source);
    }
    for (const name of Object.keys(properties)) {
      if (name === 'style' || /^on[A-Z]/.test(name)) {
        throw new Error(`<${tagName}> has the attribute ${name.toLowerCase()}`);
      }
    }
    if (tagName === 'style') {
      allow('style-src', sha256(textOf(element)));
      for (const [, address = ''] of textOf(element).matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
        allow(/\.woff2?(?:\?|$)/.test(address) ? 'font-src' : 'img-src', sourceOf(address));
      }
    }
    if (tagName === 'script' && !properties.src && !DATA.has(String(properties.type))) {
      allow('script-src', sha256(textOf(element)));
    }
    const directive = LOADED[tagName === 'source' ? (parent?.tagName ?? '') : tagName];
    const address = properties.src ?? properties.data;
    if (directive && address) {
      allow(directive, sourceOf(String(address)));
      // A module imports others of the site.
      if (directive === 'script-src') allow(directive, "'self'");
    }
    if (properties.srcSet) {
      for (const each of String(properties.srcSet).split(/,\s+/)) allow('img-src', sourceOf(each));
    }
    if (properties.poster) allow('img-src', sourceOf(String(properties.poster)));
    if (tagName === 'image') allow('img-src', sourceOf(String(properties.href)));
    const rels = tagName === 'link' ? [properties.rel ?? []].flat() : [];
    for (const rel of rels) {
      const loads = LINKED[String(rel)];
      if (loads) allow(loads, sourceOf(String(properties.href)));
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
