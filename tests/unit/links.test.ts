import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SatteriAstroData, satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { mdxToJs } from 'satteri';
import type { PictureFacts } from '../../src/check/decode.ts';
import { headingIds, partsOf } from '../../src/check/ids.ts';
import { linkFaults } from '../../src/check/links.ts';
import { imageFaults } from '../../src/check/pictures.ts';
import type { EssayPlace, Places } from '../../src/check/places.ts';
import { type Node, parseMdx } from '../../src/check/tree.ts';

const tree = (source: string): Node => {
  const parsed = parseMdx(source);
  assert.ok('root' in parsed, JSON.stringify(parsed));
  return parsed.root;
};

const FROM = { slug: 'case', file: 'src/content/essays/case/index.mdx' };
const place = (slug: string, more: Partial<EssayPlace> = {}): EssayPlace => ({
  slug,
  hidden: false,
  topics: [],
  figures: new Set(),
  model: false,
  parts: partsOf(tree('## First part\n\n## Second part\n'), undefined, new Set(), []),
  ...more,
});
const neighbour = place('neighbour', { topics: ['client'] });
const PLACES: Places = {
  address: 'https://essays.example',
  essays: new Map([
    ['case', place('case')],
    ['neighbour', neighbour],
    ['old-neighbour', neighbour],
    ['knee-model', place('knee-model', { figures: new Set(['knee']), model: true })],
    ['draft', place('draft', { hidden: true, topics: ['storage'] })],
  ]),
  pages: new Map([
    ['', { ids: new Set(['work']), headings: ['work'], complete: true }],
    ['essays/', { ids: new Set(), headings: [], complete: false }],
    ['rss.xml', { ids: new Set(), headings: [], complete: false }],
  ]),
  topics: ['client', 'storage'],
  files: new Set([
    'public/favicon.svg',
    'public/photo.jpg',
    'public/talk.mp4',
    'src/content/essays/case/index.mdx',
    'src/content/essays/case/square.png',
    'src/content/essays/case/a square.png',
    'src/content/essays/case/broken.jpg',
    'src/content/essays/case/photo.heic',
    'src/content/essays/case/data.csv',
    'src/content/essays/neighbour.mdx',
  ]),
  properties: new Set(),
};
const FACTS = new Map<string, PictureFacts>([
  ['src/content/essays/case/square.png', { width: 8000, height: 6000 }],
  ['src/content/essays/case/broken.jpg', { fault: 'is cut off', remedy: 'save it again' }],
  ['public/photo.jpg', { width: 8000, height: 6000 }],
]);

/** What is said of a source, as `line:column  field: message — remedy`. */
function said(source: string, places: Places = PLACES): string[] {
  const root = tree(source);
  return [
    ...linkFaults(root, source, FROM, places),
    ...imageFaults(root, source, FROM, places, FACTS),
    ...assetFaults(root, source, FROM, places, FACTS),
  ].map((f) => `${f.line}:${f.column}  ${f.field}: ${f.message} — ${f.remedy}`);
}

