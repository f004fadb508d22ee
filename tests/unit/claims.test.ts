/** Claims as the check sees them: the words around a predicate, and whether it holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asked, claimFindings } from '../../src/check/claims.ts';
import { formatFinding } from '../../src/check/finding.ts';
import { parseMdx } from '../../src/check/tree.ts';
import { claims } from '../../src/kit/claim.ts';
import { experiment } from '../../src/kit/experiment.ts';
import { numbers } from '../../src/kit/number.ts';

const served = experiment({ seed: 1 }, ({ seed }) => ({ mean: 4 + (seed > 3000 ? 9 : 0), all: 8 }));
const unknown = experiment({}, () => ({}));
const wait = numbers(served, {
  mean: { what: 'mean wait', read: (r) => r.mean, unit: 's' },
  all: { what: 'all waits', read: (r) => r.all, unit: 's' },
});
const held = claims(served, {
  less: { holds: (r) => r.mean < r.all, numbers: [wait.mean, wait.all] },
  plain: { holds: (r) => r.mean > 0 },
  wrong: { holds: (r) => r.mean > r.all },
});
const other = claims(unknown, { one: { holds: () => true } });

const FILE = 'src/content/essays/waiting/index.mdx';
const FIGURES = 'src/content/essays/waiting/figures.ts';
const DECLARED = `export const wait = 1;
export const held = claims(served, {
  less: { holds: () => true },
  plain: {},
  wrong: {},
});
export const other = claims(unknown, { one: {} });
`;
const members = <T>(group: string, of: Record<string, T>) =>
  Object.entries(of).map(([name, one]): [string, T] => [`${group}.${name}`, one]);

const asked = (fails: readonly number[] = []): Asked =>
  ({
    holdings: {
      numbers: new Map(members('wait', wait)),
      claims: new Map([...members('held', held), ...members('other', other)]),
    },
    runs: {
      nameOf: (of: unknown) => (of === served ? 'served' : undefined),
      resultOf: () => ({ mean: 4, all: 8 }),
    },
    spreads: { numbers: new Map(), claims: new Map([['held.less', fails]]) },
  }) as unknown as Asked;

/** What the text says behind its import; every claim that it does not make is made below it. */
function find(
  text: string,
  fails?: readonly number[],
  silent: readonly string[] = [],
  component = '',
): string[] {
  const rest = ['held.less', 'held.plain', 'held.wrong', 'other.one'].filter(
    (name) => !text.includes(name) && !silent.includes(name),
  );
  const source = `import { held, other, wait } from './figures.ts'\n\n${text}\n\n${rest.map((name) => `{${name}}`).join(' ')}\n`;
  const parsed = parseMdx(source);
  assert.ok('root' in parsed);
  const exports = { held, other, wait };
  const modules = new Map([['./figures.ts', { file: FIGURES, source: DECLARED, exports }]]);
  const beside = [
    { file: FIGURES, source: DECLARED },
    { file: 'src/content/essays/waiting/Walk.astro', source: component },
  ];
  return claimFindings(FILE, parsed.root, source, modules, asked(fails), beside).map((finding) =>
    formatFinding(finding).replace('src/content/essays/waiting/', ''),
  );
}

const BOTH = '<N of={wait.mean} /> is below <N of={wait.all} />';
const CASES: readonly (readonly [text: string, lines: string[]])[] = [
  [`So <Claim of={held.less}>${BOTH}</Claim>.`, []],
  ['So <Claim of={held.plain}>it is *so*</Claim>.', []],
  [
    'So <Claim of={held.wrong}>the *mean* is\nabove all</Claim>.',
    [
      'index.mdx:3:4  claim: "the mean is above all" does not hold — mend the sentence, or what held.wrong asks of the result',
    ],
  ],
  [
    'So <Claim of={held.less}><N of={wait.all} /> is above <N of={wait.mean} /></Claim>.',
    [
      'index.mdx:3:4  claim: held.less is about wait.mean and wait.all, its words print wait.all and wait.mean — print them in that order, or mend its numbers',
    ],
  ],
  [
    'So <Claim of={held.plain}>it is <N of={wait.all} /></Claim>.',
    [
      'index.mdx:3:4  claim: held.plain is about none, its words print wait.all — write numbers: [wait.all] if the words are right',
    ],
  ],
  [
    'So <Claim of={held.plain}></Claim>.',
    [
      'index.mdx:3:4  claim: held.plain is claimed without words — write the sentence between <Claim of={held.plain}> and </Claim>',
    ],
  ],
  [
    'So <Claim of={held.plian}>so</Claim>.',
    ['index.mdx:3:4  claim: held has no plian — write held.plain'],
  ],
  [
    'So <Claim of={other.one}>so</Claim>.',
    [
      'index.mdx:3:4  claim: other.one is about an experiment that model.ts does not export — export it there; what it is exported as is its name',
    ],
  ],
];

for (const [text, lines] of CASES) {
  test(`claimed: ${text.replace('\n', ' ')}`, () => assert.deepEqual(find(text), lines));
}

test('a claim that fails at other draws is told once, with their seeds', () => {
  const said = `So <Claim of={held.less}>${BOTH}</Claim>.`;
  assert.deepEqual(find(`${said} ${said}`, [3, 4]), [
    'index.mdx:3:4  claim: "4 s is below 8 s" fails at 2 of 8 other draws: seed 3001 and seed 4001 — say what holds at each of them, let held.less ask for it, or draw more runs',
  ]);
});

test('a claim that nobody makes is told where it is declared', () => {
  assert.deepEqual(find('So.', [], ['held.plain']), [
    'figures.ts:4:3  claim: held.plain is claimed nowhere — write <Claim of={held.plain}> and the sentence, or remove it',
  ]);
});

test('what only a component claims has to hold too, told where the claim is declared', () => {
  const walk = (name: string) =>
    `---\nimport { held } from './figures.ts';\n---\n<Claim of={${name}}>so</Claim>`;
  assert.deepEqual(find('So it is.', [], [], walk('held.plain')), []);
  assert.deepEqual(find('So it is.', [], [], walk('held.wrong')), [
    'figures.ts:5:3  claim: "held.wrong" does not hold — mend the sentence, or what held.wrong asks of the result',
  ]);
  assert.deepEqual(find('So it is.', [2], [], walk('held.less')), [
    'figures.ts:3:3  claim: "held.less" fails at 1 of 8 other draws: seed 2001 — say what holds at each of them, let held.less ask for it, or draw more runs',
  ]);
});
