import ts from 'typescript';
import { OPAQUE } from './names.ts';
import type { Block } from './prose.ts';

/** The parts of a figure that a reader reads or hears as sentences. */
const SPOKEN = new Set(['title', 'caption', 'alt', 'outcome']);

interface Writing {
  text: string;
  readonly offsets: number[];
  /** What stands between the texts and may hold others of its own. */
  readonly computed: ts.Node[];
}

function writeLiteral(out: Writing, literal: ts.LiteralLikeNode, source: string): void {
  let at = literal.getStart() + 1;
  for (const unit of literal.text.split('')) {
    const found = source.indexOf(unit, at);
    const here = found >= 0 && found < literal.end;
    out.offsets.push(here ? found : at);
    if (here) at = found + 1;
  }
  out.text += literal.text;
}

/** Writes a text, a template or a sum of them; whether `node` is one. */
function writeText(out: Writing, node: ts.Node, source: string): boolean {
  const computed = (inner: ts.Node): void => {
    if (writeText(out, inner, source)) return;
    out.text += OPAQUE;
    out.offsets.push(inner.getStart());
    out.computed.push(inner);
  };
  if (ts.isStringLiteralLike(node)) writeLiteral(out, node, source);
  else if (ts.isTemplateExpression(node)) {
    writeLiteral(out, node.head, source);
    for (const span of node.templateSpans) {
      computed(span.expression);
      writeLiteral(out, span.literal, source);
    }
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    computed(node.left);
    computed(node.right);
  } else return false;
  return true;
}

/** Functions and texts at the top of a module, by name: what captions may be made of. */
function helpersOf(file: ts.SourceFile): Map<string, ts.Node> {
  const helpers = new Map<string, ts.Node>();
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      helpers.set(statement.name.text, statement);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        const speaks =
          initializer &&
          (ts.isArrowFunction(initializer) ||
            ts.isFunctionExpression(initializer) ||
            ts.isStringLiteralLike(initializer) ||
            ts.isTemplateExpression(initializer));
        if (speaks && ts.isIdentifier(name)) helpers.set(name.text, initializer);
      }
    }
  }
  return helpers;
}

/**
 * The prose inside a module of figures: every text in the title, caption, alternative or outcome
 * of an object, and in the functions of the module that these call. What a template computes
 * stands as {@link OPAQUE}.
 */
export function captionBlocks(source: string): Block[] {
  const file = ts.createSourceFile('figures.ts', source, ts.ScriptTarget.Latest, true);
  const helpers = helpersOf(file);
  const blocks: Block[] = [];
  const visit = (node: ts.Node, field: string | undefined): void => {
    const named =
      (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) &&
      SPOKEN.has(node.name.getText());
    const within = named ? node.name.getText() : field;
    const out: Writing = { text: '', offsets: [], computed: [] };
    if (within !== undefined && writeText(out, node, source)) {
      if (out.text.includes(' ')) blocks.push({ field: within, ...out });
      for (const inner of out.computed) visit(inner, within);
      return;
    }
    if (within !== undefined && ts.isIdentifier(node)) {
      const helper = helpers.get(node.text);
      helpers.delete(node.text); // read once
      if (helper) visit(helper, within);
    }
    ts.forEachChild(node, (child) => visit(child, within));
  };
  visit(file, undefined);
  return blocks;
}
