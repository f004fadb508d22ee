/**
 * Plain HTML, as `plain.ts` makes it, as Markdown: CommonMark with GFM's tables and notes. What Markdown
 * has no sign for and the text would lose, such as `<sup>`, stays HTML.
 */
import {
  type Element,
  type ElementContent,
  elementsIn,
  type Root,
  saidBy,
  textOf,
} from './tree.ts';

const BLOCKS = new Set([
  'article',
  'aside',
  'blockquote',
  'dd',
  'div',
  'dl',
  'dt',
  'figcaption',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'ul',
]);

/** Elements without a sign of their own in Markdown. */
const AS_HTML = new Set(['sup', 'sub', 'kbd', 'mark', 'ins', 'small']);

const isDisplay = ({ tagName, properties }: Element): boolean =>
  tagName === 'math' && properties.display === 'block';

const isBlock = (node: ElementContent): node is Element =>
  node.type === 'element' && (BLOCKS.has(node.tagName) || isDisplay(node));

/** Signs that mean something in Markdown, escaped where they would. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*[\]<~$|]/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/gu, '\\&');

/** A line whose first signs would make a list, a heading or a quotation of it. */
const begun = (line: string): string =>
  line
    .replace(/^(?:[#>+=-](?=\s|[-=>#]|$)|-{2,})/u, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/u, '$1\\$2');

const spaced = (text: string): string => text.replace(/[ \t\n\r]+/gu, ' ');

/** Code between as many backticks as it takes. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .*[^ ].* $/u.test(text) ? ' ' : '';
  return fence + pad + text + pad + fence;
}

/** Code in a cell, where `\|` is a pipe in code too: what has a backslash before one is escaped text. */
const codeInCell = (text: string): string =>
  text.includes('\\|') ? `<code>${escaped(text)}</code>` : code(text);

/** TeX in a cell, where `\|` is a pipe: the double bar of that name has another. */
const texInCell = (tex: string): string =>
  tex.replace(/\\[\s\S]/gu, (sign) => (sign === '\\|' ? '\\Vert ' : sign));

/** What stands in a cell with every pipe as one that ends no cell. */
const withoutBars = (line: string): string =>
  line.replace(/\\[\s\S]|\|/gu, (sign) => (sign === '|' ? '\\|' : sign));

const isSign = (letter: string): boolean => /[\p{P}\p{S}]/u.test(letter);
const isWord = (letter: string): boolean => letter !== '' && !/\s/u.test(letter) && !isSign(letter);

/**
 * Emphasis between signs where CommonMark takes them for it, else between tags: a sign beside
 * punctuation inside does not count in the middle of a word, and one beside its like is one of two.
 *
 * @param before the letter before it, after the one behind it; empty at an end
 */
function emphasis(inner: string, sign: string, tag: string, before: string, after: string): string {
  const [lead, trail] = [/^\s*/u, /(?:\\\n|\s)*$/u].map((space) => space.exec(inner)?.[0] ?? '');
  const text = inner.slice(lead.length, inner.length - trail.length);
  if (text === '') return inner;
  const first = [...text][0];
  const last = [...text].at(-1) ?? '';
  const opens = (!isSign(first) || lead !== '' || !isWord(before)) && before !== sign[0];
  const closes = !isSign(last) || trail !== '' || !isWord(after);
  return opens && closes && text !== '*'
    ? `${lead}${sign}${text}${sign}${trail}`
    : `${lead}<${tag}>${text}</${tag}>${trail}`;
}

/** An address between the signs that it needs. */
const address = (href: unknown): string => {
  const text = String(href);
  return /[\s()<>]/u.test(text) ? `<${text.replace(/[<>]/gu, encodeURIComponent)}>` : text;
};

const titled = (title: unknown): string =>
  typeof title === 'string' ? ` "${escaped(title).replaceAll('"', '\\"')}"` : '';

/** The number of the note that a link leads to, or leads back from. */
const noteOf = (node: ElementContent, anchor: 'fn' | 'fnref'): string | undefined =>
  node.type === 'element' && node.tagName === 'a'
    ? new RegExp(`#${anchor}-(\\d+)$`).exec(String(node.properties.href))?.[1]
    : undefined;

function inlineElement(node: Element, before: string, after: string, inCell: boolean): string {
  const { tagName, properties, children } = node;
  const inside = () => inline(children, inCell);
  switch (tagName) {
    case 'br':
      return '\\\n';
    case 'code':
      return inCell ? codeInCell(textOf(node)) : code(textOf(node));
    case 'math': {
      const { tex } = saidBy(node);
      if (tex === undefined) return `$${escaped(textOf(node))}$`;
      return `$${inCell ? texInCell(tex) : tex}$`;
    }
    case 'em':
    case 'i':
    case 'cite':
    case 'var':
    case 'dfn':
      return emphasis(inside(), '*', 'em', before, after);
    case 'strong':
    case 'b':
      return emphasis(inside(), '**', 'strong', before, after);
    case 'del':
    case 's':
      return emphasis(inside(), '~~', 'del', before, after);
    case 'q':
      return `“${inside()}”`;
    case 'img':
      return `![${escaped(String(properties.alt ?? ''))}](${address(properties.src)}${titled(properties.title)})`;
    case 'a':
      if (noteOf(node, 'fnref') !== undefined) return '';
      return `[${inside()}](${address(properties.href)}${titled(properties.title)})`;
    case 'sup': {
      const [link] = elementsIn(node);
      const note = link && noteOf(link, 'fn');
      if (note !== undefined) return `[^${note}]`;
      // A source's mark stands in the line.
      if (link?.tagName === 'a' && /^\[\d+\]$/u.test(textOf(node)))
        return `[${escaped(textOf(node))}](${address(link.properties.href)})`;
    }
  }
  return AS_HTML.has(tagName) ? `<${tagName}>${inside()}</${tagName}>` : inside();
}

/** Text and what stands in it; lines end only where the text breaks. */
function inline(nodes: readonly ElementContent[], inCell = false): string {
  let line = '';
  nodes.forEach((node, i) => {
    if (node.type === 'text') line += escaped(spaced(node.value));
    if (node.type !== 'element') return;
    const next = nodes[i + 1];
    const after =
      next && 'value' in next ? next.value : next?.type === 'element' ? textOf(next) : '';
    const made = inlineElement(node, [...line].at(-1) ?? '', [...after][0] ?? '', inCell);
    // Behind it what stands between brackets would be a picture.
    if (made.startsWith('[')) line = line.replace(/!$/u, '\\!');
    line += made;
  });
  return line;
}

/** What stands in a block, whose last line breaks to nothing. */
const inBlock = (nodes: readonly ElementContent[], inCell = false): string =>
  inline(nodes, inCell)
    .replace(/(?:\\\n\s*)+$/u, '')
    .trim();

/** A paragraph: lines without space at their ends, none of which begins a block. */
const paragraph = (nodes: readonly ElementContent[]): string =>
  inBlock(nodes)
    .split('\n')
    .map((line) => begun(line.trim()))
    .join('\n');

/** Every line but the first behind a margin. */
const hung = (text: string, margin: string): string => text.replace(/\n(?=[^\n])/gu, `\n${margin}`);

function list({ tagName, properties, children }: Element): string {
  let number = Number(properties.start ?? 1);
  const items = children.flatMap((item) => {
    if (item.type !== 'element') return [];
    const mark = tagName === 'ol' ? `${number++}. ` : '- ';
    const note = /^fn-(\d+)$/u.exec(String(item.properties.id))?.[1];
    if (note !== undefined) return [`[^${note}]: ${hung(blocks(item.children), '    ')}`];
    return [mark + hung(blocks(item.children), ' '.repeat(mark.length))];
  });
  const loose = items.some((item) => item.includes('\n\n')) || /^\[\^/u.test(items[0] ?? '');
  return items.join(loose ? '\n\n' : '\n');
}

const rowsIn = (node: Element): Element[] =>
  elementsIn(node).flatMap((child) => (child.tagName === 'tr' ? [child] : rowsIn(child)));

function table(node: Element): string {
  const rows = rowsIn(node).map((row) =>
    elementsIn(row).map((cell) =>
      withoutBars(inBlock(cell.children, true).replaceAll('\\\n', ' ')),
    ),
  );
  if (rows.length === 0) return paragraph(node.children);
  const columns = Math.max(...rows.map(({ length }) => length));
  const lineOf = (cells: readonly string[]) =>
    `| ${Array.from({ length: columns }, (_, i) => cells[i] ?? '').join(' | ')} |`;
  const [head = [], ...body] = rows;
  const lines = [head, Array(columns).fill('---'), ...body].map(lineOf).join('\n');
  const caption = elementsIn(node).find(({ tagName }) => tagName === 'caption');
  return caption ? `${blocks(caption.children)}\n\n${lines}` : lines;
}

function fenced(node: Element): string {
  const text = textOf(node).replace(/\n$/u, '');
  const longest = Math.max(2, ...[...text.matchAll(/^`+/gmu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const { language } = saidBy(node);
  return `${fence}${language === 'plaintext' ? '' : (language ?? '')}\n${text}\n${fence}`;
}

function block(node: Element): string {
  const { tagName, children } = node;
  const level = /^h([1-6])$/u.exec(tagName)?.[1];
  if (level) return `${'#'.repeat(Number(level))} ${inBlock(children).replaceAll('\\\n', ' ')}`;
  switch (tagName) {
    case 'p':
      return paragraph(children);
    case 'hr':
      return '***';
    case 'pre':
      return fenced(node);
    case 'math':
      return `$$\n${saidBy(node).tex ?? textOf(node)}\n$$`;
    case 'blockquote':
      return blocks(children)
        .replace(/^(?=.)/gmu, '> ')
        .replace(/^$/gmu, '>');
    case 'ol':
    case 'ul':
      return list(node);
    case 'table':
      return table(node);
  }
  return blocks(children);
}

/** Blocks, an empty line between two; text between them is a paragraph. */
function blocks(nodes: readonly ElementContent[]): string {
  const made: string[] = [];
  let run: ElementContent[] = [];
  // An item of a list and the list inside of it stand close, unless the item has paragraphs.
  let close = false;
  const end = () => {
    const text = paragraph(run);
    if (text !== '') made.push(text);
    close ||= text !== '';
    run = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) {
      run.push(node);
      continue;
    }
    end();
    made.push(block(node));
  }
  end();
  close &&= nodes.every((node) => !isBlock(node) || /^[ou]l$/u.test(node.tagName));
  return made.filter(Boolean).join(close ? '\n' : '\n\n');
}

/** A plain text as Markdown, with a line break at its end. */
export const toMarkdown = (tree: Root): string => `${blocks(tree.children as ElementContent[])}\n`;
