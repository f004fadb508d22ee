/**
 * Installs gulp 3.9.1 three times, as it is, with graceful-fs 4, and with a natives that hands out what
 * Node.js loads itself, and writes down what loading it prints and what each minute of the essay's hour
 * found: `node record-hour.ts [another node ...]`. It needs npm and its registry, so no test runs it
 * again.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hour } from './hour.ts';

const NODES = [process.execPath, ...process.argv.slice(2)];
const FOLDER = new URL('traces/hour/', import.meta.url);

/** A folder with gulp 3.9.1 in it. */
function installed(overrides: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gulp-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
  const npm = ['install', 'gulp@3.9.1', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status, stderr } = spawnSync('npm', npm, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return folder;
}

/** What one line of JavaScript prints below a folder; more calls than V8's ten where they are asked for. */
function evaluated(
  node: string,
  code: string,
  cwd: string,
  calls = 10,
): { text: string; ok: boolean } {
  const { status, stdout, stderr } = spawnSync(
    node,
    ['--no-deprecation', `--stack-trace-limit=${calls}`, '-e', code],
    { cwd, env: {}, encoding: 'utf8' },
  );
  return { text: (stdout + stderr).replaceAll(cwd, '/app'), ok: status === 0 };
}

const version = (folder: string, name: string): string =>
  evaluated(
    process.execPath,
    `console.log(require('${name}/package.json').version)`,
    folder,
  ).text.trim();

const framesOf = (trace: string): string[] => trace.match(/^ {4}at .*$/gm)!;

const asIs = installed({});
const without = installed({ 'graceful-fs': '4.2.11' });
const handedOut = installed({});
writeFileSync(
  join(handedOut, 'node_modules/natives/index.js'),
  'exports.require = (id) => require(id);\n',
);
const runs = NODES.map((node) => {
  const { text } = evaluated(node, "require('gulp')", asIs);
  const whole = evaluated(node, "require('gulp')", asIs, 200).text;
  const [, line] = /^ {4}at fs\.js:(\d+)/m.exec(text)!;
  const copy =
    "process.binding('natives').fs.split('\\n').findIndex((row) => row === '} = primordials;') + 1";
  return {
    node: evaluated(node, 'console.log(process.version)', asIs).text.trim(),
    /** The line of the top frame, and the line of the text that Node hands out which has the name. */
    line: Number(line),
    lineOfCopy: Number(evaluated(node, `console.log(${copy})`, asIs).text),
    fsLoads: evaluated(node, "require('fs')", asIs).ok,
    loads: evaluated(node, "require('gulp')", asIs).ok,
    loadsWithout: evaluated(node, "require('gulp')", without).ok,
    loadsHandedOut: evaluated(node, "require('gulp')", handedOut).ok,
    gulpAt: framesOf(whole).findIndex((frame) => frame.includes('/node_modules/gulp/')) + 1,
    text,
    whole,
  };
});
const hour: Hour = {
  gulp: version(asIs, 'gulp'),
  gracefulFs: version(asIs, 'graceful-fs'),
  natives: version(asIs, 'natives'),
  gracefulFsWithout: version(without, 'graceful-fs'),
  runs: runs.map(({ text: _, whole: __, ...facts }) => facts),
};
writeFileSync(new URL('gulp.txt', FOLDER), runs[0].text.trim().concat('\n'));
writeFileSync(new URL('gulp-whole.txt', FOLDER), runs[0].whole.trim().concat('\n'));
writeFileSync(new URL('hour.json', FOLDER), `${JSON.stringify(hour, null, 1)}\n`);
for (const folder of [asIs, without, handedOut]) rmSync(folder, { recursive: true });
