import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveBelow, uriOf } from '../../src/prose/below.ts';
import { parseHtml, serialise, transform } from '../../src/prose/tree.ts';

const placed = (html: string, base: string): string => {
  const tree = parseHtml(html);
  transform(tree, [moveBelow(base)]);
  return serialise(tree);
};

test('every address from the root gets the base in front, whatever it begins with', () => {
  for (const [html, expected] of [
    ['<a href="/essays/x/">x</a>', '<a href="/essays/essays/x/">x</a>'],
    ['<a href="/">x</a>', '<a href="/essays/">x</a>'],
    ['<img src="/a.png">', '<img src="/essays/a.png">'],
    [
      '<video poster="/a.png" src="/b.mp4"></video>',
      '<video poster="/essays/a.png" src="/essays/b.mp4"></video>',
    ],
    ['<object data="/a.pdf"></object>', '<object data="/essays/a.pdf"></object>'],
    [
      '<img srcset="/a.webp 1x, /b.webp 2x">',
      '<img srcset="/essays/a.webp 1x, /essays/b.webp 2x">',
    ],
    ['<img srcset="/a.webp 1x,/b.webp 2x">', '<img srcset="/essays/a.webp 1x,/essays/b.webp 2x">'],
    [
      '<img srcset="/a,b.webp 1x, data:image/jpeg;base64,/9j/4AA 2x,/c.webp, /d.webp">',
      '<img srcset="/essays/a,b.webp 1x, data:image/jpeg;base64,/9j/4AA 2x,/essays/c.webp, /essays/d.webp">',
    ],
    ['<img src=" /a.png ">', '<img src="/essays/a.png">'],
    ['<source srcset="/a.webp">', '<source srcset="/essays/a.webp">'],
  ] as const) {
    assert.equal(placed(html, '/essays/'), expected);
    assert.equal(placed(html, '/').replaceAll(' ', ''), html.replaceAll(' ', ''));
  }
});

test('what is not from the root, and what the build has placed, stays', () => {
  for (const html of [
    '<a href="#part">x</a>',
    '<a href="../x/">x</a>',
    '<a href="//example.org/x">x</a>',
    '<a href="https://example.org/essays/">x</a>',
    '<img src="/essays/_astro/photo.webp" srcset="/essays/_astro/a.webp 432w, /essays/_astro/b.webp 648w">',
    '<img srcset="data:image/jpeg;base64,/9j/4AA 1x">',
  ]) {
    assert.equal(placed(html, '/essays/'), html);
  }
});

test('signs that no address holds are written out, once, and a host keeps its own', () => {
  for (const [written, served] of [
    ['https://a.example/100%', 'https://a.example/100%25'],
    ['https://a.example/%zz/%41', 'https://a.example/%25zz/%41'],
    ['https://a.example/a|b?q={x}&r=[1]^', 'https://a.example/a%7Cb?q=%7Bx%7D&r=%5B1%5D%5E'],
    ['http://[::1]/a b', 'http://[::1]/a%20b'],
    ['/größe/100%25', '/größe/100%25'],
    ['data:image/svg+xml,<svg width="9"/>', 'data:image/svg+xml,<svg width="9"/>'],
    ['mailto:a@b.example?subject=a b', 'mailto:a@b.example?subject=a%20b'],
  ] as const)
    assert.equal(uriOf(written), served);
});
