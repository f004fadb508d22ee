/**
 * The rendered page of an essay: quantities that nobody accounts for, whoever printed them, and the
 * place in the essay's folder that their words come from.
 */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { unaccounted } from './accounts.ts';
import type { TextBeside } from './beside.ts';
import type { Exception } from './exceptions.ts';
import { type Finding, placeAt } from './finding.ts';
import { OPAQUE } from './names.ts';
import { plainText, wholeWords } from './wording.ts';

/** Elements whose text is computed, accounted for, code or drawn. */
const CLOSED = new Set(
  'data code pre kbd samp var math svg script style template time button input select option output model-figure'.split(
    ' ',
  ),
);
const CLOSED_CLASSES = new Set([
  'given',
  'cited',
  'cite',
  'own',
  'drawing',
  'note-ref',
  'note-back',
  'ref',
  'references',
]);

/** Elements that stand in a line of text. */
const INLINE = new Set(
  'a abbr b bdi bdo cite del dfn em i ins label mark q ruby s small span strong sub sup u wbr'.split(
    ' ',
  ),
);

const classesOf = ({ properties }: Element): readonly string[] =>
  Array.isArray(properties.className) ? properties.className.map(String) : [];

const isClosed = (node: Element): boolean =>
  CLOSED.has(node.tagName) ||
  classesOf(node).some((name) => CLOSED_CLASSES.has(name)) ||
  node.properties.role === 'img' ||
  (node.tagName === 'figure' && 'dataFigure' in node.properties);

/** The runs of text below some nodes, each a paragraph, a cell or a heading, and what stands for pictures. */
function runsOf(nodes: readonly (RootContent | ElementContent)[]): string[] {
  const runs: string[] = [];
  let run = '';
  const close = (): void => {
    if (run.trim() !== '') runs.push(run);
    run = '';
  };
  const visit = (node: RootContent | ElementContent): void => {
    if (node.type === 'text') run += node.value;
    if (node.type !== 'element') return;
    const { tagName, properties, children } = node;
    if (isClosed(node)) {
      run += OPAQUE;
      return;
    }
    for (const said of [properties.alt, properties.title]) {
      if (typeof said === 'string') runs.push(said);
    }
    if (tagName === 'br') run += ' ';
    else if (INLINE.has(tagName)) children.forEach(visit);
    else {
      close();
      children.forEach(visit);
      close();
    }
  };
  nodes.forEach(visit);
  close();
  return runs;
}

const below = (node: Root | Element): Element[] =>
  node.children.flatMap((child) =>
    child.type === 'element' ? [child, ...below(child as Element)] : [],
  );

/**
 * The text of an essay's page, not what the site makes of it.
 *
 * @param model whether the essay has one; then title, summary and revisions are held too
 */
export function textOfPage(html: string, model: boolean): string[] {
  const elements = below(fromHtml(html));
  const article = elements.find(
    (node) => node.tagName === 'article' && classesOf(node).includes('essay'),
  );
  const parts = article ? below(article) : [];
  const has = (node: Element, ...names: string[]) =>
    names.some((name) => classesOf(node).includes(name));
  return runsOf(
    parts.filter(
      (node) =>
        (model && (node.tagName === 'h1' || has(node, 'summary', 'revisions'))) ||
        (has(node, 'prose') && !has(node, 'after')),
    ),
  );
}

/** What is looked for: the quantity with words around it, the words beside it, the quantity alone. */
function needlesOf(text: string, start: number, end: number): string[] {
  const before = text.slice(0, start).split(OPAQUE).at(-1) ?? '';
  const after = text.slice(end).split(OPAQUE)[0] ?? '';
  const quantity = text.slice(start, end);
  const words = (side: string, count: number): string =>
    (count > 0
      ? new RegExp(`^(?:\\s*\\S+){0,${count}}`, 'u').exec(side)
      : new RegExp(`(?:\\s*\\S+){0,${-count}}\\s*$`, 'u').exec(side))?.[0] ?? '';
  const unit = quantity.replace(/^[^\p{L}]+/u, '');
  const around = [3, 2, 1].map((n) => words(before, -n) + quantity + words(after, n));
  const apart = [4, 3, 2].flatMap((n) => [
    words(before, -n),
    unit ? unit + words(after, n - 1) : words(after, n),
  ]);
  return [...around, ...apart.filter((side) => /\p{L}{2,}\P{L}+\p{L}{2,}/u.test(side)), quantity]
    .map((needle) => plainText(needle).trim())
    .filter((needle) => needle !== '');
}

/** Where in the essay's folder the words of a run stand: the file and the offset; undefined where nowhere. */
function found(
  needles: readonly string[],
  files: readonly TextBeside[],
): [TextBeside, number] | undefined {
  const texts = files.map(({ source }) => plainText(source));
  for (const needle of needles) {
    for (const [i, file] of files.entries()) {
      const at = texts[i].search(wholeWords(needle));
      if (at >= 0) return [file, at];
    }
  }
  return undefined;
}

/** Where the text uses a component of its own, first; its beginning where it has none. */
const firstUse = ({ source }: TextBeside): number => {
  const own = [...source.matchAll(/^import\s+(\p{Lu}\w*)\s+from\s+['"]\.\/[^'"]+\.astro['"]/gmu)];
  const uses = own.map(([, name]) => source.search(new RegExp(`<${name}\\b`, 'u')));
  return Math.min(...uses.filter((at) => at >= 0), source.length) % source.length;
};

const remedyFor = (quantity: string, file: string): string =>
  /\.mdx$/u.test(file)
    ? `write <N of={…} />, <Given of={…} />, <Cite of="…">${quantity}</Cite> or <Own>${quantity}</Own>`
    : `let the component print it as <N of={…} />, <Given of={…} />, <Cite of="…">${quantity}</Cite> or <Own>${quantity}</Own>`;

/**
 * Faults of a rendered page: a line for each quantity outside of what accounts for it.
 *
 * @param text the essay itself
 * @param files what else lies in its folder
 */
export function renderedFindings(
  html: string,
  exceptions: readonly Exception[],
  text: TextBeside,
  files: readonly TextBeside[],
): Finding[] {
  const model = files.some(({ file }) => file.endsWith('/model.ts'));
  const { bare } = unaccounted(
    textOfPage(html, model).map((run) => ({ text: run })),
    exceptions,
  );
  const rank = ({ file }: TextBeside): number =>
    ['.astro', '.mdx', '.ts'].findIndex((end) => file.endsWith(end));
  const all = [text, ...files].sort((a, b) => rank(a) - rank(b));
  const findings = bare.map(({ block, start, end, quantity, sentence }): Finding => {
    const [beside, offset] = found(needlesOf(block.text, start, end), all) ?? [
      text,
      firstUse(text),
    ];
    return {
      file: beside.file,
      ...placeAt(beside.source, offset),
      field: 'page',
      message: `bare quantity "${quantity}" in "${sentence}"`,
      remedy: remedyFor(quantity, beside.file),
    };
  });
  const seen = new Set<string>();
  return findings.filter(({ file, line, column, message }) => {
    const key = `${file}:${line}:${column} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
