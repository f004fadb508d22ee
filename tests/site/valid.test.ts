import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { DRAFTS } from '../servers.ts';
import { DIST, elements, htmlFiles, parse } from './built.ts';

const pages = [
  ...htmlFiles().map((file) => join(DIST, file)),
  join(DRAFTS.outDir, 'essays/specimen/index.html'),
];

/**
 * What it says of CSS is left out, for it does not know container queries or view transitions yet; of
 * signs of fonts of their own, which an author may show in code; and of policies, where it wants every
 * script and style by nonce or `'unsafe-inline'`: whether they hold is asked of browsers.
 */
test('every built page is valid by the Nu checker of the W3C, drawings included', () => {
  const { status, stderr } = spawnSync(
    'java',
    [
      '-Xss1m',
      '-jar',
      'node_modules/vnu-jar/build/dist/vnu.jar',
      '--Werror',
      '--filterpattern',
      '.*CSS: .*|.*Content Security Policy.*|.*Unicode Private Use Area.*',
      ...pages,
    ],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr?.slice(0, 4000));
});

test('every built page is parsed without an error, and has no inline style or handler', () => {
  for (const page of pages) {
    const html = readFileSync(page, 'utf8');
    fromHtml(html, { onerror: (error) => assert.fail(`${page}: ${error}`) });
    for (const { tagName, properties } of elements(parse(html), () => true)) {
      for (const name of Object.keys(properties)) {
        assert.doesNotMatch(name, /^(style|on.*)$/i, `${page}: <${tagName} ${name}>`);
      }
    }
  }
});
