/** An essay whole, for those who read it elsewhere: its text with all that its page says around it. */
import { longDate } from '../kit/format.ts';
import { uriOf } from './below.ts';
import { type CitedSource, wordsOf } from './references.ts';
import { type Element, h, type Root } from './tree.ts';

/** What of an essay goes into its whole text. */
export interface Parts {
  /** Becomes part of the whole. */
  readonly body: Root;
  readonly revisions: readonly { readonly date: string; readonly note: string }[];
  /** What changed of its prints at each revision, by day. */
  readonly changes: ReadonlyMap<string, readonly string[]>;
  readonly sources: readonly CitedSource[];
}

/** What was revised, the last first, with the prints that changed. */
const revised = ({ revisions, changes }: Parts): Element[] =>
  revisions.toReversed().flatMap(({ date, note }) => {
    const lines = changes.get(date) ?? [];
    const when = h('strong', 'Revised ', h('time', { datetime: date }, longDate(date)), '.');
    const list = h('ul', ...lines.map((line) => h('li', line)));
    return [h('p', when, ` ${note}`), ...(lines.length > 0 ? [list] : [])];
  });

function listed(source: CitedSource): Element {
  const { authors, end } = wordsOf(source);
  const title = h('a', { href: uriOf(new URL(source.url).href) }, h('cite', source.title));
  return h('li', { id: `source-${source.key}` }, `${authors} `, title, end);
}

/**
 * The whole text as plain HTML.
 *
 * @param closing a sentence that the page says below the text
 */
export function wholeOf(parts: Parts, closing?: string): Root {
  const { body, sources } = parts;
  const list = h('ol', ...sources.map(listed));
  const references = h('section', h('h2', { id: 'references' }, 'References'), list);
  return {
    type: 'root',
    children: [
      ...revised(parts),
      ...body.children,
      ...(closing === undefined ? [] : [h('p', closing)]),
      ...(sources.length > 0 ? [references] : []),
    ],
  };
}
