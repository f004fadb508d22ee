/**
 * What the figures and numbers of a module say in words, as prose to be held: captions,
 * alternatives, labels.
 */
import { type ESTree, parseSync } from 'vite';
import { OPAQUE } from './names.ts';
import type { Block } from './prose.ts';
import { childNodes } from './syntax.ts';

/** The parts of a figure or a number that a reader reads or hears as sentences. */
const SPOKEN = new Set(['title', 'caption', 'alt', 'outcome', 'what']);

interface Writing {
  text: string;
  readonly offsets: number[];
  /** What stands between the texts and may hold others of its own. */
  readonly computed: ESTree.Node[];
}

/** A line that goes on, another escape, a line's end, or a code unit that stands for itself. */
const PIECES = /\\(\r\n|[\n\r\u2028\u2029])|\\u\{\w+\}|\\u\w{4}|\\x\w\w|\\[\s\S]|\r\n|[\s\S]/g;

/** Writes what `source` has between two quotation marks, from `start` to `end`. */
function writeLiteral(out: Writing, text: string, source: string, start: number, end: number) {
  let written = 0;
  for (const { 0: piece, 1: joined, index } of source.slice(start, end).matchAll(PIECES)) {
    if (joined !== undefined) continue;
    const units = piece.startsWith('\\u{') && text.codePointAt(written)! > 0xffff ? 2 : 1;
    for (let unit = 0; unit < units; unit++) out.offsets.push(start + index);
    written += units;
  }
  out.text += text;
}

/** Writes a text, a template or a sum of them; whether `node` is one. */
function writeText(out: Writing, node: ESTree.Node, source: string): boolean {
  const computed = (inner: ESTree.Node): void => {
    if (writeText(out, inner, source)) return;
    out.text += OPAQUE;
    out.offsets.push(inner.start);
    out.computed.push(inner);
  };
  if (node.type === 'Literal' && typeof node.value === 'string') {
    writeLiteral(out, node.value, source, node.start + 1, node.end - 1);
  } else if (node.type === 'TemplateLiteral') {
    for (const [i, { value, start, end, tail }] of node.quasis.entries()) {
      writeLiteral(out, value.cooked ?? value.raw, source, start + 1, end - (tail ? 1 : 2));
      const inner = node.expressions[i];
      if (inner) computed(inner);
    }
  } else if (node.type === 'BinaryExpression' && node.operator === '+') {
    computed(node.left);
    computed(node.right);
  } else return false;
  return true;
}

const SPEAKING = new Set(
  'ArrowFunctionExpression FunctionExpression Literal TemplateLiteral BinaryExpression'.split(' '),
);

/** Functions and texts at the top of a module, by name: what captions may be made of. */
function helpersOf(program: ESTree.Program): Map<string, ESTree.Node> {
  const helpers = new Map<string, ESTree.Node>();
  for (const statement of program.body) {
    const declared =
      (statement.type === 'ExportNamedDeclaration' ||
        statement.type === 'ExportDefaultDeclaration') &&
      statement.declaration
        ? statement.declaration
        : statement;
    if (declared.type === 'FunctionDeclaration' && declared.id) {
      helpers.set(declared.id.name, declared);
    } else if (declared.type === 'VariableDeclaration') {
      for (const { id, init } of declared.declarations) {
        if (id.type === 'Identifier' && init && SPEAKING.has(init.type)) helpers.set(id.name, init);
      }
    }
  }
  return helpers;
}

/** The name of a property that a reader reads or hears; a method or a shorthand is one too. */
const spokenName = (node: ESTree.Node): string | undefined =>
  node.type === 'Property' &&
  !node.computed &&
  node.key.type === 'Identifier' &&
  SPOKEN.has(node.key.name)
    ? node.key.name
    : undefined;

/**
 * The prose inside a module of figures: every text in the title, caption, alternative, outcome or `what`
 * of an object, and in the functions of the module that these call. What a template computes
 * stands as {@link OPAQUE}.
 */
export function captionBlocks(source: string): Block[] {
  const { program } = parseSync('figures.ts', source);
  const helpers = helpersOf(program);
  const blocks: Block[] = [];
  const visit = (node: ESTree.Node, field: string | undefined): void => {
    const within = spokenName(node) ?? field;
    const out: Writing = { text: '', offsets: [], computed: [] };
    if (within !== undefined && writeText(out, node, source)) {
      if (out.text.includes(' ')) blocks.push({ field: within, ...out });
      for (const inner of out.computed) visit(inner, within);
      return;
    }
    if (within !== undefined && node.type === 'Identifier') {
      const helper = helpers.get(node.name);
      helpers.delete(node.name); // read once
      if (helper) visit(helper, within);
    }
    for (const child of childNodes(node)) visit(child, within);
  };
  visit(program, undefined);
  return blocks;
}
