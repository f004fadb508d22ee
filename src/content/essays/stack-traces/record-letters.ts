/**
 * Compiles and runs the receipt of `traces/letters/` in every language and writes down what each
 * printed, with the versions that printed it. It needs gcc, two clangs, gdb, Go, a JDK, Perl, Python
 * and rustc on the machine (`PYTHON=python3.13` names another Python), so no test runs it again.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Build } from './letters.ts';

const FOLDER = fileURLToPath(new URL('traces/letters/', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'letters-'));
cpSync(FOLDER, work, { recursive: true });

const PYTHON = process.env.PYTHON ?? 'python3';

/** How long a program may run before it counts as one that never ends, ms. */
const PATIENCE = 10_000;

interface Ran {
  readonly text: string;
  readonly late: boolean;
  readonly failed: boolean;
}

/** Runs a command in the working folder. @throws where there is no such command */
function run(line: string | readonly string[], env: Record<string, string> = {}): Ran {
  const [command, ...args] = typeof line === 'string' ? line.split(' ') : line;
  const { stdout, stderr, status, error } = spawnSync(command, args, {
    cwd: work,
    env: { ...process.env, LC_ALL: 'C', ...env },
    encoding: 'utf8',
    timeout: PATIENCE,
  });
  const late = error !== undefined && 'code' in error && error.code === 'ETIMEDOUT';
  if (error && !late) throw error;
  return { text: stdout + stderr, late, failed: status !== 0 };
}

/** @throws with what the compiler says where it fails */
function compile(line: string, env?: Record<string, string>): void {
  const { text, failed } = run(line, env);
  if (failed) throw new Error(`${line}: ${text}`);
}

const first = (line: string): string => run(line).text.split('\n')[0];

/** Folders and process numbers shortened as `traces/README.md` says; nothing else is changed. */
const clean = (text: string): string =>
  text
    .replaceAll(work, '/app')
    .replace(/\/rustc\/[0-9a-f]{40}/g, '/rustc/<commit>')
    .replace(/thread 'main' \(\d+\)/g, "thread 'main' (1)")
    .replaceAll('/usr/lib/go-1.19', '/usr/lib/go')
    .replace(/^.*(?:libthread_db|Using host lib).*\n/gm, '')
    .trim()
    .concat('\n');

const BUILDS: readonly Pick<Build, 'name' | 'compiler' | 'options' | 'says'>[] = [
  { name: 'gcc-O0', compiler: 'gcc', options: '-O0 -g', says: 'gcc, not optimised' },
  { name: 'gcc-O1', compiler: 'gcc', options: '-O1 -g', says: 'gcc -O1' },
  { name: 'gcc-O2', compiler: 'gcc', options: '-O2 -g', says: 'gcc -O2' },
  {
    name: 'gcc-O2-asked',
    compiler: 'gcc',
    options: '-O2 -g -DSKU=argv[1]',
    says: 'gcc -O2, order unknown',
  },
  {
    name: 'gcc-O2-one-path',
    compiler: 'gcc',
    options: '-O2 -g -DSKU=argv[1] -fno-isolate-erroneous-paths-dereference',
    says: 'gcc -O2, path not split',
  },
  {
    name: 'gcc-O2-no-inline',
    compiler: 'gcc',
    options: '-O2 -g -fno-inline',
    says: 'gcc -O2 -fno-inline',
  },
  { name: 'gcc-O2-stripped', compiler: 'gcc', options: '-O2 -s', says: 'gcc -O2, stripped' },
  { name: 'clang-14-O1', compiler: 'clang-14', options: '-O1 -g', says: 'clang 14 -O1' },
  { name: 'clang-16-O1', compiler: 'clang-16', options: '-O1 -g', says: 'clang 16 -O1' },
];

/** Compiles the C program one way and lets a debugger print its letter. */
function build(asked: (typeof BUILDS)[number]): [Build, string] {
  compile(`${asked.compiler} ${asked.options} receipt.c -o r`);
  const endless = run('./r tea').late;
  const text = endless
    ? ''
    : clean(
        run(['gdb', '-batch', '-nx', '-ex', 'run tea', '-ex', 'bt', '-ex', 'x/2i $pc', './r']).text,
      );
  const own = /^(?:lookup|price_of|total|receipt|main)(?:\.|$)/;
  const symbols = run('nm r')
    .text.split('\n')
    .flatMap((row) => row.split(' ')[2] ?? []);
  const frames = [...text.matchAll(/^#\d+ +(?:0x\w+ in )?(\S+) \(/gm)].map(([, name]) => name);
  return [
    {
      ...asked,
      endless,
      frames,
      symbols: symbols.filter((name) => own.test(name)),
      instructions: [...text.matchAll(/^(?:=>)?\s+0x\w+(?: <\S+>)?:\t(.*)$/gm)].map(([, it]) =>
        it.replace('\t', ' '),
      ),
    },
    text,
  ];
}

compile('javac -g -d named Receipt.java');
compile('javac -d plain Receipt.java');
compile('go build -o rgo receipt.go', { GOCACHE: join(work, 'cache') });
compile('rustc --edition 2021 -g receipt.rs -o rrust');
compile('rustc --edition 2021 -O receipt.rs -o rfast');
const traced = { RUST_BACKTRACE: '1' };
const texts: Record<string, string> = {
  python: run(`${PYTHON} ${work}/receipt.py`).text,
  'python-wrapped': run(`${PYTHON} ${work}/receipt.py wrap`).text,
  java: run('java -cp named Receipt').text,
  'java-wrapped': run('java -cp named Receipt wrap').text,
  'java-plain': run('java -cp plain Receipt').text,
  'java-direct': run('java -cp named Receipt direct').text,
  go: run('./rgo').text,
  'go-wrapped': run('./rgo wrap').text,
  rust: run('./rrust', traced).text,
  'rust-wrapped': run('./rrust wrap', traced).text,
  'rust-optimised': run('./rfast', traced).text,
  'perl-hash': run('perl receipt.pl hash').text,
  'perl-object': run('perl receipt.pl object').text,
  'perl-confess': run('perl receipt.pl confess').text,
  'perl-wrapped': run('perl receipt.pl wrap').text,
};
const built = BUILDS.map(build);
for (const [{ name, endless }, text] of built) if (!endless) texts[`c-${name}`] = text;

const versions = {
  Python: first(`${PYTHON} --version`),
  Java: first('java --version'),
  Go: first('go version'),
  Rust: first('rustc --version'),
  Perl: `Perl ${run('perl -e print$^V').text.slice(1)}`,
  gcc: first('gcc --version'),
  'clang 14': first('clang-14 --version'),
  'clang 16': first('clang-16 --version'),
  gdb: first('gdb --version'),
};
for (const [name, text] of Object.entries(texts)) {
  writeFileSync(join(FOLDER, `${name}.txt`), clean(text));
}
const letters = { versions, builds: built.map(([facts]) => facts) };
writeFileSync(join(FOLDER, 'letters.json'), `${JSON.stringify(letters, null, 1)}\n`);
rmSync(work, { recursive: true });
