/** The policy of a page, and what hosts read beside the pages. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { headersFile, redirectsFile } from '../../src/files/hosts.ts';
import { policyOf, withPolicy } from '../../src/files/policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The directives of a page's policy beyond those of every page. */
const directives = (html: string): string[] => {
  const [none, base, form, ...rest] = policyOf(html).split('; ');
  assert.deepEqual(
    [none, base, form],
    ["default-src 'none'", "base-uri 'none'", "form-action 'none'"],
  );
  return rest;
};

test('a page may load what stands in it, and nothing else', () => {
  assert.deepEqual(directives('<p>Text, and a <a href="https://b.example/">link</a>.</p>'), []);
  assert.deepEqual(
    directives('<script>let a = 1 < 2;</script><script type="application/ld+json">{}</script>'),
    [`script-src ${hash('let a = 1 < 2;')}`],
  );
  assert.deepEqual(
    directives(
      '<style>@font-face{src:url(/a.woff2)}b{background:url("data:image/png;base64,AA")}</style>',
    ),
    [
      "font-src 'self'",
      'img-src data:',
      `style-src ${hash('@font-face{src:url(/a.woff2)}b{background:url("data:image/png;base64,AA")}')}`,
    ],
  );
  assert.deepEqual(
    directives('<img src="/a.png" srcset="/a.png 1x, https://pictures.example/a.png 2x" alt="">'),
    ["img-src 'self' https://pictures.example"],
  );
  assert.deepEqual(
    directives(
      '<video src="//films.example/a.mp4" poster="/a.png"></video><audio><source src="a.mp3"></audio>',
    ),
    ["img-src 'self'", "media-src 'self' https://films.example"],
  );
  assert.deepEqual(
    directives(
      '<iframe src="https://films.example/b?c" title="b"></iframe><object data="/a.pdf"></object>',
    ),
    ['frame-src https://films.example', "object-src 'self'"],
  );
  assert.deepEqual(
    directives('<link rel="icon" href="/a.svg"><link rel="canonical" href="https://b.example/">'),
    ["img-src 'self'"],
  );
});

test('an address elsewhere is allowed however it is written', () => {
  for (const attribute of [
    'srcset="/a.jpg 1x,https://cdn.example/b.jpg 2x"',
    'srcset="/a,b.jpg, https://cdn.example/b.jpg 2x"',
    'src=" https://cdn.example/b.jpg" srcset="/a.jpg"',
    'src="/a.jpg" srcset="\n https://cdn.example/b,c.jpg 320w,"',
  ]) {
    assert.deepEqual(
      directives(`<img ${attribute} alt="">`),
      ["img-src 'self' https://cdn.example"],
      attribute,
    );
  }
});

test('what scripts of the site load later is allowed where they have something to do', () => {
  const module = '<script type="module" src="/_astro/a.js"></script>';
  assert.deepEqual(directives(module), ["script-src 'self'"]);
  assert.deepEqual(directives(`${module}<model-figure></model-figure>`), [
    "script-src 'self'",
    "worker-src 'self'",
  ]);
  assert.deepEqual(directives(`${module}<section class="check"></section>`), [
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
  ]);
  assert.deepEqual(directives(`${module}<div class="citing"></div>`), [
    "connect-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
  ]);
  assert.deepEqual(directives(`${module}<form data-index="/pagefind/pagefind.js"></form>`), [
    "connect-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
  ]);
});

test('what no policy allows stops the build', () => {
  for (const [html, said] of [
    ['<p style="color: red">a</p>', /<p> has the attribute style/],
    ['<p onclick="a()">a</p>', /<p> has the attribute onclick/],
    [
      '<script src="https://b.example/a.js"></script>',
      /https:\/\/b\.example is no place of the site/,
    ],
    ['<link rel="stylesheet" href="//b.example/a.css">', /https:\/\/b\.example is no place/],
    ['<style>@font-face{src:url(https://b.example/a.woff2)}</style>', /b\.example.*font-src/],
  ] as const) {
    assert.throws(() => policyOf(html), said, html);
  }
  assert.throws(() => withPolicy('<html><head></head></html>'), /there is no <meta charset/);
});

test('the policy stands before all that it concerns', () => {
  const html = '<html><head><meta charset="utf-8"><script>a</script></head></html>';
  assert.match(
    withPolicy(html),
    /^<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; [^"]+"><script>/,
  );
});

/** The headers that a host sends for a path, joined where several rules set one. */
function sent(path: string, file: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let applies = false;
  for (const line of file.split('\n')) {
    if (line.startsWith('/')) {
      applies = line.endsWith('*') ? path.startsWith(line.slice(0, -1)) : path === line;
    } else if (applies && line !== '') {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? assert.fail(line);
      found.set(name, [...(found.get(name) ?? []), value]);
    }
  }
  return found;
}

for (const base of ['/', '/a/b/']) {
  test(`below ${base} each address has each header once`, () => {
    const file = headersFile(['_astro/', 'essays/', 'feed.json', 'index.html', 'rss.xml'], base);
    const cache = (path: string) => sent(base + path, file).get('Cache-Control');
    for (const path of [
      '',
      'index.html',
      'essays/a/',
      'essays/a/b.png',
      '_astro/a.js',
      'rss.xml',
      'feed.json',
    ]) {
      const headers = sent(base + path, file);
      for (const [name, values] of headers) assert.equal(values.length, 1, `${path}: ${name}`);
      for (const name of [
        'Content-Security-Policy',
        'Permissions-Policy',
        'Referrer-Policy',
        'Strict-Transport-Security',
        'X-Content-Type-Options',
        'Cache-Control',
      ]) {
        assert.ok(headers.has(name), `${path}: ${name}`);
      }
    }
    assert.match(String(cache('_astro/a.js')), /immutable/);
    assert.doesNotMatch(String(cache('essays/a/')), /immutable/);
    const type = (path: string) => sent(base + path, file).get('Content-Type');
    assert.deepEqual(type('rss.xml'), ['application/rss+xml; charset=utf-8']);
    assert.deepEqual(type('feed.json'), ['application/feed+json; charset=utf-8']);
    assert.equal(type('essays/a/'), undefined);
  });
}

test('earlier slugs and guessed addresses of the feed lead on', () => {
  const lines = redirectsFile([['one', 'two']], '/a/')
    .trimEnd()
    .split('\n');
  assert.ok(lines.includes('/a/essays/one/ /a/essays/two/ 301'));
  assert.ok(lines.includes('/a/feed /a/rss.xml 301'));
  for (const line of lines) assert.match(line, /^\/a\/\S+ \/a\/\S+ 301$/);
});
