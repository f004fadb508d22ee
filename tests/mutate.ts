/**
 * Small wrong changes, one at a time, in a copy of the project, and whether the unit tests notice:
 * `npm run mutate`, or with another seed `npm run mutate -- 2`. Prints those that nobody noticed; each
 * is a test to write, or a change that changes nothing.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { seeded, shuffled } from '../src/kit/sim/random.ts';
import { copyProject } from './site/copies.ts';

/** A stretch of a file and what is put in its place. */
interface Change {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Node = { type: string; start: number; end: number } & Record<string, unknown>;

const OTHER: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  some: 'every',
  every: 'some',
};

/** The ways in which one node can be made wrong. */
function wrongs(node: Node, code: string): { start: number; end: number; text: string }[] {
  const { start, end } = node;
  const part = (child: unknown): Node => child as Node;
  if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
    const other = OTHER[String(node.operator)];
    if (!other) return [];
    const from = part(node.left).end;
    const at = code.indexOf(String(node.operator), from);
    return [{ start: at, end: at + String(node.operator).length, text: other }];
  }
  if (node.type === 'Literal' && typeof node.value === 'number') {
    return [{ start, end, text: String(Number(node.value) + 1) }];
  }
  if (node.type === 'Literal' && typeof node.value === 'boolean') {
    return [{ start, end, text: String(!node.value) }];
  }
  if (node.type === 'UnaryExpression' && (node.operator === '!' || node.operator === '-')) {
    return [{ start, end, text: code.slice(part(node.argument).start, part(node.argument).end) }];
  }
  if (node.type === 'ConditionalExpression') {
    const [yes, no] = [part(node.consequent), part(node.alternate)];
    const swapped =
      code.slice(no.start, no.end) + code.slice(yes.end, no.start) + code.slice(yes.start, yes.end);
    return [{ start: yes.start, end: no.end, text: swapped }];
  }
  if (node.type === 'MemberExpression' && part(node.property).type === 'Identifier') {
    const name = part(node.property);
    const other = OTHER[code.slice(name.start, name.end)];
    return other ? [{ start: name.start, end: name.end, text: other }] : [];
  }
  if (node.type === 'TemplateElement' && /\S/.test(code.slice(start, end))) {
    return [{ start, end: start, text: '~' }];
  }
  return [];
}

/** Every change that could be made to a file; types are left alone. */
function changesOf(file: string): Change[] {
  const code = readFileSync(file, 'utf8');
  const found: Change[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null && 'type' in value) {
      const node = value as Node;
      if (/^TS|^Import/.test(node.type) && !/^TS(As|Non|Sat)/.test(node.type)) return;
      if (node.type === 'ThrowStatement') return;
      found.push(...wrongs(node, code).map((wrong) => ({ file, ...wrong })));
      for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child);
    }
  };
  visit(parseSync(file, code).program);
  return found;
}

/** What is changed, how often, and the tests that could know, the quick ones first. */
interface Group {
  readonly files: readonly string[];
  readonly count: number;
  readonly tests: readonly (readonly string[])[];
}

const slow = /\/(author|check-words)\.test\.ts$/;
const unit = globSync('tests/unit/*.test.ts');
const quick = unit.filter((file) => !slow.test(file));
const rest = [
  ...unit.filter((file) => slow.test(file)),
  ...globSync('src/content/essays/*/tests/*.test.ts'),
];
const room = (pattern: string, count: number): Group => ({
  files: globSync(pattern),
  count,
  tests: [quick, rest],
});

const groups: readonly Group[] = [
  room('src/kit/draw/*.ts', 24),
  room('src/kit/*.ts', 12),
  room('src/kit/sim/{stats,queueing,random,heap}.ts', 6),
  room('src/prose/*.ts', 20),
  room(
    'src/check/{captions,citations,collection,exceptions,figures,finding,frontmatter,modules,prose,quantities,structure,uses}.ts',
    18,
  ),
  room('src/essay/{files,matter,modules,holds,results,cache,source,printed}.ts', 12),
  room('src/files/*.ts', 4),
  ...globSync('src/content/essays/*/model.ts').map((model) => {
    const folder = model.slice(0, -'/model.ts'.length);
    return {
      files: globSync(`${folder}/{numbers,figures}.ts`),
      count: 3,
      tests: [['tests/unit/printed.test.ts'], globSync(`${folder}/tests/*.test.ts`)],
    };
  }),
];

const seed = Number(process.argv[2] ?? 1);
const random = seeded(seed);
const chosen = groups.flatMap(({ files, count, tests }) => {
  const all = files.flatMap(changesOf);
  return shuffled(all.length, random)
    .slice(0, count)
    .map((i) => ({ change: all[i], tests }));
});

/** Whether tests pass in a copy. */
const pass = (copy: string, tests: readonly string[]): Promise<boolean> =>
  new Promise((done) => {
    const args = ['--import=./tests/seed.ts', '--test', '--test-reporter=dot', ...tests];
    const child = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore', timeout: 240_000 });
    child.on('close', (code) => done(code === 0));
  });

async function noticed(copy: string, { file, start, end, text }: Change, tests: Group['tests']) {
  const right = readFileSync(file, 'utf8');
  writeFileSync(join(copy, file), right.slice(0, start) + text + right.slice(end));
  let found = false;
  for (const some of tests) found ||= some.length > 0 && !(await pass(copy, some));
  writeFileSync(join(copy, file), right);
  return found;
}

const line = ({ file, start, end, text }: Change): string => {
  const code = readFileSync(file, 'utf8');
  const row = code.slice(0, start).split('\n').length;
  return `${file}:${row}  ${JSON.stringify(code.slice(start, end))} → ${JSON.stringify(text)}  in  ${code.split('\n')[row - 1].trim()}`;
};

const waiting = [...chosen];
let caught = 0;
const hand = async (): Promise<void> => {
  const copy = copyProject();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (await noticed(copy, next.change, next.tests)) caught += 1;
    else console.log(line(next.change));
  }
  rmSync(copy, { recursive: true, force: true });
};
await Promise.all(Array.from({ length: availableParallelism() }, hand));
console.log(`Seed ${seed}: ${caught} of ${chosen.length} wrong changes noticed.`);
