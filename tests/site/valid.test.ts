import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { DRAFTS } from '../servers.ts';
import { DIST, htmlFiles } from './built.ts';

const pages = [
  ...htmlFiles().map((file) => join(DIST, file)),
  join(DRAFTS.outDir, 'essays/specimen/index.html'),
];

test('every built page is valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: {
      'no-inline-style': 'error',
      // Matters of taste, not of validity: how Astro and hast write what both allow.
      'no-trailing-whitespace': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'doctype-style': 'off',
      'void-style': 'off',
      'no-raw-characters': 'off',
      'long-title': 'off',
      'no-redundant-role': 'off',
      'require-sri': 'off',
      'tel-non-breaking': 'off',
      'wcag/h30': 'off',
      'prefer-native-element': 'off',
      'svg-focusable': 'off',
      'valid-id': ['error', { relaxed: true }],
    },
  });
  for (const page of pages) {
    const { valid, results } = await validator.validateFile(page);
    const messages = results.flatMap((result) =>
      result.messages.map(
        ({ line, column, message, ruleId }) => `${page}:${line}:${column} ${message} (${ruleId})`,
      ),
    );
    assert.ok(valid, messages.slice(0, 10).join('\n'));
  }
});

/**
 * The Nu checker of the W3C, run where there is a Java for it. What it says of CSS is left out: it
 * does not know container queries or view transitions yet.
 */
const java = spawnSync('java', ['-version']).status === 0;

test('every built page is valid by the Nu checker', {
  skip: java ? false : 'there is no Java here',
}, () => {
  const jar = join(
    dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')),
    'build/dist/vnu.jar',
  );
  const { status, stderr } = spawnSync(
    'java',
    ['-Xss1m', '-jar', jar, '--errors-only', '--filterpattern', '.*CSS: .*', ...pages],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr.slice(0, 4000));
});
