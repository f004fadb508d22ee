/** Every page that was built has the policy of what stands in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPolicy } from '../../src/files/policy.ts';
import { DIST, filesIn, htmlFiles, read } from './built.ts';

const POLICY = /<meta http-equiv="Content-Security-Policy" content="[^"]*">/g;

test('every page begins with its policy', () => {
  for (const file of htmlFiles()) {
    const html = read(file);
    assert.equal(html.match(POLICY)?.length, 1, file);
    assert.equal(withPolicy(html.replace(POLICY, '')), html, file);
  }
});

test('hosts find their files, and a rule for each place', () => {
  const headers = read('_headers');
  for (const file of filesIn(DIST).filter((name) => !/^_(?:headers|redirects)$/.test(name))) {
    const [top = ''] = file.split('/');
    const rule = file.includes('/') ? `/${top}/*` : `/${file}`;
    assert.ok(headers.includes(`\n${rule}\n`), file);
  }
  for (const [, from, to = ''] of read('_redirects').matchAll(/^(\S+) (\S+) 301$/gm)) {
    const file = to.slice(1).replace(/\/$/, '/index.html');
    assert.ok(filesIn(DIST).includes(file), `${from}: ${to}`);
  }
});
