import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectionFindings } from '../../src/check/collection.ts';
import { checkEssay, type Site } from '../../src/check/essay.ts';
import { type Finding, formatFinding } from '../../src/check/finding.ts';
import type { Module } from '../../src/check/modules.ts';
import type { EssayPlace } from '../../src/check/places.ts';
import { essayOf } from '../../src/essay/files.ts';
import type { Runs } from '../../src/essay/results.ts';
import { essaySchema } from '../../src/essay/schema.ts';

const FILE = 'src/content/essays/waiting/index.mdx';
const FIGURES = 'src/content/essays/waiting/figures.ts';

/** An essay without a fault; every seeded fault below is one change to it or to its figures. */
const ESSAY = `---
title: 'On waiting'
summary: 'What queues of all do.'
published: '2026-11-26'
revisions:
  - { date: '2026-12-01', note: 'A figure more.' }
topics: [scheduling]
aliases: [queues]
references:
  - key: nagle1985
    title: On Packet Switches With Infinite Storage
    authors: J. Nagle
    year: 1985
    venue: RFC 970
    url: https://www.rfc-editor.org/rfc/rfc970
plain:
  - { text: 'three years', why: 'the words of the owner' }
---

import { wait, waitByTenant } from './figures.ts'

I spent three years on it. The wait is <N of={wait.central} />, as <Ref to={waitByTenant} /> shows.

<Figure of={waitByTenant} />

## Patience

The client gives up after <Given>long</Given>, the switch after
<Cite of="nagle1985">late</Cite>.[^one] See [the other](/essays/serving/).

### Room

| Case | Wait |
| --- | --- |
| first | <N of={wait.central} /> |

- The first point.

[^one]: A note in plain words.
`;

const SOURCE = `import { figure } from '../../../kit/figure.ts';

export const wait = numbers(steady, {});

export const waitByTenant = figure({
  id: 'wait-by-tenant',
  title: 'Wait by tenant',
  caption: (r, p) => \`At load \${p.load} the wait is \${r.p99}.\`,
  alt: () => 'Bars, of which the last is longest.',
});
`;

const FIGURE = {
  id: 'wait-by-tenant',
  title: 'Wait',
  size: 'text',
  caption: () => 'See.',
  alt: () => 'Bars.',
  draw: () => ({ width: 1, height: 1, body: '' }),
  table: () => ({ columns: [{ name: 'wait' }], rows: [[1]] }),
};
const EXPORTS = {
  wait: {
    central: {
      name: 'central',
      what: 'a wait',
      experiment: {},
      read: (of: object) => (of ? 1 : 0),
    },
  },
  load: {
    low: { name: 'low', what: 'a load', experiment: {}, read: (of: object) => (of ? 1 : 0) },
  },
  waitByTenant: FIGURE,
  mark: { of: { defaults: {} }, draw: FIGURE.draw },
};

const place = (slug: string): EssayPlace => ({
  slug,
  hidden: slug === 'unfinished',
  topics: [],
  figures: new Set(),
  model: slug === 'waiting',
  parts: undefined,
});

const site: Site = {
  schema: essaySchema,
  components: new Set(['Figure', 'N', 'Given', 'Cite', 'Own', 'Ref']),
  address: 'https://example.com',
  essays: new Map(
    ['waiting', 'serving', 'queues', 'unfinished'].map((slug) => [slug, place(slug)]),
  ),
  pages: new Map(),
  topics: ['scheduling'],
  files: new Set(['src/content/essays/waiting/a.png', 'public/a.png']),
  properties: new Set(),
};

const entry = (path: string, slug: string, source: string) =>
  essayOf(path, slug, source, '2026-12-31');

function check(essay: string, module: Partial<Module> = {}, runs?: Runs): Finding[] {
  const figures: Module = { file: FIGURES, source: SOURCE, exports: EXPORTS, ...module };
  const modules = new Map([['./figures.ts', figures]]);
  return checkEssay({ ...entry('waiting/index.mdx', 'waiting', essay), modules, runs }, site);
}

function changed(text: string, from: string, to: string): string {
  assert.equal(text.split(from).length, 2, `the change must apply once: ${from}`);
  return text.replace(from, () => to);
}

/**
 * One change to the essay a line: what is wrong; what is replaced => by what (⏎ is a new line);
 * line and column at which it is found; what is said; the remedy.
 */
