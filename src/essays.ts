/** Every question the pages ask about essays. The only file that calls `getCollection`. */

import { loadRenderers } from 'astro:container';
import { type CollectionEntry, getCollection, render } from 'astro:content';
import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { essayComponents } from './components/essay.ts';
import Picture from './components/Picture.astro';
import { accountsOf } from './essay/accounts.ts';
import { standsAlone } from './essay/alone.ts';
import { cachedLater, codeHash, hashOf, keep } from './essay/cache.ts';
import { type EssayFile, essayFiles } from './essay/files.ts';
import { changesByDay } from './essay/ledger.ts';
import { textBelow } from './essay/matter.ts';
import type { Printed } from './essay/printed.ts';
import { memory, rememberedFiles } from './essay/remembered.ts';
import { componentError } from './essay/rendering.ts';
import type { EssayData } from './essay/schema.ts';
import { firstPage } from './essay/years.ts';
import { typographic } from './kit/typographic.ts';
import { contentOf } from './prose/alone.ts';
import { type Prose, setProse } from './prose/prose.ts';
import type { Root } from './prose/tree.ts';
import { absolute, base, href, site } from './site.ts';

/** An essay as pages, lists and feeds know it. */
export interface Essay
  extends Omit<EssayData, 'numbers'>,
    Omit<Prose, 'body'>,
    Pick<EssayFile, 'hidden' | 'changed' | 'first'> {
  readonly slug: string;
  /** Its page, below the site's base path. */
  readonly path: string;
  readonly address: string;
  /** See {@link Prose.body}; each time a tree that nobody else holds. */
  readonly body: () => Promise<Root>;
  /** Where what it prints of its model comes from. */
  readonly accounts: Printed;
  /** What changed of its prints at each revision, by day: `wait.last: 1.5 s → 1.4 s`. */
  readonly changes: ReadonlyMap<string, readonly string[]>;
  /** Whether its numbers are the author's account; then it ends with {@link OWN_ACCOUNT}. */
  readonly ownNumbers: boolean;
  /** The pages of the site to which its text has links, by their paths, without their parts. */
  readonly leadsTo: ReadonlySet<string>;
}

const LINK = /href="(\/[^"#?]*)/g;

export const OWN_ACCOUNT = 'The numbers in this essay are the author’s own account.';

const container = loadRenderers([getContainerRenderer()]).then((renderers) =>
  AstroContainer.create({ renderers }),
);

type Entry = CollectionEntry<'essays'>;

/** An essay as the site has it: what Astro knows, and its file. */
interface Sources {
  readonly entry: Entry;
  readonly file: EssayFile;
  /** Stands for the code that makes it; see {@link codeHash}. */
  readonly since: string;
}

const addressOf = ({ id }: Entry): string => absolute(`essays/${id}/`);

