/** What a component of an essay's own throws is told by its file. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { componentError } from '../../src/essay/rendering.ts';

const root = mkdtempSync(join(tmpdir(), 'rendering-'));
after(() => rmSync(root, { recursive: true, force: true }));

const BUILT = `function mean(list) {
  return list.length;
}
var $$Box = createComponent(($$result, $$props) => {
  return mean($$props.list);
}, "/site/src/content/essays/waiting/Box.astro", void 0);
var $$Bar = createComponent(() => {
  return '';
}, "/site/src/components/Bar.astro", void 0);
`;

/** What is told of an error that was thrown in these lines of what was built, the innermost first. */
function told(...lines: number[]): string | undefined {
  const file = join(root, 'built.mjs');
  writeFileSync(file, BUILT);
  const error = new Error('no list');
  const frames = lines.map((line) => `    at f (${pathToFileURL(file).href}:${line}:9)`);
  error.stack = ['Error: no list', ...frames, '    at node:internal:1:1'].join('\n');
  return componentError(error)?.message;
}

test('a component that throws is named, be it in what it calls', () => {
  const line =
    'src/content/essays/waiting/Box.astro: it fails where it is rendered: no list — mend it';
  assert.equal(told(5), line);
  assert.equal(told(2, 5), line);
});

test('what other code throws is left as it is', () => {
  assert.equal(told(2), undefined);
  assert.equal(told(8), undefined);
  assert.equal(told(), undefined);
  assert.equal(componentError('words'), undefined);
});
