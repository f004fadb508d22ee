import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse, wcagContrast } from 'culori';

const css = readFileSync('src/styles/tokens.css', 'utf8');

/** Both schemes of every colour token, the ordinary ones and those of more contrast. */
function tokens(block: string): Record<string, [string, string]> {
  const pairs = [
    ...block.matchAll(/--([a-z-]+): light-dark\(\s*(oklch\([^)]*\)),\s*(oklch\([^)]*\))\s*\)/g),
  ];
  return Object.fromEntries(pairs.map(([, name, light, dark]) => [name, [light, dark]]));
}

const [ordinary, more] = css.split('@media (prefers-contrast: more)').map(tokens);

const contrast = (a: string, b: string) => {
  const [first, second] = [parse(a), parse(b)];
  assert.ok(first && second, `${a} ${b}`);
  return wcagContrast(first, second);
};

/** What each token is used for decides what it needs against the papers it stands on. */
const NEEDED: Record<string, number> = {
  ink: 7,
  soft: 4.5,
  work: 4.5,
  'wait-text': 4.5,
  'lost-text': 4.5,
  visited: 4.5,
  wait: 3,
  lost: 3,
  rule: 3,
};
/** Surfaces and hairlines, which carry no meaning of their own. */
const SURFACES = ['paper', 'tint', 'select', 'hair', 'quiet'];

for (const [title, colours] of [
  ['ordinary', ordinary],
  ['more contrast', { ...ordinary, ...more }],
] as const) {
  test(`every colour reaches its contrast on paper and tint, in both schemes: ${title}`, () => {
    assert.deepEqual(Object.keys(colours).sort(), [...Object.keys(NEEDED), ...SURFACES].sort());
    for (const [name, needed] of Object.entries(NEEDED)) {
      for (const surface of ['paper', 'tint']) {
        for (const scheme of [0, 1] as const) {
          const ratio = contrast(colours[name][scheme], colours[surface][scheme]);
          assert.ok(ratio >= needed, `${name} on ${surface}: ${ratio.toFixed(2)} < ${needed}`);
        }
      }
    }
  });
}

test('text stays readable when it is selected', () => {
  for (const scheme of [0, 1] as const) {
    assert.ok(contrast(ordinary.ink[scheme], ordinary.select[scheme]) >= 7);
  }
});

test('more contrast is more', () => {
  for (const name of Object.keys(more)) {
    for (const scheme of [0, 1] as const) {
      const before = contrast(ordinary[name][scheme], ordinary.paper[scheme]);
      assert.ok(contrast(more[name][scheme], ordinary.paper[scheme]) > before, name);
    }
  }
});
