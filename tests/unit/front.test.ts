/** What stands at the top of an essay, and which files are essays at all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { characterFaults } from '../../src/check/characters.ts';
import { closingLine } from '../../src/check/closing.ts';
import { dayFindings, waitingDays } from '../../src/check/days.ts';
import { dayWords } from '../../src/check/daywords.ts';
import { formatFinding } from '../../src/check/finding.ts';
import { frontMatterFaults } from '../../src/check/frontmatter.ts';
import { astray, passedOver } from '../../src/check/misplaced.ts';
import { readMdx } from '../../src/check/reading.ts';
import { textFaults } from '../../src/check/texts.ts';
import { type Entry, essayOf, shownPatterns, slugOf } from '../../src/essay/files.ts';
import { frontMatterOf } from '../../src/essay/matter.ts';
import { essaySchema } from '../../src/essay/schema.ts';
import { textOf, unreadable } from '../../src/essay/text.ts';

const TODAY = '2026-11-29';
const RIGHT = "---\ntitle: Case\nsummary: A case.\npublished: '2026-11-21'\n---\n\nText.\n";

const said = (source: string): string[] => {
  const matter = frontMatterOf(source);
  const texts = matter ? textFaults(matter, new Set()) : [];
  return [...frontMatterFaults(source, matter, essaySchema), ...texts].map(
    ({ line, column, field, message, remedy }) =>
      `${line}:${column} ${field}: ${message} — ${remedy}`,
  );
};

/** What is replaced in the essay above => by what (⏎ is a new line) ;; the lines that are said. */
const SEEDED = `
title: Case => title: Case: a story ;; 2:8 front matter: a colon stands in a text without quotes — write title: 'Case: a story'
title: Case => title: "C:\\dir" ;; 2:8 front matter: \\d means nothing in double quotes — write title: 'C:\\dir'
title: Case => title: "C:\\new" ;; 2:8 title: \\n in double quotes is a line break — write title: 'C:\\new'
title: Case => title: 'A "b' c" ;; 2:8 front matter: more text follows the closing quote — write title: '''A "b'' c"'
title: Case => title: [draft] Case ;; 2:8 front matter: a text without quotes cannot begin with [ — write title: '[draft] Case'
title: Case => title: *Case ;; 2:8 front matter: a text without quotes cannot begin with * — write title: '*Case'
title: Case => title:Case ;; 2:1 front matter: a space is missing after title: — write title: Case
title: Case => title: Case⏎title: Again ;; 3:1 front matter: "title" is written twice; the first is in line 2 — keep one of the two
title: Case => title: Case⏎topics: [client,, storage] ;; 3:9 front matter: the list in brackets cannot be read — write topics: [client, storage]
title: Case => title: Case⏎topics:⏎\t- client ;; 4:1 front matter: a tab stands at the beginning of the line — indent with spaces
title: Case => <<<<<<< HEAD⏎title: Case⏎=======⏎title: Kase⏎>>>>>>> x ;; 2:1 front matter: a merge conflict was left here — keep one of the two sides and remove the lines <<<<<<<, ======= and >>>>>>>
---⏎⏎Text. => ⏎Text. ;; 5:1 front matter: it is not closed — write --- here
---⏎⏎Text. => ...⏎⏎Text. ;; 5:1 front matter: the line ... does not close it — write ---
---⏎⏎Text. => ⏎Text.⏎⏎---⏎ ;; 6:1 front matter: it is not closed before the text — write --- on a line of its own above it
title: Case => title: true ;; 2:8 title: true is not a text until it is quoted — write 'true'
title: Case => title: {a: b} ;; 2:8 title: keys with values stand here — write a quoted text
title: Case => title: Case⏎draft: off ;; 3:8 draft: "off" will not do — write false, without quotes
title: Case => title: Case⏎topics: client storage ;; 3:9 topics: "client storage" is no list — write topics: [client, storage]
title: Case => title: Case⏎Topics: [client] ;; 3:1 Topics: "Topics" is not a known key — write "topics"
title: Case => title: Case⏎play: { figure: a, words: break it } ;; 3:27 play words: "break it" will not do — write three to six words, such as break a scheduler
title: Case => title: Case⏎play: a ;; 3:7 play: "a" will not do — write { figure: its-id, words: break a scheduler }
title: Case => Title: Case ;; 2:1 Title: "Title" is not a known key — write "title"
title: Case => title: Case # 1 ;; 2:8 title: YAML takes # 1 for a comment and drops it — write title: 'Case # 1', or put the comment on a line of its own
title: Case => title: '**Case**' ;; 2:8 title: this is plain text: **Case** is printed as it is — write title: 'Case'; if it is meant, list it under plain
summary: A case. => summary: 'One &#8211; two' ;; 3:10 summary: this is plain text: &#8211; is printed as it is — write summary: 'One – two'; if it is meant, list it under plain
summary: A case. => summary: |⏎  One⏎  two. ;; 3:10 summary: the text breaks into lines — write summary: 'One two.'
`;

