/**
 * Where everything that was built leads, with the site at the root of its host and below a path; and
 * that what a feed has delivered answers when an essay has another slug.
 */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { after, before, test } from 'node:test';
import type { Element } from 'hast';
import sharp from 'sharp';
import { BOOK, site } from '../../src/site.ts';
import { BELOW, DRAFTS } from '../servers.ts';
import {
  bookFiles,
  classed,
  DIST,
  elements,
  feedItems,
  filesIn,
  jsonItems,
  markdownHtml,
  parse,
  read,
  textFiles,
} from './built.ts';
import { build, copyProject } from './copies.ts';

/** Attributes that hold one address. */
const ADDRESSES = ['href', 'src', 'poster', 'data', 'xLinkHref'];

const candidates = (srcset: unknown): string[] =>
  typeof srcset === 'string' ? srcset.split(/,\s+/).map((each) => each.split(' ')[0] ?? '') : [];

/** The addresses that an element holds. */
function addressesIn({ tagName, properties }: Element): string[] {
  const found = ADDRESSES.flatMap((name) => properties[name] ?? []).map(String);
  found.push(...candidates(properties.srcSet));
  const { content, property, httpEquiv } = properties;
  if (tagName === 'meta' && /^og:(?:image|url)$/.test(String(property)))
    found.push(String(content));
  if (tagName === 'meta' && String(httpEquiv) === 'refresh') {
    found.push(String(content).replace(/^.*?url=/, ''));
  }
  return found;
}

