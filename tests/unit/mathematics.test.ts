/** What is made of TeX is MathML as its schema has it, and as every browser draws it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import { mathml } from '../../src/prose/mathematics.ts';

const made = (tex: string): string =>
  toHtml(mathml(tex, true)).replace(/^<math display="block">|<\/math>$/gu, '');

test('an operator of the author’s own is its letter, or a group where it is more', () => {
  assert.match(made('\\mathop{\\mathbb{E}}_x'), /<munder><mo[^>]*>𝔼<\/mo><mi>x<\/mi><\/munder>/u);
  assert.match(made('\\mathop{\\text{a b}}'), /<mo[^>]*>a\u00a0b<\/mo>/u);
  assert.doesNotMatch(made('\\mathop{\\rm arg\\,max}_x'), /<mo[^>]*><m/u);
  assert.doesNotMatch(made('\\mathop{x^2}'), /<mo[^>]*><m/u);
});

test('what stands over, under or beside a name of several parts has one base', () => {
  assert.match(
    made('\\underset{x}{\\operatorname{arg\\,max}}'),
    /<munder><mrow>.*<\/mrow><mi>x<\/mi><\/munder>/u,
  );
  assert.equal(made('a_1^2'), '<msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup>');
});

test('the size of a part is said by an element that may say it', () => {
  assert.match(made('a_{b_{c_d}}'), /<mstyle scriptlevel="2"><mi>d<\/mi><\/mstyle>/u);
});

test('a line over or under a part is a sign, and a box or stroke is refused', () => {
  assert.equal(
    made('\\overline{ab}'),
    '<mover><mrow><mi>a</mi><mi>b</mi></mrow><mo stretchy="true">‾</mo></mover>',
  );
  assert.match(made('\\underline{x}'), /^<munder>/u);
  for (const tex of ['\\boxed{x}', '\\fbox{x}', '\\cancel{x}', '\\sout{x}'])
    assert.throws(() => mathml(tex, false), /Boxes and strokes/u, tex);
});

test('the lines between the cells of an array are its classes', () => {
  const array = made('\\begin{array}{l|c} a & b \\\\ \\hline c & d \\end{array}');
  assert.match(array, /^<mtable><mtr><mtd class="align-left ruled-right ruled-bottom"><mi>a/u);
  assert.match(
    array,
    /<mtd class="ruled-bottom"><mi>b.*<mtd class="align-left ruled-right"><mi>c/u,
  );
  assert.match(array, /<mtd><mi>d/u);
});