async function proseOf({ entry, file: { file, source } }: Sources): Promise<Prose> {
  const { id: slug, data } = entry;
  const text = textBelow(source);
  const address = addressOf(entry);
  const Content = standsAlone(text) ? await contentOf(text, file) : (await render(entry)).Content;
  const made = (await container).renderToString(Content, {
    props: { components: { ...essayComponents, img: Picture } },
    locals: { slug },
    request: new Request(address),
  });
  const rendered = await made.catch((error: unknown) => {
    throw componentError(error) ?? error;
  });
  try {
    return setProse(rendered, data, { address, base });
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

type Read = Omit<Prose, 'body'> & Pick<Essay, 'body'>;

/** A value as it is kept; where in its source a node stood is of no use behind it. */
const asKept = (value: unknown): string =>
  JSON.stringify(value, (key, inner) => (key === 'position' ? undefined : inner));

async function readProse(sources: Sources): Promise<Read> {
  const { body, ...prose } = await proseOf(sources);
  return { ...prose, body: async () => structuredClone(body) };
}

/**
 * The prose of an essay that stands alone, which nothing but its file and the site's code makes. Its
 * body, which few pages need, is not held in memory. No build takes what was made in development, where
 * Astro may not have heard yet of what has just changed.
 */
async function keptProse(sources: Sources): Promise<Read> {
  const { entry, file, since } = sources;
  const { references, anchors } = entry.data;
  const matter = JSON.stringify([references, anchors]);
  const stamp = hashOf([codeHash(since), since, file.slug, file.source, matter]);
  const part = async <T>(name: string, of: (prose: Prose) => T): Promise<T> => {
    const make = async () => asKept(of(await proseOf(sources)));
    return JSON.parse((await cachedLater(`${name}-${stamp}.json`, make)).toString());
  };
  const body = () => part('body', ({ body }) => body);
  const prose = await part('prose', (made) => {
    keep(`body-${stamp}.json`, asKept(made.body));
    return { ...made, body: undefined };
  });
  return { ...prose, body };
}

async function readEssay(sources: Sources): Promise<Essay> {
  const {
    entry,
    file: { file, source, hidden, changed, aliases, first },
  } = sources;
  const { id: slug, data } = entry;
  const prose = await (standsAlone(textBelow(source)) ? keptProse : readProse)(sources);
  return {
    ...data,
    ...prose,
    slug,
    path: href(`essays/${slug}/`),
    address: addressOf(entry),
    changes: changesByDay(file),
    ownNumbers: data.numbers === 'own',
    leadsTo: new Set([...prose.html.matchAll(LINK)].map(([, path]) => path)),
    changed,
    hidden,
    aliases: [...aliases],
    first,
    accounts: await accountsOf(slug),
    title: typographic(data.title),
    summary: typographic(data.summary),
  };
}

const newestFirst = (a: Essay, b: Essay) =>
  b.published.localeCompare(a.published) ||
  (a.selected ?? Infinity) - (b.selected ?? Infinity) ||
  a.slug.localeCompare(b.slug, 'en');

/** All essays shown; in development what has not changed is as it was. */
async function load(dev: boolean): Promise<Essay[]> {
  const files = new Map((dev ? rememberedFiles() : essayFiles()).map((file) => [file.slug, file]));
  const { since, remembered } = dev ? memory() : { since: '', remembered: undefined };
  const essays = (await getCollection('essays')).flatMap((entry) => {
    const file = files.get(entry.id);
    // In development a file may be gone before Astro has heard of it.
    if (file === undefined) return [];
    const make = () => readEssay({ entry, file, since });
    return [remembered ? remembered(file, make) : make()];
  });
  return (await Promise.all(essays)).sort(newestFirst);
}

let read: Promise<Essay[]> | undefined;

/** Every essay shown, newest first; rendered once per build, in development when it changed. */
export async function allEssays(): Promise<Essay[]> {
  if (import.meta.env.DEV) return load(true);
  read ??= load(false);
  return read;
}

/** A path for each essay shown that `has` what the path is for, under its earlier slugs too. */
export async function essayPaths(has: (essay: Essay) => boolean = () => true) {
  const essays = (await allEssays()).filter(has);
  return essays.flatMap((essay) =>
    [essay.slug, ...essay.aliases].map((slug) => ({ params: { slug }, props: { essay } })),
  );
}

/** The essays of the home page, in its order. */
export const selectedEssays = async (): Promise<Essay[]> =>
  (await allEssays())
    .filter((essay) => essay.selected !== undefined)
    .sort((a, b) => (a.selected ?? 0) - (b.selected ?? 0));

/** The index: what stands on its first page, and the years that have one of their own. */
export const essayIndex = async () => firstPage(await allEssays());

/** The most essays that another one is said to be related to. */
const RELATED = 3;

/** Of some essays, by their paths: each one's place in the list, and those that link to it, in its order. */
interface Links {
  readonly places: ReadonlyMap<string, number>;
  readonly linking: ReadonlyMap<string, readonly Essay[]>;
}

const links = new WeakMap<readonly Essay[], Links>();

function linksAmong(essays: readonly Essay[]): Links {
  const known = links.get(essays);
  if (known) return known;
  const linking = new Map<string, Essay[]>();
  for (const essay of essays) {
    for (const path of essay.leadsTo) {
      const found = linking.get(path);
      if (found) found.push(essay);
      else linking.set(path, [essay]);
    }
  }
  const made = { places: new Map(essays.map(({ path }, i) => [path, i])), linking };
  links.set(essays, made);
  return made;
}

/**
 * The essays related to one, each with why: first those that it links to, then those that link to it,
 * then those that share a topic, the newest first.
 */
export async function relatedTo(essay: Essay): Promise<{ essay: Essay; why: string }[]> {
  const essays = await allEssays();
  const { places, linking } = linksAmong(essays);
  const found = new Map<Essay, string>();
  const add = (other: Essay, why: string) => {
    if (other !== essay && found.size < RELATED && !found.has(other)) found.set(other, why);
  };
  const linked = [...essay.leadsTo].flatMap((path) => places.get(path) ?? []);
  for (const place of linked.sort((a, b) => a - b)) add(essays[place], 'Linked above');
  for (const other of linking.get(essay.path) ?? []) add(other, 'Links here');
  for (const other of essay.topics.length > 0 ? essays : []) {
    if (found.size === RELATED) break;
    const shared = essay.topics.find((topic) => other.topics.includes(topic));
    if (shared) add(other, `Also on ${site.topics[shared].toLowerCase()}`);
  }
  return [...found].map(([other, why]) => ({ essay: other, why }));
}

/** The essays published just before and just after one, where there are any. */
export async function neighbours(slug: string): Promise<{ earlier?: Essay; later?: Essay }> {
  const essays = await allEssays();
  const i = essays.findIndex((essay) => essay.slug === slug);
  return { earlier: essays[i + 1], later: essays[i - 1] };
}