/** Each a source, ⏎ for a line's end, and indented below it all that is said of it. */
const WRONG = `
[a](/essays/neighbour/#First-Part)
  1:1  link: /essays/neighbour/ has no part #First-Part — write /essays/neighbour/#first-part
[a](/essays/neighbour/#second-prt)
  1:1  link: /essays/neighbour/ has no part #second-prt — write /essays/neighbour/#second-part
[a](#frist-part)
  1:1  link: the essay has no part #frist-part — write #first-part
[a](../neighbour)
  1:1  link: the address ../neighbour lacks its last slash — write ../neighbour/
[a](neighbour/)
  1:1  link: there is no page neighbour/ — write /essays/neighbour/
[a](/neighbour/)
  1:1  link: there is no page /neighbour/ — write /essays/neighbour/
[a](/neighbour)
  1:1  link: there is no page /neighbour — write /essays/neighbour/
[a](/essays/neighbour.mdx)
  1:1  link: there is no page /essays/neighbour.mdx — write /essays/neighbour/
[a](/essays/neighbour.html)
  1:1  link: there is no page /essays/neighbour.html — write /essays/neighbour/
[a](neighbour.mdx#first-part)
  1:1  link: there is no page neighbour.mdx#first-part — write /essays/neighbour/#first-part
[a](../neighbour/index.mdx)
  1:1  link: there is no page ../neighbour/index.mdx — write /essays/neighbour/
[a](src/content/essays/neighbour.mdx)
  1:1  link: there is no page src/content/essays/neighbour.mdx — write /essays/neighbour/
[a](/essays/draft/)
  1:1  link: the essay "draft" is not published yet — link to it once it is
[a](/topics/clients/)
  1:1  link: there is no topic "clients" — write /topics/client/
[a](/topics/client)
  1:1  link: the address /topics/client lacks its last slash — write /topics/client/
[a](/topics/storage/)
  1:1  link: no essay that is shown has the topic "storage" — link to it once one does
[a](/topics/)
  1:1  link: there is no page /topics/ — write /essays/<slug>/ or one of /, /essays/, /rss.xml
[a](/essays)
  1:1  link: the address /essays lacks its last slash — write /essays/
[a](/rss.xml/)
  1:1  link: there is no page /rss.xml/; it is a file — write /rss.xml
[a](/feed.xml)
  1:1  link: there is no feed at /feed.xml — write /rss.xml
[a](/rss)
  1:1  link: there is no feed at /rss — write /rss.xml
[a](/#wrok)
  1:1  link: / has no part #wrok — write /#work
[a](/essays/knee-model/model.ts)
  1:1  link: the address /essays/knee-model/model.ts lacks its last slash — write /essays/knee-model/model.ts/
[a](/essays/neighbour/model.ts/)
  1:1  link: the essay "neighbour" has no model — write /essays/neighbour/
[a](/essays/knee-model/Knee.png)
  1:1  link: the essay "knee-model" has no Knee.png — write /essays/knee-model/knee.png
[a](/essays/knee-model/model)
  1:1  link: the essay "knee-model" has no model — its figures are knee.png
[a](/essays/case/knee.png)
  1:1  link: there is no file /essays/case/knee.png — put it at public/knee.png and write /knee.png
[a](knee.png)
  1:1  link: there is no file knee.png — put it at public/knee.png and write /knee.png
[a](./data.csv)
  1:1  link: data.csv lies beside the essay and is no part of the site — move it to public/data.csv and write /data.csv
[a](/data.csv)
  1:1  link: data.csv lies beside the essay and is no part of the site — move it to public/data.csv and write /data.csv
[a](/Favicon.svg)
  1:1  link: there is no file /Favicon.svg — write /favicon.svg
[a](/report.pdf)
  1:1  link: there is no file /report.pdf — put it at public/report.pdf and write /report.pdf
[a](report.pdf)
  1:1  link: there is no file report.pdf — put it at public/report.pdf and write /report.pdf
[a](public/favicon.svg)
  1:1  link: there is no file public/favicon.svg — write /favicon.svg
[a](/public/favicon.svg)
  1:1  link: there is no file /public/favicon.svg — write /favicon.svg
[a](http://127.0.0.1:4321/essays/neighbour/)
  1:1  link: 127.0.0.1 is a host that readers do not reach — write /essays/neighbour/
[a](http://192.168.1.2/)
  1:1  link: 192.168.1.2 is a host that readers do not reach — write the address on the public web
[a](https://intranet/wiki)
  1:1  link: "intranet" is no name of a host on the web — write its name, such as https://intranet.org/
[a](http://[::1]/)
  1:1  link: [::1] is a host that readers do not reach — write the address on the public web
[a](https://)
  1:1  link: the address https:// cannot be read — write https://, the host and the path
[a](https:///example.org)
  1:1  link: the address https:///example.org has not two slashes behind its scheme — write https://example.org
[a](https:/example.org/x)
  1:1  link: the address https:/example.org/x has not two slashes behind its scheme — write https://example.org/x
[a](https:example.org/x)
  1:1  link: the address https:example.org/x has not two slashes behind its scheme — write https://example.org/x
[a](https//example.org/x)
  1:1  link: the address https//example.org/x lacks the colon of its scheme — write https://example.org/x
[a](htpps://example.org/)
  1:1  link: "htpps:" is no scheme that a browser follows — write https://example.org/
[a](ttps://example.org/)
  1:1  link: "ttps:" is no scheme that a browser follows — write https://example.org/
[a](https://https://example.org/)
  1:1  link: the address https://https://example.org/ says its scheme twice — write https://example.org/
[a](https://example..org)
  1:1  link: "example..org" is no name of a host on the web — write its name, such as https://example.org/
[a](https://example,org)
  1:1  link: "example,org" is no name of a host on the web — write its name, such as https://example.org/
[a](https://example.org:99999/)
  1:1  link: the address https://example.org:99999/ cannot be read — write https://, the host and the path
[a](www.example.org)
  1:1  link: the address www.example.org lacks its scheme — write https://www.example.org
[a](www.example.org/x_(y))
  1:1  link: the address www.example.org/x_(y) lacks its scheme — write https://www.example.org/x_(y)
[a](example.org/x)
  1:1  link: the address example.org/x lacks its scheme — write https://example.org/x
[a](example.com)
  1:1  link: the address example.com lacks its scheme — write https://example.com
[a](me@example.org)
  1:1  link: the mail address me@example.org lacks mailto: — write mailto:me@example.org
[a](mailto:me)
  1:1  link: mailto:me names no mail address — write mailto:name@example.org
[a](mailto:)
  1:1  link: mailto: names no mail address — write mailto:name@example.org
[a](maito:me@example.org)
  1:1  link: "maito:" is no scheme that a browser follows — write mailto:me@example.org
[a](doi:10.1145/1)
  1:1  link: doi: is followed by no browser — write https://doi.org/10.1145/1
[a](javascript:alert(1))
  1:1  link: an address must not run a script — write the address that it leads to
[a](file:///C:/x.html)
  1:1  link: the address leads to a file on your machine — put it into public/ and write /its-name
[a](C:\\x\\y.html)
  1:1  link: the address leads to a file on your machine — put it into public/ and write /its-name
[a]()
  1:1  link: an address that is empty — write https://… or /essays/<slug>/ in it
[a](#)
  1:1  link: the address # leads nowhere — write # and a heading, or #top
[a](<>)
  1:1  link: an address that is empty — write https://… or /essays/<slug>/ in it
[](/essays/neighbour/)
  1:1  link: a link without words — write in [ ] where it leads
[a](<my file.pdf>)
  1:1  link: there is no file my file.pdf — put it at public/my file.pdf and write /my file.pdf
[a](my file.pdf)
  1:1  link: the address of [a] has a space in it, so that it is no link — write [a](<my file.pdf>)
[a](https://example.org/a b)
  1:1  link: the address of [a] has a space in it, so that it is no link — write [a](https://example.org/a%20b)
[a] (https://example.org/)
  1:1  link: [a] and its address are apart, so that it is no link — write [a](https://example.org/)
[a](https://example.org/
  1:1  link: the address of [a] does not end — write [a](https://example.org/)
[a][b]
  1:1  link: [a][b] has no address, for no line begins with [b]: — add a line [b]: https://…
[a][]
  1:1  link: [a][] has no address, for no line begins with [a]: — add a line [a]: https://…
![a][nowhere]
  1:1  link: ![a][nowhere] has no address, for no line begins with [nowhere]: — add a line [nowhere]: https://…
[a][refs] and⏎⏎[ref]: /essays/neighbour/
  1:1  link: [a][refs] has no address, for no line begins with [refs]: — write [a][ref]
[a][ref] and⏎⏎[ref]: /essays/neighbor/
  3:1  link: there is no essay "neighbor" — write /essays/neighbour/
![a][pic]⏎⏎[pic]: ./square.pgn
  3:1  image: there is no ./square.pgn — write ![a](./square.png)
<a href="/essays/neighbor/">x</a>
  1:10  link: there is no essay "neighbor" — write /essays/neighbour/
<a href={'/about/'}>x</a>
  1:10  link: there is no page /about/ — write /essays/<slug>/ or one of /, /essays/, /rss.xml
<a href="">x</a>
  1:10  link: an address that is empty — write https://… or /essays/<slug>/ in it
<a href="https://example.org/a b">x</a>
  1:10  link: the address https://example.org/a b has a space in it — write https://example.org/a%20b
<img src="/photo.jpg" alt="A" />
  1:11  image: photo.jpg is served as it is, 8000 × 6000 pixels — put it beside the essay and write ![what it shows](./photo.jpg), for which the site makes smaller ones
<img src="square.png" alt="A" />
  1:11  image: square.png lies beside the essay and is no part of the site — write ![A](./square.png)
<img src="/square.png" alt="A" />
  1:11  image: square.png lies beside the essay and is no part of the site — write ![A](./square.png)
<img srcset="/photo.jpg 1x, /foto.jpg 2x" src="/favicon.svg" alt="" />
  1:14  image: photo.jpg is served as it is, 8000 × 6000 pixels — put it beside the essay and write ![what it shows](./photo.jpg), for which the site makes smaller ones
  1:14  image: there is no file /foto.jpg — write /photo.jpg
<img alt="x" />
  1:1  image: <img> without a picture — add src="…"
<img src="" alt="x" />
  1:11  image: an address that is empty — write the address of a file in it
<video src="/talk.mp4" poster="/photo.png" controls></video>
  1:32  image: there is no file /photo.png — write /photo.jpg
<video controls><source src="/tlak.mp4" type="video/mp4" /></video>
  1:30  media: there is no file /tlak.mp4 — write /talk.mp4
<audio src="http://example.org/x.mp3" controls></audio>
  1:13  media: http://example.org/x.mp3 is not loaded by a page that came by https — write https://example.org/x.mp3
<iframe src="/demo.html" title=""></iframe>
  1:14  frame: there is no file /demo.html — put it at public/demo.html and write /demo.html
<iframe src="htps://example.org/" title="x"></iframe>
  1:14  frame: "htps:" is no scheme that a browser follows — write https://example.org/
![a](./Square.png)
  1:1  image: there is no ./Square.png — write ![a](./square.png)
![a](./sqare.png)
  1:1  image: there is no ./sqare.png — write ![a](./square.png)
![a](./square.jpg)
  1:1  image: there is no ./square.jpg — write ![a](./square.png)
![a](./nothing.png)
  1:1  image: there is no ./nothing.png — put the picture at src/content/essays/case/nothing.png
![a](nothing)
  1:1  image: there is no nothing — put the file at src/content/essays/case/nothing
![a](./photo.heic)
  1:1  image: photo.heic is no picture that the build can take — save it as .png, .jpg, .webp, .avif or .svg
![a](./photo.bmp)
  1:1  image: there is no ./photo.bmp — put the picture at src/content/essays/case/photo.bmp
![a](./broken.jpg)
  1:1  image: broken.jpg is cut off — save it again
![a](/photo.jpg)
  1:1  image: photo.jpg is served as it is, 8000 × 6000 pixels — put it beside the essay and write ![what it shows](./photo.jpg), for which the site makes smaller ones
![a](/square.png)
  1:1  image: square.png lies beside the essay and is no part of the site — write ![a](./square.png)
![a](photo.jpg)
  1:1  image: there is no photo.jpg — write ![a](/photo.jpg)
![a](a square.png)
  1:1  link: the address of [a] has a space in it, so that it is no link — write ![a](<a square.png>)
![a](./100%.png)
  1:1  image: the address ./100%.png has a % that stands for no sign — write ./100%25.png
![a](http://example.org/x.png)
  1:1  image: http://example.org/x.png is not loaded by a page that came by https — write https://example.org/x.png
![a](http://localhost/x.png)
  1:1  image: localhost is a host that readers do not reach — write the address on the public web
![a](www.example.org/x.png)
  1:1  image: the address www.example.org/x.png lacks its scheme — write https://www.example.org/x.png
![a]()
  1:1  image: an address that is empty — write the address of a file in it
![ ](./square.png)
  1:1  image: an image without alternative text — say what it shows: ![what it shows](./square.png)
![a](.\\square.png)
  1:1  image: there is no .\\square.png — write ![a](./square.png)
![a](C:\\Users\\me\\x.png)
  1:1  image: the address leads to a file on your machine — put it into public/ and write /its-name
![a](file:///home/me/x.png)
  1:1  image: the address leads to a file on your machine — put it into public/ and write /its-name
import sq from './square.png'⏎⏎<img src={sq.src} alt="x" />
  1:8  import: square.png is served as it is, 8000 × 6000 pixels — put it beside the essay and write ![what it shows](./square.png), for which the site makes smaller ones
import sq from './sqare.png'⏎⏎text
  1:8  import: there is no ./sqare.png — write './square.png'
import css from './style.css'⏎⏎text
  1:8  import: there is no ./style.css — put the file at src/content/essays/case/style.css
import '../nope.css'⏎⏎text
  1:8  import: there is no ../nope.css — put the file at src/content/essays/nope.css
https://localhost:3000 and www.example.org
  1:1  link: localhost is a host that readers do not reach — write the address on the public web
| a |⏎| --- |⏎| [q](/t/) ![x](z.png) |
  3:3  link: there is no page /t/ — write /essays/<slug>/ or one of /, /essays/, /rss.xml
  3:12  image: there is no z.png — put the picture at src/content/essays/case/z.png
text[^1]⏎⏎[^1]: A [n](#m).
  3:9  link: the essay has no part #m — its parts are #first-part, #second-part
[日本](/essays/neighbour/#日本)
  1:1  link: /essays/neighbour/ has no part #日本 — its parts are #first-part, #second-part
[a](https://essays.example/essays/neighbour/#third)
  1:1  link: /essays/neighbour/ has no part #third — its parts are #first-part, #second-part
[a](https://essays.example/about/)
  1:1  link: there is no page /about/ — write /essays/<slug>/ or one of /, /essays/, /rss.xml
[a](https://essays.example/essays/neighbor/)
  1:1  link: there is no essay "neighbor" — write /essays/neighbour/
[a](../../../../x)
  1:1  link: there is no page ../../../../x — write /essays/<slug>/ or one of /, /essays/, /rss.xml
`;

