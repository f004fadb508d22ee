/** Headings: their levels, and the addresses that the site makes of their words. */
import { type Fault, placeAt, type Said } from './finding.ts';
import { headingIds } from './ids.ts';
import { OPAQUE } from './names.ts';
import { attributeOf, childrenOf, endOf, isElement, type Node, nodesOf, startOf } from './tree.ts';
import { shown } from './wording.ts';

const textOf = (node: Node): string =>
  'value' in node && typeof node.value === 'string' && !node.type.startsWith('mdx')
    ? node.value
    : childrenOf(node).map(textOf).join('');

/** Of the engine's smart punctuation only dashes are seen in an address. */
const readText = (node: Node): string => textOf(node).replace(/-{2,3}/gu, '–');

/** What is wrong with a heading's level. */
function levelFault(depth: number, above: number): Said | undefined {
  if (depth === 1) {
    return ['a first-level heading inside the essay', 'write ##; the title is the first level'];
  }
  if (depth <= above + 1) return undefined;
  return [`level ${depth} follows level ${above}`, `write ${'#'.repeat(above + 1)}`];
}

/** A key of the front matter at the beginning of a text. */
const MATTER =
  /^(title|summary|published|revisions|topics|selected|draft|aliases|anchors|references|numbers|play|plain)[ \t]*:(?=\s)/u;

/** What is wrong with a heading that a line of dashes made of a paragraph. */
function underlineFault(node: Node, source: string): Said | undefined {
  const own = source.slice(startOf(node), endOf(node)).trimEnd();
  if (own.startsWith('#')) return undefined;
  const key = MATTER.exec(own)?.[1];
  if (
    key !== undefined &&
    /^\ufeff?---[ \t]*\r?\n(?!---)[\s\S]*\n---\s*$/u.test(source.slice(0, startOf(node)))
  ) {
    const message = `${key}: stands in a second block of front matter, which is read as text`;
    return [message, 'move its keys into the first block, and remove its lines of ---'];
  }
  // Front matter that is not at the top is told as such.
  if (/^(?:title|summary|published)\s*:/mu.test(own)) return undefined;
  const [line = '', ...more] = own.split('\n');
  const dashes = (more.at(-1) ?? '').trim().replace(/^[\s>]*/u, '');
  const sentence = more.length > 1 || /[.!?:;,…]["'”’)]*$/u.test(line.trim());
  if (!sentence && dashes.length > 3) return undefined;
  const words = more.length > 1 || line.length > 50 ? 'and its words' : shown(line);
  return [
    `"${shown(line)}" becomes a heading, for --- stands right below it`,
    `leave an empty line above ---, or write ## ${words}`,
  ];
}

/**
 * Headings start at the second level, for the title is the first, and skip none on the way down.
 * Each is written with `#` and holds a letter or digit, of which its address is made.
 */
export function headingFaults(root: Node, source: string): Fault[] {
  const faults: Fault[] = [];
  let above = 1;
  const tell = (node: Node, said: Said): void => {
    const [message, remedy] = said;
    faults.push({ ...placeAt(source, startOf(node)), field: 'heading', message, remedy });
  };
  for (const node of nodesOf(root)) {
    if (isElement(node) && /^h[1-6]$/u.test(node.name ?? '')) {
      const level = Math.max(2, Number(node.name?.slice(1)));
      const remedy = `write ${'#'.repeat(level)} ${shown(textOf(node)) || '…'}`;
      tell(node, [`<${node.name}> gets no address and no place in the list of sections`, remedy]);
    }
    if (node.type !== 'heading') continue;
    const text = readText(node).replaceAll(OPAQUE, '').trim();
    const level = levelFault(node.depth, above);
    const underline = node.depth === 2 ? underlineFault(node, source) : undefined;
    const said = underline ?? level;
    if (said) tell(node, said);
    else if (childrenOf(node).length === 0)
      tell(node, ['a heading without words', 'write them, or remove it']);
    else if (text !== '' && !/[\p{L}\p{N}_-]/u.test(text)) {
      tell(node, [
        `the heading "${shown(text)}" holds nothing to make an address of`,
        'add a word to it',
      ]);
    }
    if (!underline) above = Math.max(2, node.depth);
  }
  return faults;
}

/** The ids that an essay's page uses itself, by what uses them. */
function pageIds(root: Node, keys: readonly string[], revised: boolean): Map<string, string> {
  const ids = new Map([
    ['main', 'the page'],
    ['page.scheme', 'the page'],
  ]);
  const add = (id: string, what: string): void => void (ids.has(id) || ids.set(id, what));
  if (keys.length > 0) add('references', 'the list of references');
  if (revised) add('revisions', 'the list of revisions');
  for (const key of keys) add(`source-${key}`, 'the list of references');
  const notes = new Set<string>();
  const cited = new Map<string, number>();
  for (const node of nodesOf(root)) {
    if (node.type === 'footnoteReference') notes.add(node.identifier);
    if (!isElement(node)) continue;
    const of = node.name === 'Cite' ? attributeOf(node, 'of') : undefined;
    if (!of || of === true || !('text' in of)) continue;
    const time = (cited.get(of.text) ?? 0) + 1;
    cited.set(of.text, time);
    add(`cite-${of.text}-${time}`, 'a citation');
  }
  [...notes].forEach((_, i) => {
    add(`fn-${i + 1}`, 'a note');
    add(`fnref-${i + 1}`, 'a note');
  });
  return ids;
}

/**
 * Ids that stand twice in a page: headings and elements with the id of another, or with one of the
 * page's own. `keys` are those of the references; `figures` are the ids of the figures shown.
 */
export function idFaults(
  root: Node,
  source: string,
  {
    keys,
    revised,
    figures,
  }: { keys: readonly string[]; revised: boolean; figures: readonly string[] },
): Fault[] {
  const taken = pageIds(root, keys, revised);
  for (const id of figures) {
    for (const end of ['', '-title']) taken.set(`fig-${id}${end}`, 'a figure');
  }
  const faults: Fault[] = [];
  const ofHeadings = new Map(headingIds(root).map(({ node, id }) => [node, id]));
  for (const node of nodesOf(root)) {
    const place = placeAt(source, startOf(node));
    const heading = ofHeadings.get(node);
    if (heading !== undefined && heading !== '') {
      const user = taken.get(heading);
      const what = `the heading "${shown(readText(node))}" gets the address #${heading}`;
      if (user) {
        const message = `${what}, which ${user} has`;
        faults.push({
          ...place,
          field: 'heading',
          message,
          remedy: 'say it in other words, or one word more',
        });
      } else taken.set(heading, `the heading "${shown(readText(node))}"`);
    }
    const id = isElement(node) ? attributeOf(node, 'id') : undefined;
    if (!isElement(node) || id === undefined || (id !== true && 'expression' in id)) continue;
    if (/^\p{Lu}/u.test(node.name ?? '')) continue;
    const text = id === true ? '' : id.text;
    const user = taken.get(text);
    if (text === '' || /\s/u.test(text)) {
      const message = `the id "${text}" of <${node.name}> will not do`;
      faults.push({ ...place, field: 'id', message, remedy: 'write letters, digits and hyphens' });
    } else if (user) {
      const message = `the id "${text}" of <${node.name}> is that of ${user}`;
      faults.push({ ...place, field: 'id', message, remedy: 'give each its own' });
    } else taken.set(text, `<${node.name}> above`);
  }
  return faults;
}
