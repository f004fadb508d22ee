/** Sections of an essay, and the time that they take to read. */
import { type Element, type ElementContent, h, markOf, type Root, textOf } from './tree.ts';

/** A section of an essay as a span on the reading axis; times in minutes. */
export interface Section {
  /** The anchor of its heading. */
  readonly id: string;
  readonly title: string;
  readonly start: number;
  readonly length: number;
}

/**
 * How reading time is counted: 230 words a minute (Brysbaert, 2019, found 238 for English
 * non-fiction, silently), a look of 15 s at each figure, 2 s for each line of code. Notes count as
 * words; what a reader has to open (tables behind a disclosure) does not count.
 */
const WORDS_PER_MINUTE = 230;
const FIGURE_MINUTES = 15 / 60;
const CODE_LINE_MINUTES = 2 / 60;

const countWords = (text: string): number =>
  text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;

/** Drawings, and what has to be opened or set. */
const NOT_READ = new Set(['svg', 'details', 'fieldset']);

const isRead = (node: ElementContent): node is Element =>
  node.type === 'element' && !NOT_READ.has(node.tagName);

/** The words of some content, those of code left out. */
export const wordsIn = (content: readonly ElementContent[]): number =>
  content.reduce((sum, node) => {
    if (node.type === 'text') return sum + countWords(node.value);
    return isRead(node) && node.tagName !== 'pre' ? sum + wordsIn(node.children) : sum;
  }, 0);

/** The minutes for figures and code. */
const lookingMinutes = (content: readonly ElementContent[]): number =>
  content.filter(isRead).reduce((sum, node) => {
    if (node.tagName === 'pre')
      return sum + textOf(node).trimEnd().split('\n').length * CODE_LINE_MINUTES;
    const own = markOf(node, 'figure') === undefined ? 0 : FIGURE_MINUTES;
    return sum + own + lookingMinutes(node.children);
  }, 0);

/** The minutes that some content takes to read. */
export const readingMinutes = (content: readonly ElementContent[]): number =>
  wordsIn(content) / WORDS_PER_MINUTE + lookingMinutes(content);

/** The anchor of the contents; no heading makes one with a full stop in it. */
export const CONTENTS = 'page.contents';

/** Ids at which reader modes take a heading for something else and drop it, unless its class says text. */
const THROWN_AWAY =
  /-ad-|banner|com-|combx|comment|contact|footer|gdpr|hidden|masthead|media|meta|outbrain|promo|related|scroll|share|shopping|shoutbox|sidebar|skyscraper|sponsor|tags|widget/;

/**
 * A heading beside a quiet link to itself and, where a section begins, one back to the contents. Both
 * stand outside of it and have their signs from the style, so that whoever reads the text reads clean.
 */
function withAnchor(heading: Element, contents: boolean): Element {
  if (THROWN_AWAY.test(String(heading.properties.id))) heading.properties.className = ['text'];
  const link = (name: string, to: unknown, label: string) =>
    h('a', { class: name, href: `#${to}`, 'aria-label': label });
  // Reader modes throw a short `<div>` away.
  return h(
    'header',
    { class: 'heading' },
    heading,
    contents && heading.tagName === 'h2' ? link('up', CONTENTS, 'Contents') : undefined,
    link('anchor', heading.properties.id, `Link to “${textOf(heading)}”`),
  );
}

/**
 * Run between the parts of a page, it has a browser set what has come so far; then its parser lets
 * others in. A page that is set in one go holds up a slow phone for as long as all of it takes.
 */
export const SET_SO_FAR = 'document.body.offsetTop';

const isHeading = (node: ElementContent, level: RegExp): node is Element =>
  node.type === 'element' && level.test(node.tagName);

/**
 * Wraps each second-level heading and what follows it in a `<section>` and lays the sections on a
 * common time axis: each starts where the one before it ends, the first at 0. What stands before
 * the first heading belongs to the first section's time, so starts and lengths add up to the whole.
 */
export function setSections(tree: Root): { sections: Section[]; minutes: number } {
  const lead: ElementContent[] = [];
  const groups: { heading: Element; content: ElementContent[] }[] = [];
  for (const node of tree.children as ElementContent[]) {
    if (isHeading(node, /^h2$/)) groups.push({ heading: node, content: [] });
    else (groups.at(-1)?.content ?? lead).push(node);
  }
  let minutes = readingMinutes(lead);
  const sections = groups.map(({ heading, content }, i) => {
    const start = i === 0 ? 0 : minutes;
    minutes += readingMinutes([heading, ...content]);
    return {
      id: String(heading.properties.id),
      title: textOf(heading),
      start,
      length: minutes - start,
    };
  });
  const anchored = (content: ElementContent[]) =>
    content.map((node) =>
      isHeading(node, /^h[2-6]$/) ? withAnchor(node, groups.length > 1) : node,
    );
  tree.children = [
    ...anchored(lead),
    ...groups.map(({ heading, content }) =>
      h('section', ...anchored([heading, ...content]), h('script', SET_SO_FAR)),
    ),
  ];
  return { sections, minutes };
}
