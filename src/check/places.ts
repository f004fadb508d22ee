/** What a link on this site can lead to: essays and their parts, pages, topics, files. */
import type { Parts } from './ids.ts';

/** An essay as other essays can link to it. */
export interface EssayPlace {
  readonly slug: string;
  /** A draft, or an essay whose day has not come. */
  readonly hidden: boolean;
  readonly topics: readonly string[];
  /** The ids of its figures; undefined where its modules do not load. */
  readonly figures: ReadonlySet<string> | undefined;
  /** Whether its model has a page. */
  readonly model: boolean;
  /** Undefined where its text cannot be read. */
  readonly parts: Parts | undefined;
}

export interface Places {
  /** The site's address. */
  readonly address: string;
  /** By slug and by earlier slug. */
  readonly essays: ReadonlyMap<string, EssayPlace>;
  /** Pages and files that are not made of essays, from the root: `essays/`, `rss.xml`. */
  readonly pages: ReadonlyMap<string, Parts>;
  readonly topics: readonly string[];
  /** Files in `public/` and among the essays, from the project's root. */
  readonly files: ReadonlySet<string>;
  /** The custom properties that the site's styles make. */
  readonly properties: ReadonlySet<string>;
}

/** Where an address on this site leads. */
type Target =
  | { readonly page: Parts | undefined }
  | { readonly file: string }
  | { readonly essay: EssayPlace; readonly rest: string }
  | { readonly topic: string }
  | { readonly nothing: string };

/** Where a path, decoded and from the site's root without its slash, leads. */
export function targetOf(path: string, places: Places): Target {
  const page = places.pages.get(path);
  if (page) return { page };
  const file = `public/${path}`;
  if (places.files.has(file)) return { file };
  const [, slug, rest = ''] = /^essays\/([^/]+)\/(.*)$/u.exec(path) ?? [];
  const essay = slug === undefined ? undefined : places.essays.get(slug);
  if (essay) return { essay, rest };
  const text = places.essays.get(/^essays\/([^/]+)\.md$/u.exec(path)?.[1] ?? '');
  if (text) return { essay: text, rest: 'index.md' };
  const topic = /^topics\/([^/]+)\/$/u.exec(path)?.[1];
  if (topic !== undefined && places.topics.includes(topic)) return { topic };
  return { nothing: path };
}

/** Whether an essay has what stands behind its address: its page and text, its model's, a figure's files. */
export function holds({ figures, model }: EssayPlace, rest: string): boolean {
  if (/^(?:index\.(?:html|md))?$/u.test(rest)) return true;
  if (rest === 'model.ts/') return model;
  const figure = /^([^/]+)\.(?:csv|png|svg)$/u.exec(rest)?.[1];
  return figure !== undefined && (figures === undefined || figures.has(figure));
}