const SEEDED = `
unit ;; The wait => After 12 ms the wait ;; 22:34 ;; bare quantity "12 ms" in "After 12 ms the wait is …, as … shows." ;; four ways
percentage ;; The wait => For 5% the wait ;; 22:32 ;; bare quantity "5%" ;; four ways
decimal ;; The wait => At 0.9 the wait ;; 22:31 ;; bare quantity "0.9" ;; four ways
two digits ;; The wait => In 40 of them the wait ;; 22:31 ;; bare quantity "40" ;; four ways
spelled out ;; The client => Thirty seconds on, the client ;; 28:1 ;; bare quantity "Thirty seconds" ;; four ways
spelled out, small ;; The client => After two gigabytes it ;; 28:7 ;; bare quantity "two gigabytes" ;; four ways
fraction ;; The client => In nine tenths of runs it ;; 28:4 ;; bare quantity "nine tenths" ;; four ways
multiple ;; The client => It is 3× faster; it ;; 28:7 ;; bare quantity "3×" ;; four ways
money ;; The client => For $5 the client ;; 28:5 ;; bare quantity "$5" ;; four ways
across marks ;; The client => In *thirty* seconds it ;; 28:5 ;; bare quantity "thirty seconds" ;; four ways
across a line's end ;; The client => In thirty⏎seconds it ;; 28:4 ;; bare quantity "thirty seconds" ;; four ways
own in an essay with a model ;; topics: [ => numbers: own⏎topics: [ ;; 7:1 ;; the essay has a model ;; remove the line, and mark the few
own, otherwise ;; topics: [ => numbers: mine⏎topics: [ ;; 7:10 ;; "mine" will not do ;; write own, or remove the line
a sum that does not hold ;; The first point => as 2 + 2 = 5 ;; 37:6 ;; 2 + 2 = 5 does not hold ;; write 2 + 2 = 4, which it comes to
in a heading ;; ## Patience => ## Patience of 30 s ;; 26:16 ;; bare quantity "30 s" ;; four ways
in a table ;; | first | => | first 100 | ;; 35:9 ;; bare quantity "100" ;; four ways
in a list ;; first point => first 64 points ;; 37:13 ;; bare quantity "64" ;; four ways
in a note ;; in plain words => of 99 words ;; 39:19 ;; bare quantity "99" ;; four ways
in a link ;; the other => the 15 others ;; 29:50 ;; bare quantity "15" ;; four ways
in an attribute ;; ### Room => <Given title="For 30 s">x</Given> ;; 31:19 ;; bare quantity "30 s" ;; four ways
in a picture's words ;; The first point => ![Up to 30 s](a.png) ;; 37:11 ;; bare quantity "30 s" ;; four ways
beside an exception ;; The wait => Then four years. The wait ;; 22:33 ;; bare quantity "four years" ;; four ways
cited without words ;; nagle1985">late => nagle1985">29 s ;; 29:1 ;; "29 s" is cited without the words of nagle1985 that say it ;; add quotes: { figure: '… 29 s …' } to nagle1985, and write <Cite of="nagle1985" quote="figure">29 s</Cite>
cited, spelled out ;; nagle1985">late => nagle1985">thirty seconds ;; 29:1 ;; "thirty seconds" is cited without ;; quote="figure">thirty seconds</Cite>
cited with a quote that has it ;; nagle1985">late => nagle1985">29 s ++ quotes: { a-b: 'no less than  29 s' } ;; 30:1 ;; "29 s" is cited without ;; write <Cite of="nagle1985" quote="a-b">29 s</Cite>
misspelt quote ;; nagle1985">late => nagle1985" quote="wiat">29 s ++ quotes: { wait: 'in 29 s' } ;; 30:1 ;; nagle1985 has no quote "wiat" ;; write quote="wait"
other quote ;; nagle1985">late => nagle1985" quote="wait">29 s ;; 29:1 ;; nagle1985 has no quote "wait" ;; add quotes: { wait: '… 29 s …' } to nagle1985
quote that says another ;; nagle1985">late => nagle1985" quote="wait">9 s ++ quotes: { wait: 'in 29 s' } ;; 30:1 ;; "9 s" does not stand in the quote "wait" of nagle1985: 'in 29 s' ;; cite what it says
quote without its name ;; nagle1985">late => nagle1985" quote={wait}>29 s ++ quotes: { wait: 'in 29 s' } ;; 30:1 ;; takes the name of its quote in quotes ;; write <Cite of="nagle1985" quote="wait">29 s</Cite>
quote that nothing cites ;; nagle1985">late => nagle1985">so ++ quotes: { wait: 'in 29 s' } ;; 16:21 ;; no <Cite> names the quote "wait" ;; write <Cite of="nagle1985" quote="wait">…</Cite>, or remove it
long quote ;; nagle1985">late => nagle1985" quote="wait">29 s ++ quotes: { wait: 'in 29 s ${'of it '.repeat(12)}' } ;; 16:21 ;; 27 words are too many for a quote ;; keep it to 25
in its title ;; 'On waiting' => 'On waiting 30 s' ;; 2:20 ;; bare quantity "30 s" ;; say it without the number, or list it under plain: - { text: '30 s', why: 'the reason' }
in the summary ;; of all => of 12 ;; 3:26 ;; bare quantity "12" ;; say it without the number
in a revision's note ;; A figure more. => 12 ms less. ;; 6:34 ;; bare quantity "12 ms" ;; say it without the number
stale exception ;; three years on => a while on ;; 17:13 ;; "three years" is no longer needed ;; remove it from plain
unexplained exception ;; , why: 'the words of the owner' =>  ;; 17:5 ;; "why" is missing ;; write a quoted text
unlisted key ;; after⏎< => after <Cite of="nagel1985" />⏎< ;; 28:65 ;; "nagel1985" is cited but not listed in references ;; write "nagle1985"
uncited key ;; <Cite of="nagle1985">late</Cite> => too ;; 10:10 ;; "nagle1985" is listed but not cited ;; <Cite of="nagle1985" />, or remove
doubled key ;; plain: =>   - key: nagle1985⏎    title: T⏎    authors: A⏎    year: 1985⏎    venue: V⏎    url: https://example.com⏎plain: ;; 16:10 ;; "nagle1985" will not do ;; is listed twice; keep one
no key ;; after⏎< => after <Cite>x</Cite>⏎< ;; 28:65 ;; <Cite> names no source ;; write <Cite of="nagle1985">
key without quotes ;; after⏎< => after <Cite of={nagle} />⏎< ;; 28:65 ;; <Cite> takes its key in quotes ;; write <Cite of="nagle1985" />
never mentioned ;; <Ref to={waitByTenant} /> => it ;; 24:1 ;; waitByTenant is never mentioned in the text ;; <Ref to={waitByTenant} />
shown twice ;; ### Room => <Figure of={waitByTenant} /> ;; 31:1 ;; waitByTenant is shown twice ;; again with <Ref>
not exported ;; { wait, => { waits, wait, ;; 20:10 ;; ./figures.ts exports no waits ;; write wait
no module ;; './figures.ts' => './figure.ts' ;; 20:10 ;; there is no ./figure.ts ;; write './figures.ts'
not imported ;; is <N of={wait.central} /> => is <N of={load.low} /> ;; 22:40 ;; load is not imported ;; import { load } from './figures.ts'
which figure ;; ### Room => <Figure /> ;; 31:1 ;; <Figure> does not say which ;; write <Figure of={waitByTenant} />
misspelt number ;; is <N of={wait.central} /> => is <N of={wait.centrl} /> ;; 22:40 ;; wait has no centrl ;; write wait.central
unknown number ;; is <N of={wait.central} /> => is <N of={wiat.central} /> ;; 22:40 ;; wiat is not imported ;; write wait, or export it
numbers as number ;; is <N of={wait.central} /> => is <N of={wait} /> ;; 22:40 ;; wait is no number ;; write <N of={wait.central} />
figure as number ;; is <N of={wait.central} /> => is <N of={waitByTenant} /> ;; 22:40 ;; waitByTenant is no number ;; write <Figure of={waitByTenant} />
number as figure ;; ### Room => <Figure of={wait.central} /> ;; 31:1 ;; wait.central is no figure ;; write <N of={wait.central} />
link astray ;; The first point => [Figure 1](#fig-wait) ;; 37:3 ;; no figure shown here has the id "wait" ;; write <Ref to=
unknown component ;; The first point => <Givne>x</Givne> ;; 37:3 ;; <Givne> is neither imported nor one of the site's ;; write <Given>
unknown key ;; topics: [ => layout: post⏎topics: [ ;; 7:1 ;; "layout" is not a known key ;; the keys are title, summary
key of another tool ;; topics: [ => tags: [client]⏎topics: [ ;; 7:1 ;; "tags" is not a known key ;; remove it; topics is there
misspelt key ;; aliases: [ => alias: []⏎aliases: [ ;; 8:1 ;; "alias" is not a known key ;; write "aliases"
misspelt key below ;; venue: RFC 970 => venue: RFC 970⏎    acessed: x ;; 15:5 ;; "acessed" is not a known key ;; write "accessed"
missing key ;; summary: 'What queues of all do.'⏎ =>  ;; 1:1 ;; "summary" is missing ;; write a quoted text
unquoted date ;; published: '2026-11-26' => published: 2026-11-26 ;; 4:12 ;; the date 2026-11-26 stands without quotes ;; write '2026-11-26'
impossible date ;; published: '2026-11-26' => published: '2026-13-45' ;; 4:12 ;; 2026-13-45 does not exist ;; write a day that does
early revision ;; date: '2026-12-01' => date: '2026-11-01' ;; 6:13 ;; "2026-11-01" will not do ;; write a day after 2026-11-26
unknown topic ;; [scheduling] => [schedulling] ;; 7:10 ;; "schedulling" will not do ;; write "scheduling", or choose from
long title ;; 'On waiting' => '${'On waiting '.repeat(10)}' ;; 2:8 ;; 109 characters are too many ;; keep it to 100
broken YAML ;; title: 'On waiting' => title: 'On waiting ;; 2:8 ;; the quote ' is not closed ;; write title: 'On waiting'
first level ;; ## Patience => # Patience ;; 26:1 ;; a first-level heading ;; write ##
skipped level ;; ### Room => #### Room ;; 31:1 ;; level 4 follows level 2 ;; write ###
picture unsaid ;; The first point => ![](a.png) ;; 37:3 ;; an image without alternative text ;; ![what it shows](a.png)
element unsaid ;; The first point => <img src="/a.png" /> ;; 37:3 ;; <img> without alternative text ;; add alt="what it shows"
dead link ;; /essays/serving/ => /essays/servings/ ;; 29:45 ;; there is no essay "servings" ;; write /essays/serving/
link to a draft ;; /essays/serving/ => ../unfinished/ ;; 29:45 ;; "unfinished" is not published yet ;; link to it once it is
link without slash ;; /essays/serving/ => https://example.com/essays/serving ;; 29:45 ;; lacks its last slash ;; write /essays/serving/
unused note ;; .[^one] See => . See ;; 39:1 ;; no text refers to the note [^one] ;; or remove the note
missing note ;; .[^one] See => .[^one][^two] See ;; 29:40 ;; [^two] has no note ;; starts with [^two]:
list in a note ;; A note in plain words. => - A list ;; 39:9 ;; [^one] holds more than paragraphs ;; keep notes to plain paragraphs
play without its figure ;; topics: [ => play: { figure: wait-by-tenan, words: break a queue }⏎topics: [ ;; 7:17 ;; no figure has the id "wait-by-tenan" ;; remove play: every figure stands still
play of a figure that stands still ;; topics: [ => play: { figure: wait-by-tenant, words: break a queue }⏎topics: [ ;; 7:17 ;; the figure "wait-by-tenant" stands still ;; remove play
unclosed component ;; The first point => <Given>The 30 s point ;; 37:3 ;; <Given> is not closed ;; write </Given> where it ends
unclosed citation ;; The first point => <Cite of="nagle1985">30 s ;; 37:3 ;; <Cite> is not closed ;; write <Cite of="nagle1985" />, or </Cite>
unclosed void element ;; The first point => one<br>two ;; 37:6 ;; <br> is not closed ;; write <br />
unclosed picture ;; The first point => <img src="a.png" alt="x"> ;; 37:3 ;; <img> is not closed ;; write <img src="a.png" alt="x" />
void element in another ;; The first point => <b>one<br>two</b> ;; 37:9 ;; <br> is not closed ;; write <br />
void element ended ;; The first point => one</br>two ;; 37:6 ;; </br> ends nothing ;; write <br />
tag ended alone ;; The first point => one</b> two ;; 37:6 ;; </b> ends nothing ;; or write <b> where it begins
other tag ended ;; The first point => <i>one</b> two ;; 37:9 ;; </b> ends what <i> began ;; write </i>
tags across ;; The first point => <i>one <b>two</i></b> ;; 37:16 ;; <b> begins inside <i> and ends outside it ;; write </b></i>
over paragraphs ;; ### Room => <p>one⏎⏎two</p> ;; 31:1 ;; <p> and </p> do not stand in one paragraph ;; remove them; an empty line ends a paragraph
attribute without quotes ;; The first point => <b id=one>x</b> ;; 37:3 ;; the tag <b id=one> cannot be read ;; write id="one"
curly quotes in a tag ;; The first point => <Cite of=“nagle1985”>30 s</Cite> ;; 37:3 ;; its quotes are curly ;; write of="nagle1985"
HTML comment ;; The first point => one <!-- a remark --> ;; 37:7 ;; a comment of HTML ;; write {/* a remark */}
autolink ;; The first point => see <https://a.example/b> ;; 37:7 ;; is read as a tag ;; write [https://a.example/b](https://a.example/b)
autolink of an address ;; The first point => ask <me@a.example> ;; 37:7 ;; is read as a tag ;; write [me@a.example](mailto:me@a.example)
a heart ;; The first point => I <3 it ;; 37:5 ;; \`<3\` is read as the start of a tag ;; write \\<3, or
less than ;; The first point => if a <b then ;; 37:8 ;; \`<b\` is read as the start of a tag ;; write \\<b, or
generic ;; The first point => a Vec<T> is ;; 37:8 ;; \`Vec<T>\` is read as a word and a tag ;; write \`Vec<T>\` in backticks
generic of two ;; The first point => a Map<String, u8> is ;; 37:8 ;; is read as a word and a tag ;; write \`Map<String, u8>\` in backticks
placeholder ;; The first point => say <your name> here ;; 37:7 ;; \`<your name>\` is read as a tag ;; write \\<your name>, or
braces ;; The first point => a set {a, b} ;; 37:9 ;; \`{a, b}\` is read as code ;; write \\{a, b\\}, or \`{a, b}\` in backticks
braces that are no code ;; The first point => a set {a b} ;; 37:9 ;; \`{a b}\` is read as code ;; write \\{a b\\}, or \`{a b}\` in backticks
brace alone ;; The first point => a set { of ;; 37:9 ;; no \`}\` ends it ;; write \\{
braces in a heading ;; ### Room => ### Room {a} ;; 31:10 ;; \`{a}\` is read as code ;; write \\{a\\}
braces in a table ;; | first | => | {a b} | ;; 35:3 ;; \`{a b}\` is read as code ;; write \\{a b\\}
braces in a note ;; in plain words => in {plain words} ;; 39:19 ;; \`{plain words}\` is read as code ;; write \\{plain words\\}
a run of braces ;; The first point => at /users/{id}/posts/{post} ;; 37:13 ;; \`{id}\` is read as code ;; write \\{id\\}
braces of TeX ;; The first point => a \\frac{a}{b} ;; 37:10 ;; \`{a}\` is read as code ;; put mathematics between dollars
empty braces ;; The first point => opts={} ;; 37:8 ;; \`{}\` is read as code and shows nothing ;; write \\{\\}
an object of the language ;; The first point => a {Map} ;; 37:5 ;; shows no text ;; write \\{Map\\}
a number without N ;; The first point => it is {wait.central} ;; 37:9 ;; wait.central is a number of the model ;; write <N of={wait.central} />
code that fails ;; The first point => it is {wait.none.text} ;; 37:9 ;; fails: ;; write \\{wait.none.text\\}
not imported, in braces ;; The first point => it is {load} ;; 37:9 ;; \`{load}\` is read as code ;; import { load } from './figures.ts'
template ;; The first point => a {{ page.title }} ;; 37:5 ;; no template is filled in here ;; write the text it stands for
template's tag ;; The first point => a {% raw %} ;; 37:5 ;; is a template's tag ;; remove it, or write \\{% raw %\\}
shortcode ;; The first point => {{< figure src="a.png" >}} ;; 37:3 ;; no template is filled in here ;; write the text it stands for
heading with an id ;; ### Room => ### Room {#room} ;; 31:10 ;; names and classes are not set in braces ;; remove it
name in an attribute ;; The first point => <b title={room}>x</b> ;; 37:13 ;; room in title={room} is not defined ;; write title="room"
code in an attribute ;; The first point => <b title={a b}>x</b> ;; 37:12 ;; title={a b} in <b> is no code ;; or text in quotes: title="…"
spread ;; The first point => <b {...rest}>x</b> ;; 37:3 ;; rest in {...rest} in <b> is not defined ;; remove it, or import rest
a number in braces ;; The first point => after {42} ms ;; 37:10 ;; bare quantity "42 ms" ;; four ways
text below an import ;; './figures.ts'⏎ => './figures.ts'⏎Text. ;; 21:1 ;; the text right below the import ;; leave an empty line
an import that is none ;; './figures.ts'⏎ => ./figures.ts⏎ ;; 20:1 ;; begins with "import" and is read as code ;; write it as in import { wait } from './figures.ts'
bound twice ;; './figures.ts'⏎ => './figures.ts'⏎import { wait } from './figures.ts'⏎ ;; 21:10 ;; wait is bound twice ;; keep one of the two
an export that is none of an essay's ;; ### Room => export default 1 ;; 31:1 ;; an essay exports no default ;; remove it
a thing of Node's ;; The first point => a {process} ;; 37:5 ;; \`{process}\` is read as code ;; \\{process\\}
a template in a link ;; The first point => [a]({{ site.url }}/x) ;; 37:7 ;; no template is filled in here ;; write the text it stands for
a line like a statement ;; ### Room => export to a table is easy ;; 31:1 ;; begins with "export" and is read as code ;; begin the paragraph with another word
merge ;; ### Room => <<<<<<< HEAD⏎### Room⏎=======⏎### Rooms <3⏎>>>>>>> theirs ;; 31:1 ;; a merge left its marks here, <<<<<<< HEAD ;; keep one of the two versions
misspelt component ;; The first point => <given>30 s</given> ;; 37:3 ;; <given> is no element of HTML ;; write <Given>
unknown element ;; The first point => <tooltip>30 s</tooltip> ;; 37:3 ;; <tooltip> is no element of HTML ;; write \\<tooltip>, or
component's part ;; The first point => <Foo.Bar /> ;; 37:3 ;; <Foo.Bar> is neither imported nor ;; import it
element in capitals ;; The first point => one<BR />two ;; 37:6 ;; <BR> is neither imported nor ;; write <br>
obsolete element ;; The first point => <center>x</center> ;; 37:3 ;; <center> is no longer HTML ;; remove it
script ;; ### Room => <script>if (a < b) { c = {d: 1} }</script> ;; 31:1 ;; <script> in an essay ;; remove it
style ;; ### Room => <style>p { color: red }</style> ;; 31:1 ;; <style> in an essay ;; style.css
style attribute ;; The first point => <b style="color: red">x</b> ;; 37:3 ;; style= on <b> ;; style.css
style in braces ;; The first point => <b style={{color: red}}>x</b> ;; 37:3 ;; style= on <b> ;; style.css
event attribute ;; The first point => <b onclick="go()">x</b> ;; 37:3 ;; onclick= on <b> ;; remove it
name in quotes ;; <Ref to={waitByTenant} /> => <Ref to="waitByTenant" /> ;; 22:68 ;; <Ref to="waitByTenant"> has its name in quotes ;; write <Ref to={waitByTenant} />
misnamed figure ;; <Figure of={waitByTenant} /> => <Figure of={waitByTenan} /> ;; 24:1 ;; waitByTenan is not imported ;; write waitByTenant
note in a heading ;; ### Room => ### Room[^one] ;; 31:9 ;; the note [^one] in a heading ;; move [^one] into the text below
note in itself ;; in plain words. => in plain words.[^one] ;; 39:31 ;; the note [^one] refers to itself ;; remove [^one]
note in a note ;; in plain words. => in plain words.[^two]⏎⏎[^two]: And more. ;; 39:31 ;; the note [^two] is referred to in the note [^one] ;; or its words into [^one]
note in a link ;; The first point => [a point[^one]](/essays/serving/) ;; 37:11 ;; the note [^one] stands in a link ;; move [^one] behind it
note with a space ;; The first point => A point.[^my note] ;; 37:11 ;; [^my note] is no note ;; write [^my-note]
note in its place ;; The first point => A point.^[In plain words.] ;; 37:11 ;; ^[In plain words.] shows as it stands ;; a line that starts with [^1]:
doubled note ;; in plain words. => in plain words.⏎⏎[^one]: Again. ;; 41:1 ;; the note [^one] is written twice ;; such as [^oneb]
empty note ;; A note in plain words. =>  ;; 39:1 ;; the note [^one] is empty ;; write its text behind [^one]:
element as a note ;; A note in plain words. => <Given>x</Given> ;; 39:9 ;; the note [^one] holds an element and no text ;; beside it
heading like the page ;; ### Room => ### Main ;; 31:1 ;; the heading "Main" gets the address #main, which the page has ;; in other words
heading like a note ;; ### Room => ### Fn 1 ;; 31:1 ;; gets the address #fn-1, which a note has ;; in other words
heading like a source ;; ### Room => ### Source nagle1985 ;; 31:1 ;; #source-nagle1985, which the list of references has ;; in other words
heading like a figure ;; ### Room => ### Fig wait by tenant ;; 31:1 ;; #fig-wait-by-tenant, which a figure has ;; in other words
heading like a figure's title ;; ### Room => ### Fig wait by tenant title ;; 31:1 ;; #fig-wait-by-tenant-title, which a figure has ;; in other words
heading of signs ;; ### Room => ### 🎉 ;; 31:1 ;; holds nothing to make an address of ;; add a word
heading without words ;; ### Room => ### ;; 31:1 ;; a heading without words ;; write them
heading as an element ;; ### Room => <h3>Room</h3> ;; 31:1 ;; <h3> gets no address ;; write ### Room
doubled id ;; The first point => <b id="a">x</b> <i id="a">y</i> ;; 37:19 ;; the id "a" of <i> is that of <b> above ;; give each its own
id of a heading ;; The first point => <b id="room">x</b> ;; 37:3 ;; the id "room" of <b> is that of the heading "Room" ;; give each its own
heading without a space ;; ### Room => ###Room ;; 31:1 ;; "###Room" is no heading ;; write ### Room
text over dashes ;; ### Room => A line of text.⏎--- ;; 31:1 ;; becomes a heading, for --- stands right below it ;; leave an empty line
endless code ;; ### Room => \`\`\`js⏎let a; ;; 31:1 ;; the code that begins here never ends ;; write \`\`\` on a line of its own
endless formula ;; ### Room => $$⏎a ;; 31:1 ;; the mathematics that begins here never ends ;; write $$ on a line of its own
half bold ;; The first point => a **bold point ;; 37:5 ;; this ** has no partner ;; write **bold**
half code ;; The first point => a \`code point ;; 37:5 ;; this \` has no partner ;; on both sides of the code
table without rule ;; | --- | --- |⏎ =>  ;; 33:1 ;; no table, for no rule stands below its head ;; add | --- | --- |
rule too short ;; | --- | --- | => | --- | ;; 33:1 ;; its head has 2 cells and the rule below it 1 ;; write | --- | --- |
row too long ;; | first | => | first | more | ;; 35:1 ;; a row of 3 cells in a table of 2 columns ;; write \\| for a bar
unknown language ;; ### Room => \`\`\`javascrpt⏎let a⏎\`\`\` ;; 31:1 ;; no colours are known for the language "javascrpt" ;; write javascript
callout ;; The first point => > [!NOTE]⏎  > Text. ;; 37:5 ;; [!NOTE] shows as it stands ;; write a quotation
wiki link ;; The first point => a [[Room]] ;; 37:5 ;; [[Room]] shows as it stands ;; write [Room](
TeX that is none ;; The first point => a $\\foo{x}$ ;; 37:6 ;; \\foo is no command of TeX ;; a dollar that is text is \\$
TeX without its end ;; The first point => a $x^{2$ ;; 37:10 ;; } is missing ;; add }
`;