import { assetFaults } from '../../src/check/assets.ts';

for (const entry of WRONG.trim().split(/\n(?=\S)/u)) {
  const [source = '', ...lines] = entry.split('\n');
  test(`told with its place and remedy: ${source}`, () => {
    assert.deepEqual(
      said(source.replaceAll('⏎', '\n')),
      lines.map((line) => line.trim()),
    );
  });
}

/** Each a source of which nothing is said. */
const RIGHT = `
[a](/essays/old-neighbour/#second-part)
[a](../neighbour/)
[a](../neighbour/#first-part)
[a](/essays/neighbour/index.html)
[a](/#work)
[a](/essays/#year-2026)
[a](/essays/knee-model/knee.csv)
[a](/essays/knee-model/model.ts/)
[a](/favicon.svg)
[a](//example.org/x)
[a](mailto:me@example.org)
[a](mailto:me@example.org?subject=Hi%20you)
[a](tel:+49123)
[a](#top)
[a](/essays/neighbour/ "T")
[a](</essays/neighbour/>)
[sic](see note 3)
array[i](x y)
[1][2] and a[i][j]
[//]: # (a comment)
<a id="here">x</a>
<a href={url}>x</a>
<audio src="https://example.org/x.mp3" controls></audio>
<iframe src="https://example.org/" title="x"></iframe>
<iframe src="//example.org/" title="x"></iframe>
![a](square.png)
![a](./square.png "T")
![a](../../../../public/photo.jpg)
![a](<./a square.png>)
![a](./a%20square.png)
![a](https://example.org/x.png)
![a](data:image/gif;base64,AAAA)
[a](?x=1)
[a](.)
[a](../)
[a](../../rss.xml)
`;

