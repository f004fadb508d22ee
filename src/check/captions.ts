import ts from 'typescript';
import { OPAQUE } from './names.ts';
import type { Block } from './prose.ts';

/** The parts of a figure that a reader reads or hears as sentences. */
const SPOKEN = new Set(['title', 'caption', 'alt', 'outcome']);

function blockOf(field: string, node: ts.Node, source: string): Block | undefined {
  let text = '';
  const offsets: number[] = [];
  const add = (literal: ts.LiteralLikeNode, start: number): void => {
    let at = start;
    for (const unit of literal.text.split('')) {
      const found = source.indexOf(unit, at);
      const here = found >= 0 && found < literal.end;
      offsets.push(here ? found : at);
      if (here) at = found + 1;
    }
    text += literal.text;
  };
  if (ts.isStringLiteralLike(node)) add(node, node.getStart() + 1);
  else if (ts.isTemplateExpression(node)) {
    add(node.head, node.getStart() + 1);
    for (const span of node.templateSpans) {
      text += OPAQUE;
      offsets.push(span.getStart());
      add(span.literal, span.literal.getStart() + 1);
    }
  } else return undefined;
  return { field, text, offsets };
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
    const block = within === undefined ? undefined : blockOf(within, node, source);
    if (block?.text.includes(' ')) blocks.push(block);
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
