/** The site's Markdown engine: Sätteri with mathematics, and a source that says what it means to it. */
import { satteri } from '@astrojs/markdown-satteri';
import { type MdastNode, mdxToMdast } from 'satteri';
import { withTextDollars } from './dollars.ts';

/** Elements whose text smart punctuation must leave alone. */
const VERBATIM = new Set(['code', 'kbd', 'pre', 'samp', 'textarea']);
const SMART = /(?<!\\)["']|-{2,}|\.{3,}/gu;
/** Rock 'n' roll, the '90s, 'twas: signs that stand for something left out and begin no quotation. */
const LEFT_OUT =
  /(?<![\p{L}\p{N}])'(?:n'(?![\p{L}\p{N}])|(?=(?:\d0s|tis|twas|til)(?![\p{L}\p{N}'])))/giu;

type Edit = readonly [from: number, to: number, by: string];

const escaped = (signs: string): string => signs.replace(/./gu, '\\$&');

/** Signs that smart punctuation would turn in raw `<code>`, and those that it would turn wrongly. */
function* punctuation(node: MdastNode, source: string, verbatim = false): Generator<Edit> {
  if (node.type === 'text') {
    const start = node.position?.start.offset ?? 0;
    const own = source.slice(start, node.position?.end.offset ?? start);
    for (const { 0: signs, index } of own.matchAll(verbatim ? SMART : LEFT_OUT)) {
      const from = start + index;
      yield [from, from + signs.length, verbatim ? escaped(signs) : signs.replaceAll("'", '’')];
    }
  }
  const within = verbatim || ('name' in node && VERBATIM.has(String(node.name)));
  const children = 'children' in node ? (node.children as readonly MdastNode[]) : [];
  for (const child of children) yield* punctuation(child, source, within);
}

const allOf = (node: MdastNode): MdastNode[] => [
  node,
  ...('children' in node ? (node.children as readonly MdastNode[]) : []).flatMap(allOf),
];

/**
 * `<p>` and `</p>` on lines of their own around a paragraph, which would be one within another: they go,
 * or with attributes become a `<div>`'s.
 */
function* paragraphs(root: MdastNode, source: string): Generator<Edit> {
  for (const node of allOf(root)) {
    if (node.type !== 'mdxJsxFlowElement' || node.name !== 'p') continue;
    const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
    const [only, ...more] = node.children;
    if (only?.type !== 'paragraph' || more.length > 0) continue;
    const own = source.slice(start, end);
    const close = start + own.lastIndexOf('</');
    if (node.attributes.length > 0) {
      yield [start + 1, start + 2, 'div'];
      yield [close + 2, close + 3, 'div'];
    } else {
      yield [start, start + own.indexOf('>') + 1, ''];
      yield [close, end, ''];
    }
  }
}

/** Languages of code in capitals, as in `JS`: colours are known for their names in small letters. */
function* languages(root: MdastNode, source: string): Generator<Edit> {
  for (const node of allOf(root)) {
    if (node.type !== 'code' || !node.lang || node.lang === node.lang.toLowerCase()) continue;
    const at = source.indexOf(node.lang, node.position?.start.offset ?? 0);
    yield [at, at + node.lang.length, node.lang.toLowerCase()];
  }
}

/** Pictures by reference, with their address in place: the engine makes sizes of no others. */
function* pictures(root: MdastNode, source: string): Generator<Edit> {
  const nodes = allOf(root);
  for (const node of nodes) {
    if (node.type !== 'imageReference') continue;
    const of = nodes.find((one) => one.type === 'definition' && one.identifier === node.identifier);
    if (of?.type !== 'definition') continue;
    const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
    const label = node.referenceType === 'shortcut' ? to : source.lastIndexOf('[', to);
    const title = of.title && ` "${of.title.replaceAll(/["\\]/gu, '\\$&').replaceAll('\n', ' ')}"`;
    const url = of.url.replaceAll(/[<>]/gu, encodeURIComponent);
    yield [Math.max(label, from), to, `(<${url}>${title ?? ''})`];
  }
}

/**
 * An essay's source as the engine has to be given it: dollars that are no mathematics escaped, and
 * so the punctuation in raw HTML code; pictures with their address, languages by their name. What does not parse
 * stays, for the engine to refuse. Lines stay lines.
 */
export function forEngine(source: string): string {
  let text = source;
  const parse = (): MdastNode | undefined => {
    try {
      return mdxToMdast(text, { features: { math: true } });
    } catch {
      return undefined;
    }
  };
  let root = parse();
  for (let settled = withTextDollars(text, root); settled !== text; ) {
    text = settled;
    root = parse();
    settled = withTextDollars(text, root);
  }
  if (!root) return source;
  const edits: Edit[] = [
    ...punctuation(root, text),
    ...paragraphs(root, text),
    ...languages(root, text),
    ...pictures(root, text),
  ];
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== source[at]) edits.push([at, at + 1, '\\$']);
  }
  edits.sort(([a], [b]) => b - a);
  return edits.reduce((made, [from, to, by]) => made.slice(0, from) + by + made.slice(to), source);
}

/** The engine for `markdown.processor`. */
export function engine(): ReturnType<typeof satteri> {
  const own = satteri({ features: { math: true } });
  const { createMdxRenderer } = own;
  return {
    ...own,
    async createMdxRenderer(shared, mdx) {
      if (!createMdxRenderer) throw new Error('the Markdown engine renders no MDX');
      const renderer = await createMdxRenderer(shared, mdx);
      return {
        ...renderer,
        process: (content, path, frontmatter) =>
          renderer.process(forEngine(content), path, frontmatter),
      };
    },
  };
}