/** The essay with a line of quotes below its source. */
const withQuotes = (essay: string, quotes: string | undefined): string =>
  quotes === undefined ? essay : changed(essay, 'plain:\n', `    ${quotes}\nplain:\n`);

const WAYS =
  /^write <N of=.* if the model .*, <Cite of="…">.*, <Given of=\{…\} \/> .*, or <Own>.*<\/Own>/;

for (const line of SEEDED.trim().split('\n')) {
  const [fault = '', change = '', place, says = '', remedy = ''] = line.split(' ;; ');
  const [one = '', quotes] = change.replaceAll('⏎', '\n').split(' ++ ');
  const [from = '', to = ''] = one.split(' => ');
  test(`caught with its line and remedy: ${fault}`, () => {
    const [first, ...more] = check(withQuotes(changed(ESSAY, from, to), quotes));
    assert.ok(first, 'nothing was found');
    assert.equal(first.file, FILE);
    assert.equal(`${first.line}:${first.column}`, place);
    assert.ok(first.message.includes(says), first.message);
    if (remedy === 'four ways') assert.match(first.remedy, WAYS);
    else assert.ok(first.remedy.includes(remedy), first.remedy);
    assert.deepEqual(more.map(formatFinding), []);
  });
}

test('play names a figure with controls or moments in words without a number', () => {
  const outcome = (_result: unknown, _params: unknown, moment?: number) =>
    moment === 0 ? 'So at first.' : 'So.';
  const told = (words: string, how: object = { controls: [] }) =>
    check(
      changed(ESSAY, 'topics: [', `play: { figure: wait-by-tenant, words: ${words} }\ntopics: [`),
      {
        exports: { ...EXPORTS, waitByTenant: { ...FIGURE, ...how, outcome } },
      },
    ).map(({ message, remedy }) => `${message}; ${remedy}`);
  const ticks = [{ at: 1, label: 'now' }];
  const moments = { from: 0, to: 2, printed: 1, rate: 1, ticks };
  assert.deepEqual(told('watch a long queue', { moments }), []);
  assert.deepEqual(told('break a long queue'), []);
  assert.deepEqual(told('break a queue of 800'), [
    'bare quantity "800" in "break a queue of 800"; say it without the number, or list it under plain: - { text: \'800\', why: \'the reason\' }',
  ]);
});

