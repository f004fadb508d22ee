/** Headings: their levels, and the addresses that the site makes of their words. */
import type { FrontMatter } from '../essay/matter.ts';
import { essaySchema } from '../essay/schema.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import { headingIds, pageIds } from './ids.ts';
import { OPAQUE } from './names.ts';
import {
  attributeOf,
  childrenOf,
  endOf,
  isElement,
  type Node,
  nodesOf,
  startOf,
  wordsOf,
} from './tree.ts';
import { shown } from './wording.ts';

/** What is wrong with a heading's level. */
function levelFault(depth: number, above: number): Said | undefined {
  if (depth === 1) {
    return ['a first-level heading inside the essay', 'write ##; the title is the first level'];
  }
  if (depth <= above + 1) return undefined;
  return [`level ${depth} follows level ${above}`, `write ${'#'.repeat(above + 1)}`];
}

/** A key of the front matter at the beginning of a text. */
const MATTER = new RegExp(`^(${Object.keys(essaySchema.shape).join('|')})[ \\t]*:(?=\\s)`, 'u');

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
  const words = new Map(headingIds(root).map(({ node, words }) => [node, words]));
  let above = 1;
  const tell = (node: Node, said: Said): void => {
    const [message, remedy] = said;
    faults.push({ ...placeAt(source, startOf(node)), field: 'heading', message, remedy });
  };
  for (const node of nodesOf(root)) {
    if (isElement(node) && /^h[1-6]$/u.test(node.name ?? '')) {
      const level = Math.max(2, Number(node.name?.slice(1)));
      const remedy = `write ${'#'.repeat(level)} ${shown(wordsOf(node)) || '…'}`;
      tell(node, [`<${node.name}> gets no address and no place in the list of sections`, remedy]);
    }
    if (node.type !== 'heading') continue;
    const text = (words.get(node) ?? '').replaceAll(OPAQUE, '').trim();
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

/**
 * Ids that stand twice in a page: headings and elements with the id of another, or with one of the
 * page's own. `figures` are the ids of the figures shown.
 */
export function idFaults(
  root: Node,
  source: string,
  matter: FrontMatter | undefined,
  figures: readonly string[],
): Fault[] {
  const taken = pageIds(root, matter, figures);
  const faults: Fault[] = [];
  const ofHeadings = new Map(headingIds(root).map((heading) => [heading.node, heading]));
  for (const node of nodesOf(root)) {
    const place = placeAt(source, startOf(node));
    const heading = ofHeadings.get(node);
    if (heading && heading.id !== '') {
      const user = taken.get(heading.id);
      const name = `the heading "${shown(heading.words)}"`;
      const what = `${name} gets the address #${heading.id}`;
      if (user) {
        const message = `${what}, which ${user} has`;
        faults.push({
          ...place,
          field: 'heading',
          message,
          remedy: 'say it in other words, or one word more',
        });
      } else taken.set(heading.id, name);
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