for (const line of SEEDED.trim().split('\n')) {
  const [change = '', ...lines] = line.split(' ;; ');
  const [from = '', to = ''] = change.replaceAll('⏎', '\n').split(' => ');
  test(`told of front matter: ${change}`, () => {
    assert.ok(RIGHT.includes(from));
    assert.deepEqual(said(RIGHT.replace(from, () => to)), lines);
  });
}

test('nothing is told of right front matter, however it is written', () => {
  const changes = [
    ['title: Case', 'title: >-\n  A long\n  title'],
    ['title: Case', 'title: 2026-11-20 outage, a diary'],
    ['title: Case', "title: 'A* and B* in snake_case, from $5 to $10; R&D at AT&T; __init__'"],
    ['title: Case', 'title: Case\ntopics: [client] # one\n# aliases: [x]'],
    ['title: Case', "title: 'The `x`'\nplain: [{ text: '`x`', why: meant }]"],
    ['---\ntitle', '---\t\ntitle'],
  ] as const;
  for (const [from, to] of changes) assert.deepEqual(said(RIGHT.replace(from, to)), []);
  assert.deepEqual(said(RIGHT.replaceAll('\n', '\r\n')), []);
});

test('an essay of which nobody can tell whether it is a draft is hidden', () => {
  const hidden = (source: string) => essayOf('a.mdx', 'a', source, TODAY).hidden;
  assert.equal(hidden(RIGHT), false);
  const draft = RIGHT.replace('title', 'draft: true\ntitle');
  for (const source of [
    draft,
    draft.replace('---\n', '--- \n'),
    draft.replace('---\n', '---\t\n'),
    draft.replaceAll('\n', '\r\n'),
    draft.replace('true', 'yes'),
    draft.replace('true', "'true'"),
    draft.replace('title: Case', 'title: Case: x'),
    draft.replace('---\n\n', '----\n\n'),
    `\n${draft}`,
    RIGHT.replace('title', '<<: { draft: true }\ntitle'),
    RIGHT.replace('2026', '2027'),
  ]) {
    assert.equal(hidden(source), true, source);
  }
  const bytes = Buffer.from(RIGHT.replace('Text', 'Caf\xe9'), 'latin1');
  assert.equal(essayOf('a.mdx', 'a', textOf(bytes), TODAY).hidden, true);
});

test('bytes are read as UTF-8, and the place is named where they are not', () => {
  assert.deepEqual(textOf(Buffer.from('\ufeff---\n')), { source: '---\n' });
  assert.deepEqual(textOf(Buffer.from('a \ufffd b é')), { source: 'a \ufffd b é' });
  assert.deepEqual(textOf(Buffer.alloc(0)), { source: '' });
  const latin = Buffer.concat([Buffer.from('\ufeffé \ufffd '), Buffer.from('caf\xe9', 'latin1')]);
  const { source, trouble } = textOf(latin);
  assert.equal(source.slice(0, trouble?.offset), 'é \ufffd caf');
  assert.match(trouble?.message ?? '', /^the é here is not UTF-8/);
  for (const utf16 of [Buffer.from(RIGHT, 'utf16le'), Buffer.from(RIGHT, 'utf16le').swap16()]) {
    assert.match(textOf(utf16).trouble?.message ?? '', /UTF-16/);
    const marked = Buffer.concat([utf16[0] ? Buffer.of(0xff, 0xfe) : Buffer.of(0xfe, 0xff), utf16]);
    assert.match(textOf(marked).trouble?.message ?? '', /UTF-16/);
  }
  assert.match(textOf(Buffer.from('a\rb')).trouble?.message ?? '', /carriage returns/);
  const code = (code: string) => unreadable(Object.assign(new Error('no'), { code })).trouble;
  assert.match(code('EACCES')?.message ?? '', /nobody but its owner may read/);
  assert.match(code('ENOENT')?.message ?? '', /leads nowhere/);
  assert.match(code('EIO')?.message ?? '', /\(EIO\)/);
});