test('the essay that carries the faults has none itself', () => {
  assert.deepEqual(check(ESSAY).map(formatFinding), []);
});

/** What looks like a fault and is none: one change to the essay a line. */
const INNOCENT = `
the author's own ;; The first point => in <Own>twelve years</Own>
a name cited ;; nagle1985">late => nagle1985">as RFC 970 of 1985 says
a figure in its quote ;; nagle1985">late => nagle1985" quote="wait">0.56 to *−0.60* ++ quotes: { wait: "It's 0.56 to -0.60, no more" }
dashes and spaces of a quote ;; nagle1985">late => nagle1985" quote="wait">10–12 ms ++ quotes: { wait: 'of 10 - 12 ms.' }
braces escaped ;; The first point => a set \\{a, b\\} and \`{a, b}\`
less than with spaces ;; The first point => if a < b and b > c
a comment ;; ### Room => {/* a remark */}
a heading of its own contents ;; ### Room => ### Contents
a text in braces ;; The first point => a {'point'} and{' '}another
code of the essay ;; The first point => it is {typeof wait} and {frontmatter.title}
elements made ;; The first point => {['a', 'b'].map(String).join()} {wait && <b>{wait.name}</b>}
prices ;; The first point => from <Given>$5</Given> to <Given>$6</Given>
dollars of a shell ;; The first point => set $HOME and $PATH
escaped dollars ;; The first point => a \\$x\\$
mathematics ;; The first point => $x^{2}$ and $\\frac{a}{b}$ and $n$th, the $12$th
mathematics on its own ;; ### Room => $$⏎\\begin{pmatrix} 12 & b \\\\ c & d \\end{pmatrix}⏎$$
a drawing ;; ### Room => <svg viewBox="0 0 1 1"><linearGradient id="g" /></svg>
an element of the reader's ;; The first point => <kbd>Ctrl</kbd>, <abbr title="x">y</abbr>, <my-part>z</my-part>
lines and dashes ;; ### Room => A line of text.⏎⏎---
an underlined heading ;; ### Room => Room⏎----
a fence in a fence ;; ### Room => \`\`\`\`md⏎\`\`\`⏎<3 {a b}⏎\`\`\`⏎\`\`\`\`
a merge in code ;; ### Room => \`\`\`⏎<<<<<<< HEAD⏎=======⏎>>>>>>> b⏎\`\`\`
powers and stars ;; The first point => 2**n and a \\*\\* and *one* and \`**\`
bars in text ;; The first point => a || b and a | b
a bar in a cell ;; | first | => | a \\| b |
a tag of words ;; The first point => #queueing and #1
code in HTML ;; The first point => <code>[^a] ** [[b]]</code>
a note told twice ;; The first point => A point.[^one]
headings alike ;; ### Room => ### Patience
`;