const inStyles = (text: string): string[] =>
  [...text.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map(([, address = '']) => address);

/** A place in what was built, and an address that it holds. */
interface Held {
  readonly at: string;
  readonly address: string;
  /** The full address of the page against which it is read. */
  readonly from: string;
}

/**
 * Every address in the pages, styles, feeds, texts, book and sitemap of a built site at `home`, from
 * its origin. What an author wrote with its host is left to the check of the essays: to it the
 * placeholder is anybody's.
 */
function readHeld(dir: string, home: string): Held[] {
  const held: Held[] = [];
  const written = new Set<string>();
  const add = (at: string, addresses: readonly string[]) => {
    const from = home + at.replace(/(?:^|(?<=\/))index\.html$/, '');
    for (const address of addresses) held.push({ at, address, from });
  };
  for (const file of filesIn(dir)) {
    if (file.endsWith('.html')) {
      const html = read(file, dir);
      const page = parse(html);
      // What stands around an author's text has addresses of the site's own.
      for (const prose of elements(page, classed('e-content'))) {
        const links = elements(prose, () => true).flatMap(addressesIn);
        for (const link of links) if (link.startsWith(home)) written.add(link);
      }
      add(file, elements(page, () => true).flatMap(addressesIn));
      add(file, inStyles(html));
    } else if (file.endsWith('.css')) add(file, inStyles(read(file, dir)));
    else if (/^sitemap.*\.xml$/.test(file)) {
      add(
        file,
        [...read(file, dir).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc),
      );
    }
  }
  const inHtml = (html: string) => elements(parse(html), () => true).flatMap(addressesIn);
  for (const item of feedItems(dir)) {
    add('rss.xml', [item.link ?? '', ...inHtml(item['content:encoded'] ?? '')]);
  }
  const [channel = ''] = read('rss.xml', dir).split('<item>');
  add(
    'rss.xml',
    [...channel.matchAll(/href="([^"]+)"|<(?:url|link)>([^<]+)</g)].map(([, a, b]) => a ?? b ?? ''),
  );
  for (const item of jsonItems(dir)) add('feed.json', [item.url, ...inHtml(item.content_html)]);
  const { home_page_url, feed_url, icon, favicon } = JSON.parse(read('feed.json', dir));
  add('feed.json', [home_page_url, feed_url, icon, favicon]);
  for (const file of [...textFiles(dir), 'llms.txt']) {
    const html = markdownHtml(read(file, dir)).replace(/<a href="#user-content-[^>]*>/g, '<a>');
    add(file, inHtml(html));
  }
  for (const [file, text] of bookFiles(dir)) {
    const found = file.endsWith('.xhtml') ? inHtml(text) : [];
    add(
      BOOK,
      found.filter((address) => /^[a-z]+:/.test(address)),
    );
  }
  return held.filter(({ address }) => !written.has(address));
}

const known = new Map<string, Held[]>();

/** As {@link readHeld}; each site is read once. */
function heldBy(dir: string, home: string): Held[] {
  const held = known.get(dir) ?? readHeld(dir, home);
  known.set(dir, held);
  return held;
}

/** What leads nowhere in a built site: to no file, below no base, or to a part that is not there. */
function astray(dir: string, home: string): string[] {
  const { origin, pathname: base } = new URL(home);
  const files = new Set(filesIn(dir));
  const ids = new Map<string, Set<unknown>>();
  const idsOf = (file: string) => {
    const found =
      ids.get(file) ??
      new Set(elements(parse(read(file, dir)), () => true).map(({ properties }) => properties.id));
    ids.set(file, found);
    return found;
  };
  return heldBy(dir, home).flatMap(({ at, address, from }) => {
    const target = new URL(address, from);
    if (target.origin !== origin) return [];
    const told = `${at}: ${address}`;
    if (!target.pathname.startsWith(base)) return [`${told} (not below ${base})`];
    const path = decodeURIComponent(target.pathname.slice(base.length));
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (!files.has(file)) return [told];
    const part = decodeURIComponent(target.hash.slice(1));
    // The parts of a drawing refer to one another; to a page, an address that begins with # is its own.
    const isPart =
      part === '' || part === 'top' || !file.endsWith('.html') || idsOf(file).has(part);
    return isPart ? [] : [`${told} (no such part)`];
  });
}

const [TOPIC] = Object.keys(site.topics);

/** An essay that holds an address in every way that an author may write one. */
const EVERYWHERE = `---
title: Everywhere
summary: An essay that leads to every kind of place.
published: '2998-12-31'
topics: [${TOPIC}]
---

## First part

[home](/), [feed](/rss.xml), [all](/essays/), [topic](/topics/${TOPIC}/), [itself](/essays/everywhere/#first-part),
[below](#second-part), [relative](../everywhere/), [a draft](/essays/specimen/), [named][ref], <a href="/essays/">raw</a>.
A note.[^1] Once more.[^1]

[ref]: /essays/everywhere/

![Noise](./noise.png) ![The icon](/favicon.svg) <img src="/favicon.svg" srcset="/favicon.svg 1x, /favicon.svg 2x" alt="" />

<picture><source srcset="/favicon.svg" type="image/svg+xml" /><img src="/favicon.svg" alt="" /></picture>

<video src="/film.mp4" poster="/favicon.svg" controls></video>

<svg viewBox="0 0 9 9" width="9" height="9" role="img" aria-label="A dot"><circle id="dot" cx="5" cy="5" r="4" /></svg>

## Second part

[^1]: A note with a [link](/essays/everywhere/#second-part).
`;

/** On a host that no author writes. */
const HOMES = ['https://moved.test/essays/', `https://moved.test${BELOW.base}`] as const;
const [ONE, OTHER] = HOMES;
const essays = 'src/content/essays';
let copy = '';
let dists: ReadonlyMap<string, string> = new Map();

before(async () => {
  copy = copyProject(['specimen', 'three-years-of-flutter', 'stack-traces']);
  writeFileSync(join(copy, essays, 'everywhere.mdx'), EVERYWHERE);
  // Both among the newest, which feeds hold, whatever else is there.
  const specimen = join(copy, essays, 'specimen/index.mdx');
  writeFileSync(specimen, readFileSync(specimen, 'utf8').replaceAll("'2026-", "'2998-"));
  await sharp({
    create: {
      width: 3000,
      height: 2000,
      channels: 3,
      background: '#89a',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .png()
    .toFile(join(copy, essays, 'noise.png'));
  writeFileSync(join(copy, 'public/film.mp4'), '');
  const built = new Map<string, string>();
  for (const home of HOMES) {
    if (home === OTHER) {
      renameSync(join(copy, essays, 'specimen'), join(copy, essays, 'renamed'));
      const file = join(copy, essays, 'renamed/index.mdx');
      const source = readFileSync(file, 'utf8').replace('---\n', '---\naliases: [specimen]\n');
      writeFileSync(file, source);
    }
    const { ok, output } = build(copy, { SITE_URL: home.slice(0, -1), SITE_DRAFTS: 'show' });
    assert.ok(ok, output);
    const dist = join(copy, `dist-${built.size}`);
    renameSync(join(copy, 'dist'), dist);
    built.set(home, dist);
  }
  dists = built;
  // For the browser, which comes behind all tests of the built site.
  rmSync(BELOW.outDir, { recursive: true, force: true });
  cpSync(distAt(OTHER), join(BELOW.outDir, BELOW.base), { recursive: true });
});
after(() => rmSync(copy, { recursive: true, force: true }));

const distAt = (home: string): string => dists.get(home) ?? '';

test('everything leads somewhere on the site as it is built', () => {
  const home = site.address.replace(/\/*$/, '/');
  assert.deepEqual(astray(DIST, home), []);
  assert.ok(heldBy(DIST, home).length > 100);
});

for (const home of HOMES) {
  test(`everything leads somewhere below ${new URL(home).pathname}`, () => {
    assert.deepEqual(astray(distAt(home), home), []);
    const own = heldBy(distAt(home), home).filter(
      ({ at }) => at === 'essays/everywhere/index.html',
    );
    const base = new URL(home).pathname;
    for (const path of ['', 'rss.xml', `topics/${TOPIC}/`, 'essays/specimen/', 'film.mp4']) {
      assert.ok(
        own.some(({ address }) => address === base + path),
        base + path,
      );
    }
  });
}

const pictureIn = (nodes: readonly Element[]): Record<string, unknown> =>
  nodes.find(({ tagName, properties }) => tagName === 'img' && properties.alt === 'Noise')
    ?.properties ?? {};

test('a large photograph comes in sizes on the page, and in one in the feed', async () => {
  const dir = distAt(ONE);
  const page = parse(read('essays/everywhere/index.html', dir));
  const { srcSet, sizes, width, height, loading, style } = pictureIn(elements(page, () => true));
  assert.deepEqual([width, height, loading, style], [1296, 864, 'lazy', undefined]);
  assert.match(String(sizes), /^\(min-width: 705px\) 648px, calc\(100vw - 45px\)$/);
  const widths = String(srcSet)
    .split(', ')
    .map((each) => each.split(' ') as [string, string]);
  for (const [address, said] of widths) {
    const file = join(dir, address.replace(/^\/essays\//, ''));
    const { width: own } = await sharp(file).metadata();
    assert.equal(`${own}w`, said);
  }
  assert.deepEqual(
    widths.map(([, said]) => said),
    ['432w', '648w', '972w', '1296w'],
  );
  // The file itself is not served.
  assert.ok(!filesIn(dir).some((file) => /noise\..*png$/.test(file)));
  const item = feedItems(dir).find(({ link }) => link === `${ONE}essays/everywhere/`);
  const inFeed = pictureIn(elements(parse(item?.['content:encoded'] ?? ''), () => true));
  assert.deepEqual(Object.keys(inFeed).sort(), ['alt', 'height', 'src', 'width']);
  assert.match(String(inFeed.src), /^https:\/\/moved\.test\/essays\/_astro\/noise\./);
});

test('the picture of the specimen has its measures and is loaded when it is near', () => {
  const page = parse(read('essays/specimen/index.html', DRAFTS.outDir));
  const [picture] = elements(page, ({ properties }) => String(properties.src).includes('/square.'));
  const { width, height, loading, style } = picture?.properties ?? {};
  assert.deepEqual([width, height, loading, style], [1200, 800, 'lazy', undefined]);
});

test('a revised essay keeps its id and day, carries the day of its revision and begins with it', () => {
  const revised = jsonItems(distAt(ONE)).find(({ url }) => url.endsWith('/specimen/'));
  assert.match(revised?.id ?? '', /:essays\/specimen$/);
  assert.equal(revised?.date_published, '2998-11-20T00:00:00Z');
  assert.equal(revised?.date_modified, '2998-11-24T00:00:00Z');
  assert.match(
    revised?.content_html ?? '',
    /^<p><strong>Revised <time datetime="2998-11-24">24 November 2998<\/time>\.<\/strong> A revision, so/,
  );
});

test('with another slug, host and path every essay keeps its id, and all that feeds held answers', () => {
  const idsAt = (home: string) => [
    feedItems(distAt(home)).map(({ guid }) => guid),
    jsonItems(distAt(home)).map(({ id }) => id),
  ];
  const [ids, jsonIds] = idsAt(ONE);
  assert.ok(ids.some((id) => id?.endsWith(':essays/specimen')));
  assert.deepEqual(jsonIds, ids);
  // Of essays of one day the order is that of the slugs.
  assert.deepEqual(
    idsAt(OTHER).map((each) => each.sort()),
    [ids.toSorted(), ids.toSorted()],
  );
  // They begin as at the site's own address.
  const authorityOf = (id = '') => id.replace(/essays\/[^/]+$/, '');
  const [own] = feedItems();
  assert.deepEqual([...new Set(ids.map(authorityOf))], [authorityOf(own.guid)]);

  const held = heldBy(distAt(ONE), ONE)
    .filter(({ at, address }) => /^(?:rss\.xml|feed\.json)$/.test(at) && address.startsWith(ONE))
    .map(({ address }) => address);
  const beside = held.flatMap((address) => {
    const name = /^(.*)\.png$/.exec(address)?.[1];
    const path = name?.slice(ONE.length) ?? '';
    return /^essays\/[^/]+\/(?!drawing-)[^/]+$/.test(path) ? [`${name}.csv`, `${name}.svg`] : [];
  });
  assert.ok(beside.length > 3, 'essays have figures');
  assert.ok(held.some((address) => address.endsWith('/essays/everywhere/drawing-1.png')));
  const specimen = `${ONE}essays/specimen`;
  const files = filesIn(distAt(OTHER));
  for (const address of new Set([...held, ...beside, `${specimen}/model.ts/`, `${specimen}.md`])) {
    const path = new URL(address).pathname.slice(new URL(ONE).pathname.length);
    const file = path === '' || path.endsWith('/') ? posix.join(path, 'index.html') : path;
    // Astro names a picture after its bytes and, behind them, after the base, which differs here.
    const bytes = /^_astro\/[^/]+\.[\w-]{8}_/.exec(file)?.[0];
    const there = bytes ? files.some((each) => each.startsWith(bytes)) : files.includes(file);
    assert.ok(there, address);
  }
  const moved = read('essays/specimen/index.html', distAt(OTHER));
  assert.match(moved, /location\.replace\("\/a\/b\/essays\/renamed\/" \+ location\.hash\)/);
});