test('control characters and mangled signs are told, but not in code', () => {
  const at = (source: string) =>
    characterFaults(source, readMdx(source).root).map(
      ({ column, message }) => `${column} ${message}`,
    );
  assert.deepEqual(at('a\u001b[0m\u0007 b\u001b'), [
    '2 the control characters U+001B (escape) and U+0007 (bell) stand in this line',
  ]);
  assert.deepEqual(at('cafÃ©'), ['4 Ã© is é in the wrong encoding']);
  assert.deepEqual(at('&#x7;'), ['1 &#x7; is a control character, which no reader can see']);
  assert.deepEqual(at('SÃO, `Ã©`, `&#7;`, a\u2028b\tc &#9; &#160; &#8211;\r\n'), []);
});

test('a day in another form is read where it can only be one', () => {
  const remedy = (written: string) => dayWords(written)?.remedy;
  assert.equal(dayWords('2026-02-28')?.message, '2026-02-28 stands without quotes');
  for (const written of [
    '2026-1-5',
    '5.1.2026',
    'January 5th, 2026',
    '5 Jan 2026',
    '20260105',
    '‘2026-01-05’',
  ]) {
    assert.equal(remedy(written), "write '2026-01-05'", written);
  }
  assert.equal(remedy('13/01/2026'), "write '2026-01-13'");
  assert.match(remedy('05/01/2026') ?? '', /^write year, month and day/);
  assert.equal(dayWords('2026-02-30')?.message, '2026-02-30 does not exist');
  assert.equal(remedy('2026-02-30'), "write a day that does, such as '2026-02-28'");
});

const dated = (slug: string, published: string, more = '') =>
  essayOf(`${slug}.mdx`, slug, `---\ntitle: T\npublished: '${published}'\n${more}---\n`, TODAY);