for (const line of INNOCENT.trim().split('\n')) {
  const [name = '', change = ''] = line.split(' ;; ');
  const [one = '', quotes] = change.replaceAll('⏎', '\n').split(' ++ ');
  const [from = '', to = ''] = one.split(' => ');
  test(`no fault: ${name}`, () => {
    const essay = withQuotes(changed(ESSAY, from, to), quotes);
    assert.deepEqual(check(essay).map(formatFinding), []);
  });
}

test('an essay is read on after what cannot be read', () => {
  const essay = ESSAY.replace('The first point', 'a {b c} and <3')
    .replace('### Room', '### Room <br>')
    .replace('in plain words', 'of 99 <words');
  const found = check(essay).map(({ line, column, field }) => `${line}:${column} ${field}`);
  assert.deepEqual(found, ['31:10 tag', '37:5 brace', '37:15 tag', '39:19 footnote', '39:22 tag']);
});

test('an essay without a model accounts for its numbers by one line, and is told once', () => {
  const told = (text: string, own = '') =>
    checkEssay(
      {
        ...entry(
          'serving.mdx',
          'serving',
          `---\ntitle: 'T'\nsummary: 'S.'\npublished: '2026-11-26'\n${own}---\n\n${text}\n`,
        ),
        modules: new Map(),
      },
      site,
    ).map(formatFinding);
  const at = 'src/content/essays/serving.mdx:';
  const remedy = (they: string, first: string) =>
    `write the line numbers: own in the front matter if ${they} your own account, or <Cite of="…">${first}</Cite> if a source says it`;
  assert.deepEqual(told('A dozen people came, in\n12 cars.\n\n- After 5 minutes.'), [
    `${at}7:1  text: bare quantity "A dozen people" in "A dozen people came, in 12 cars.", the first of 3 — ${remedy('they are', 'A dozen people')}`,
  ]);
  assert.deepEqual(told('It was\n12 cars.'), [
    `${at}8:1  text: bare quantity "12" in "It was 12 cars." — ${remedy('it is', '12')}`,
  ]);
  assert.deepEqual(told('A dozen people came, in 12 cars.', 'numbers: own\n'), []);
  assert.deepEqual(told('They came.', 'numbers: own\n'), [
    `${at}5:1  numbers: no quantity stands in the text — remove the line numbers: own`,
  ]);
  assert.deepEqual(told('They came.'), []);
});