for (const source of RIGHT.trim().split('\n')) {
  test(`right: ${source}`, () => assert.deepEqual(said(source.replaceAll('⏎', '\n')), []));
}

test('authors write from the root, wherever the site is served', () => {
  for (const path of ['', '/essays', '/a/b']) {
    const below = { ...PLACES, address: `https://essays.example${path}` };
    assert.deepEqual(
      said('[a](/essays/neighbour/#first-part) [b](../neighbour/) [c](/)', below),
      [],
    );
    assert.deepEqual(said(`[a](https://essays.example${path}/essays/neighbour/)`, below), []);
    assert.match(
      said('[a](/essays/essays/neighbour/)', below).join(),
      /there is no essay "essays"/,
    );
    const full = said(`[a](https://essays.example${path}/essays/neighbor/)`, below);
    assert.match(full.join(), /no essay "neighbor" — write \/essays\/neighbour\//);
  }
  // Another site of the same host.
  const below = { ...PLACES, address: 'https://essays.example/a' };
  assert.deepEqual(said('[a](https://essays.example/b/essays/x/)', below), []);
});

test('a draft may link to drafts and their topics', () => {
  const essays = new Map([...PLACES.essays, ['case', place('case', { hidden: true })]]);
  assert.deepEqual(said('[a](/essays/draft/) [b](/topics/storage/)', { ...PLACES, essays }), []);
});

const HEADINGS = `
## The \`code --flag\` — "A" head[^1] ![alt](https://example.org/x.png) <b>bold</b> {1 + 1}

## 日本語 見出し 🎉

### 日本語 見出し 🎉

## It's -- done --- truly...

## First part

## First part

## A [link](https://example.org/) & <Given>30 s</Given> in C++

[^1]: Note.
`;

test('ids of headings are those that the engine makes', () => {
  const astro: SatteriAstroData = {
    headings: [],
    frontmatter: {},
    localImagePaths: new Set(),
    remoteImagePaths: new Set(),
  };
  mdxToJs(HEADINGS, {
    hastPlugins: [satteriHeadingIdsPlugin()],
    features: { gfm: true, smartPunctuation: true },
    data: { astro },
  });
  const made = astro.headings.map(({ slug }) => slug).filter((slug) => slug !== 'footnote-label');
  assert.deepEqual(
    headingIds(tree(HEADINGS)).map(({ id }) => id),
    made,
  );
});
