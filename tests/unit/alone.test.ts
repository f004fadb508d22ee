/** Which texts are rendered without the bundler. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standsAlone } from '../../src/essay/alone.ts';

test('a text stands alone that imports nothing and shows no picture', () => {
  for (const text of [
    'Words.',
    '## A *b*[^1]\n\n[^1]: c',
    '<Cite of="a" /> {1 + 1} $x^2$',
    'Code:\n\n```ts\nexport const a = 1;\n```\n\n- a list\n\n  ~~~html\n  <img src="a">\n  ~~~\n',
    '````md\n```js\nimport a from "b";\n```\n````',
    '```\n```\n\nWords.',
  ]) {
    assert.ok(standsAlone(text), text);
  }
  for (const text of [
    "import { a } from './figures.ts';\n\nWords.",
    'Words.\n\nexport const a = 1;',
    '![A plan](./plan.png)',
    '![A plan][plan]\n\n[plan]: ./plan.png',
    '<img src="/plan.png" alt="" />',
    '<style>{`p { color: red }`}</style>',
    '<Own client:load>three</Own>',
    'It is called {frontmatter.title}.',
    '```ts\nconst a = 1;\n```\n\nimport { a } from "./a.ts";\n\n```ts\n```',
    '```ts\nconst a = 1;\n\nexport const open = 1;',
  ]) {
    assert.ok(!standsAlone(text), text);
  }
});