test('an essay without a word is told so', () => {
  const [matter = ''] = ESSAY.split('references:');
  const [first, ...more] = check(`${matter}---\n`, { exports: {} });
  assert.equal(first?.message, 'the essay has no text');
  assert.deepEqual(more, []);
});

type SeededFigure = readonly [
  fault: string,
  figure: object,
  line: number,
  says: RegExp,
  remedy: RegExp,
];

const SAID = { outcome: () => 'It waits.' };
const TIME = (change: object) => ({
  ...{ from: 0, to: 9, printed: 3, rate: 1, ticks: [{ at: 3, label: 'then' }] },
  ...change,
});

/** Each is a change to the figure that `figures.ts` exports. */
const SEEDED_FIGURES: readonly SeededFigure[] = [
  ['no caption', { caption: undefined }, 5, /waitByTenant has no caption/, /add caption:/],
  ['empty caption', { caption: ' ' }, 5, /waitByTenant has no caption/, /add caption:/],
  ['no alternative', { alt: undefined }, 5, /waitByTenant has no alternative/, /add alt:/],
  ['no title', { title: '' }, 7, /waitByTenant has no title/, /give it a title/],
  ['bad id', { id: 'Wait by tenant' }, 6, /has the id "Wait by tenant"/, /lower-case letters/],
  ['no size', { size: undefined }, 5, /has no size/, /write one of 'text', 'page', 'screen'/],
  ['odd size', { size: 'txt' }, 5, /has the size "txt"/, /write 'text'/],
  ['a width as size', { size: 'narrow' }, 5, /has the size "narrow"/, /write one of 'text'/],
  ['no drawing', { draw: undefined }, 5, /has nothing that draws it/, /add draw:/],
  ['no table', { table: undefined }, 5, /has no table/, /add table:/],
  ['no outcome', { controls: [] }, 5, /has controls but no outcome/, /add outcome:/],
  ['an unknown part', { momentz: {} }, 5, /has "momentz", which no figure knows/, /write moments/],
  ['no moments', { ...SAID, moments: 5 }, 5, /has the moments 5/, /write moments: \{ from/],
  ['moments in parts', { ...SAID, moments: TIME({ to: 9.5 }) }, 5, /to: 9\.5/, /a whole number/],
  ['moments back', { ...SAID, moments: TIME({ to: -1 }) }, 5, /from 0 to -1/, /from be below to/],
  ['no rate', { ...SAID, moments: TIME({ rate: undefined }) }, 5, /rate: nothing/, /above 0/],
  [
    'a wordless tick',
    { ...SAID, moments: TIME({ ticks: [{ at: 1 }] }) },
    5,
    /at 1 without/,
    /add label/,
  ],
  [
    'ticks in disorder',
    { ...SAID, moments: TIME({ ticks: [2, 1].map((at) => ({ at, label: 'a' })) }) },
    5,
    /at 1 behind one at 2/,
    /in the order of time/,
  ],
  ['no draw', { ...SAID, again: 'yes' }, 5, /drawn again by "yes"/, /write again: \{ what/],
  [
    'shared by none',
    { ...SAID, shares: 'x' },
    5,
    /which no other figure does/,
    /in the other figure/,
  ],
  ['shared with no word', { ...SAID, shares: true }, 5, /shares true/, /write a word/],
];

for (const [fault, figure, line, says, remedy] of SEEDED_FIGURES) {
  test(`caught in figures.ts with its line and remedy: ${fault}`, () => {
    const exports = { ...EXPORTS, waitByTenant: { ...FIGURE, ...figure } };
    const [first, ...more] = check(ESSAY, { exports });
    assert.ok(first, 'nothing was found');
    assert.deepEqual([first.file, first.line], [FIGURES, line]);
    assert.match(first.message, says);
    assert.match(first.remedy, remedy);
    assert.deepEqual(more, []);
  });
}

test('caught in figures.ts: a number typed into a caption, an unused figure, a doubled id', () => {
  const typed = check(ESSAY, { source: changed(SOURCE, 'At load', 'After 30 s at load') });
  assert.deepEqual(
    typed.map(({ file, line, column, message }) => ({ file, line, column, message })),
    [
      {
        file: FIGURES,
        line: 8,
        column: 29,
        message: 'bare quantity "30 s" in "After 30 s at load … the wait is …."',
      },
    ],
  );
  assert.match(typed[0]?.remedy ?? '', /^compute it from the result or the parameters/);

  const source = `${SOURCE}\nexport const other = figure({});\n`;
  const exports = { ...EXPORTS, other: { ...FIGURE, id: 'other' } };
  const [unused] = check(ESSAY, { source, exports });
  assert.equal(unused?.line, 12);
  assert.match(unused?.message ?? '', /other is exported but not shown/);
  assert.match(unused?.remedy ?? '', /<Figure of=\{other\} \/>, or do not export it/);

  const doubled = check(ESSAY, { source, exports: { ...EXPORTS, other: { ...FIGURE } } });
  assert.match(doubled[0]?.message ?? '', /other has the id "wait-by-tenant" of waitByTenant/);
});

test('caught once the model has run: empty and odd captions, a caption that fails, no number', () => {
  const result = { p99: Number.NaN };
  const of = { defaults: { load: 0.9 } };
  const runs = {
    nameOf: () => 'steady',
    resultOf: () => result,
    callOf: () => '',
  } as unknown as Runs;
  const broken = (figure: object, wait: object = EXPORTS.wait) => {
    const exports = { ...EXPORTS, wait, waitByTenant: { ...FIGURE, of, ...figure } };
    return check(ESSAY, { exports }, runs).map(formatFinding);
  };
  assert.deepEqual(broken({}), []);
  assert.deepEqual(broken({ caption: () => ' ' }), [
    `${FIGURES}:8:3  figure: waitByTenant has no caption — add caption: (result) => what to see in it`,
  ]);
  assert.deepEqual(broken({ alt: (r: typeof result) => `It is ${r.p99}.` }), [
    `${FIGURES}:9:3  figure: waitByTenant says "NaN" in its alternative — let it read what the result has`,
  ]);
  assert.deepEqual(broken({ alt: () => 'The receipt says NaN.' }), []);
  const [failing] = broken({ caption: (r: object) => (r as { of: number[] }).of[0] });
  assert.match(failing ?? '', /8:3 {2}figure: waitByTenant has a caption that fails: Cannot read/);
  assert.deepEqual(
    broken(
      {},
      {
        central: {
          name: 'central',
          what: 'a wait',
          experiment: of,
          read: (r: typeof result) => r.p99,
        },
      },
    ),
    [
      `${FIGURES}:3:1  number: wait.central reads NaN — let read: (result) => … give a finite number; the result is { p99 }`,
    ],
  );
});

test('captions are read through the functions that they call, each once', () => {
  const source = `const sum = (r) => \`After 30 s it is \${r.wait}.\`;
function tail() { return 'Then 5 ' + 'percent wait; the 95% ' + \`interval is \${x ? 'up to 7 s' : 'wide'}.\`; }
export const a = figure({ caption: sum, alt: (r) => \`\${tail()} \${sum(r)}\`, draw: () => '12 px wide' });
`;
  const at = (file: string) => ({ file, source, exports: EXPORTS });
  const found = check(ESSAY, at(FIGURES)).map(({ line, field }) => `${line} ${field}`);
  assert.deepEqual(found, ['1 caption', '2 alt', '2 alt']);
});

test('what a number is, in words, is held as a caption is', () => {
  const source = `const of = (n) => \`the wait of \${n} at 90% load\`;
export const wait = numbers(steady, { a: { what: 'wait after 30 s' }, b: { what: (r) => of(r.n) } });
`;
  const found = check(ESSAY, { source }).map(({ line, column, field }) => [line, column, field]);
  assert.deepEqual(found, [
    [1, 40, 'what'],
    [2, 62, 'what'],
  ]);
});

test('a figure may be mentioned by a link to its place', () => {
  const linked = changed(ESSAY, '<Ref to={waitByTenant} />', '[this](#fig-wait-by-tenant)');
  assert.deepEqual(check(linked), []);
});

test('caught between essays: doubled slugs, taken aliases and places', () => {
  const of = (path: string, slug: string, matter: string) =>
    entry(path, slug, `---\n${matter}\n---\n`);
  const found = collectionFindings([
    of('one.mdx', 'one', 'selected: 1\naliases: [first]'),
    of('one/index.mdx', 'one', 'selected: 2'),
    of('two.mdx', 'two', 'aliases:\n  - one\n  - first'),
    of('three.mdx', 'three', 'title: T\nselected: 1'),
    of('Four.mdx', 'Four', 'draft: true'),
  ]);
  assert.deepEqual(found.map(formatFinding), [
    'src/content/essays/one/index.mdx:1:1  slug: "one" is already the slug of src/content/essays/one.mdx — rename one of the two',
    'src/content/essays/Four.mdx:1:1  slug: "Four" will not do as an address — call it src/content/essays/four.mdx',
    'src/content/essays/two.mdx:3:5  aliases 1: "one" is already the slug of src/content/essays/one.mdx — remove it, or rename the other',
    'src/content/essays/two.mdx:4:5  aliases 2: "first" is already an alias of src/content/essays/one.mdx — remove it, or rename the other',
    'src/content/essays/three.mdx:3:11  selected: place 1 on the home page is already that of src/content/essays/one.mdx — choose another place',
  ]);
});
