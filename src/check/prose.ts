/**
 * The prose of an essay as a reader sees it, in blocks, with the place of each sign in the source.
 */
import { TEXT_DOLLAR } from '../prose/dollars.ts';
import { OPAQUE } from './names.ts';
import {
  attributeOf,
  attributeOffset,
  childrenOf,
  endOf,
  isElement,
  type Node,
  nodesOf,
  startOf,
} from './tree.ts';

/** A run of prose as a reader sees it: one paragraph, heading, table cell or caption. */
export interface Block {
  readonly field: string;
  /** Components, code and expressions stand as {@link OPAQUE}. */
  readonly text: string;
  /** For each character of `text`, its offset in the source. */
  readonly offsets: readonly number[];
}

/** Components and elements whose content is not the author's bare prose. */
const OPAQUE_ELEMENTS = new Set(
  'Given Cite N Own code pre kbd samp var math svg script style'.split(' '),
);

/** Whether an element's content is not the author's bare prose. */
export const isOpaque = (name: string): boolean => OPAQUE_ELEMENTS.has(name);

/** Elements whose text is shown sign by sign, as code in backticks is. */
const VERBATIM = new Set(['code', 'kbd', 'pre', 'samp']);

/** The text of an essay but for what raw HTML shows as code. */
export function* textsOf(node: Node): Generator<Node & { readonly type: 'text' }> {
  if (isElement(node) && VERBATIM.has(node.name ?? '')) return;
  if (node.type === 'text') yield node;
  for (const child of childrenOf(node)) yield* textsOf(child);
}

const INLINE = new Set(
  'text emphasis strong delete link linkReference inlineCode inlineMath break image imageReference footnoteReference mdxJsxTextElement mdxTextExpression html superscript subscript'.split(
    ' ',
  ),
);
const SPOKEN_ATTRIBUTES = ['caption', 'alt', 'title', 'label', 'summary'];
const FIELDS: Readonly<Record<string, string>> = {
  heading: 'heading',
  tableCell: 'table',
  footnoteDefinition: 'footnote',
  blockquote: 'quotation',
  listItem: 'list',
};

interface Writing {
  text: string;
  readonly offsets: number[];
}

const blank = (): Writing => ({ text: '', offsets: [] });

function writeOpaque(out: Writing, offset: number): void {
  out.text += OPAQUE;
  out.offsets.push(offset);
}

/** A text that stands in `source` from `start` to `end`, as a block. */
export function blockAt(
  field: string,
  text: string,
  source: string,
  start: number,
  end: number,
): Block {
  const out = blank();
  write(out, text, source, start, end);
  return { field, ...out };
}

/** Appends text that `source` holds from `start` to `end`, where escapes may lie between. */
function write(out: Writing, value: string, source: string, start: number, end: number): void {
  let at = start;
  for (const unit of value.replaceAll(TEXT_DOLLAR, '$').split('')) {
    const found = source.indexOf(unit, at);
    const here = found >= 0 && found < end;
    out.offsets.push(here ? found : at);
    if (here) at = found + 1;
  }
  out.text += value.replaceAll(TEXT_DOLLAR, '$');
}

/** The text that an expression shows, where it is a plain text or number. */
const shownBy = (code: string): string | undefined =>
  /^\s*(?:(?<quote>['"`])(?<text>[^'"`\\$]*)\k<quote>|(?<number>\d[\d.]*))\s*$/u
    .exec(code)
    ?.slice(2)
    .find((part) => part !== undefined);

function writeInline(node: Node, source: string, out: Writing, unknown: ReadonlySet<string>): void {
  // A power in a formula that lacks its dollars is told as such.
  const isPower = /[\^_]/u.test(source.charAt(startOf(node) - 1));
  const said = node.type === 'mdxTextExpression' && !isPower ? shownBy(node.value) : undefined;
  if (said !== undefined) write(out, said, source, startOf(node), endOf(node));
  else if (node.type === 'text') write(out, node.value, source, startOf(node), endOf(node));
  else if (node.type === 'break') write(out, '\n', source, startOf(node), endOf(node));
  else if (node.type === 'footnoteReference') return;
  else if (isElement(node) && node.name === 'br')
    write(out, ' ', source, startOf(node), startOf(node));
  else if (isElement(node) && (isOpaque(node.name ?? '') || unknown.has(node.name ?? '')))
    writeOpaque(out, startOf(node));
  else if (childrenOf(node).length === 0) writeOpaque(out, startOf(node));
  else for (const child of childrenOf(node)) writeInline(child, source, out, unknown);
}

function spokenAttributes(node: Node, source: string): Block[] {
  if (node.type === 'image' && node.alt) {
    const out = blank();
    write(out, node.alt, source, startOf(node) + 2, endOf(node));
    return [{ field: 'alt', text: out.text, offsets: out.offsets }];
  }
  if (!isElement(node)) return [];
  return SPOKEN_ATTRIBUTES.flatMap((name) => {
    const value = attributeOf(node, name);
    if (value === undefined || value === true || 'expression' in value) return [];
    const out = blank();
    write(out, value.text, source, attributeOffset(source, node, name), endOf(node));
    return [{ field: name, text: out.text, offsets: out.offsets }];
  });
}

/**
 * Every block of prose below `node`: the text, headings, tables, lists, quotations, footnotes.
 * `unknown` are names of elements that do not exist; what they hold is not looked at.
 */
export function blocksOf(root: Node, source: string, unknown: ReadonlySet<string>): Block[] {
  const blocks: Block[] = [];
  const visit = (node: Node, field: string): void => {
    if (isElement(node) && (isOpaque(node.name ?? '') || unknown.has(node.name ?? ''))) return;
    const within = FIELDS[node.type] ?? field;
    const children = childrenOf(node);
    let out: Writing | undefined;
    const close = (): void => {
      if (out?.text.trim()) blocks.push({ field: within, text: out.text, offsets: out.offsets });
      out = undefined;
    };
    for (const child of children) {
      if (INLINE.has(child.type)) {
        out ??= blank();
        writeInline(child, source, out, unknown);
      } else {
        close();
        visit(child, within);
      }
    }
    close();
  };
  visit(root, 'text');
  for (const node of nodesOf(root)) blocks.push(...spokenAttributes(node, source));
  return blocks;
}

const ENDS = /[.!?…]["'”’)]*\s+(?=["'“‘(]*[\p{Lu}\p{N}\ufffc])|\n\s*\n/gu;

/** About how many characters of a sentence are quoted. */
const WIDTH = 160;

/** The sentence of `text` around a stretch, on one line and cut between words where it is long. */
export function sentenceAround(text: string, start: number, end: number): string {
  let from = 0;
  let to = text.length;
  for (const stop of text.matchAll(ENDS)) {
    const after = stop.index + stop[0].length;
    if (after <= start) from = after;
    else if (stop.index >= end) {
      to = after;
      break;
    }
  }
  const room = Math.max(0, WIDTH - (end - start));
  let left = Math.max(from, start - Math.ceil(room / 2));
  let right = Math.min(to, end + Math.ceil(room / 2));
  while (left > from && left < start && !/\s/u.test(text[left - 1] ?? '')) left++;
  while (right < to && right > end && !/\s/u.test(text[right] ?? '')) right--;
  const shown = text.slice(left, right).replaceAll(OPAQUE, '…').replace(/\s+/gu, ' ').trim();
  return `${left > from ? '… ' : ''}${shown}${right < to ? ' …' : ''}`;
}