test('days that nobody can have meant are asked about, unless plain says so', () => {
  const asked = (...essays: ReturnType<typeof dated>[]) =>
    dayFindings(essays, TODAY, 2026).map(({ file, line, field, message }) =>
      [file.replace(/.*\//, ''), line, field, message].join(' '),
    );
  assert.deepEqual(asked(dated('a', '2027-11-29'), dated('b', '2021-01-01')), []);
  assert.deepEqual(asked(dated('a', '2027-11-30')), [
    'a.mdx 3 published 2027-11-30 is more than a year ahead; until then the essay is not shown',
  ]);
  assert.deepEqual(asked(dated('a', '2020-12-31')), [
    'a.mdx 3 published 2020-12-31 is 6 years before the first of the other essays',
  ]);
  assert.deepEqual(asked(dated('a', '2020-12-31'), dated('b', '2021-01-01')), []);
  const meant = (day: string) => `plain: [{ text: '${day}', why: meant }]\n`;
  assert.deepEqual(asked(dated('a', '2062-01-01', meant('2062-01-01'))), []);
  assert.equal(asked(dated('a', '2062-01-01', meant('2061-01-01'))).length, 1);
  const later =
    "revisions: [{ date: '2026-11-30', note: N }]\nreferences: [{ year: 2028, accessed: '2026-11-30' }]\n";
  assert.deepEqual(asked(dated('a', '2026-11-01', later)), [
    'a.mdx 4 revisions 1 date 2026-11-30 is still to come',
    'a.mdx 5 references 1 accessed 2026-11-30 is still to come',
    'a.mdx 5 references 1 year the year 2028 is still to come',
  ]);
  const now = "revisions: [{ date: '2026-11-29', note: N }]\nreferences: [{ year: 2027 }]\n";
  assert.deepEqual(asked(dated('a', '2026-11-01', now)), []);
});

test('what waits is said at the end', () => {
  const essays = [dated('a', '2027-02-01'), dated('b', '2026-11-29'), dated('c', '2027-01-01')];
  assert.deepEqual(waitingDays([...essays, dated('d', '2027-03-01', 'draft: true\n')], TODAY), [
    '2027-01-01',
    '2027-02-01',
  ]);
  const line = (waiting: string[], inDrafts = 0) =>
    closingLine({ checked: 9, findings: [], inDrafts, waiting });
  assert.equal(line([]), 'Checked 9 essays: no faults.');
  assert.equal(line(['2062-11-21']), 'Checked 9 essays: no faults; 1 waits for 2062-11-21.');
  assert.match(
    line(['2027-01-01', '2027-02-01'], 2),
    /; 2 more in drafts \(.*\); 2 wait for 2027-01-01 and 2027-02-01\.$/,
  );
  assert.match(line(['a', 'b', 'c', 'd']), /; 4 wait, the first for a\.$/);
});

test('every file that looks like an essay and is none is told, and no other', () => {
  const entries = (paths: string[], kind: Entry['kind'] = 'file') =>
    paths.map((path) => ({ path, kind }));
  const told = (list: Entry[], matter = false) =>
    passedOver(list, () => matter)
      .map(formatFinding)
      .map((line) => line.replaceAll('src/content/essays/', ''));
  const wrong = [
    'a.MDX',
    'b.md',
    'c.markdown',
    'd.mdx.txt',
    'e/e.md',
    'e/index.md',
    '2026/f/index.mdx',
    'g.docx',
  ];
  assert.equal(told(entries(wrong)).length, wrong.length);
  assert.equal(told(entries(['a', 'a.txt', 'a/notes.txt']), true).length, 3);
  const right = [
    'a.mdx',
    'b/index.mdx',
    'b/notes.md',
    'b/plan.png',
    'b/tests/x.mdx',
    '_c.mdx',
    'd/_e.mdx',
    'README.md',
    'f',
    'a.mdx~',
    '#a.mdx#',
    'a.mdx.orig',
  ];
  assert.deepEqual(told(entries(right)), []);
  assert.deepEqual(told(entries(['x.mdx', 'y'], 'folder')), [
    'x.mdx:1:1  file: this is a folder, not a file — call it x and the essay in it index.mdx',
  ]);
  assert.equal(told(entries(['y'], 'linked folder')).length, 1);
  assert.deepEqual(told(entries(['2026/f/index.mdx'])), [
    '2026/f/index.mdx:1:1  file: the site does not read this file — call it f/index.mdx or f.mdx, or begin its name with _',
  ]);
  const lost = [
    'src/content/a.mdx',
    'src/content/essay/b/index.md',
    'src/pages/c.mdx',
    'src/pages/d/e.md',
  ];
  assert.deepEqual(
    astray(
      [...lost, 'src/pages/_f.mdx', 'src/pages/g.astro', 'src/content/h.json'],
      () => false,
    ).map(({ remedy }) => remedy),
    ['a', 'b', 'c', 'e'].map((slug) => `move it to src/content/essays/${slug}.mdx`),
  );
});

test('names: which files are essays, and patterns that take any name', () => {
  assert.equal(slugOf('a.mdx'), 'a');
  assert.equal(slugOf('a/index.mdx'), 'a');
  for (const path of ['_a.mdx', '.#a.mdx', 'a.md', 'a/b.mdx', 'a.MDX'])
    assert.equal(slugOf(path), undefined);
  const named = (path: string, draft = false) =>
    essayOf(path, 'a', draft ? RIGHT.replace('title', 'draft: true\ntitle') : RIGHT, TODAY);
  assert.deepEqual(shownPatterns([named('a b.mdx'), named('!c(1)[2]{x}*/index.mdx', true)]), [
    'a?b.mdx',
    '!?c?1??2??x??/index.mdx',
  ]);
  assert.deepEqual(shownPatterns([named('a.mdx', true)]), []);
});
