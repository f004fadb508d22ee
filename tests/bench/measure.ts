/** What a command costs: the processor's time, the wall's, and memory, of all its processes. Linux only. */
import { type ChildProcess, execFileSync, type StdioOptions, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface Cost {
  /** Seconds of processor time, user and system, of the command and all that it waited for. */
  readonly cpu: number;
  /** Seconds. */
  readonly wall: number;
  /** The most memory at one moment, bytes: the resident sets of its processes, shared pages in each. */
  readonly peak: number;
}

/** Between two looks at the memory, ms. */
const EVERY = 100;
const PAGE = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }));

/** The fields of `/proc/<pid>/stat` behind the command's name (proc_pid_stat(5)), from the third on. */
function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return []; // it has ended
  }
}
const SESSION = 3;
const RESIDENT = 21;

/** The memory of a session's processes, bytes. */
function residentIn(session: number): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat[SESSION] === String(session))
    .reduce((sum, stat) => sum + Number(stat[RESIDENT]) * PAGE, 0);
}

/** Ends a command that {@link begun} began, and all that it began. */
export function end(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Begins a command in a folder, in a session of its own; it ends with this process at the latest. */
export function begun(
  folder: string,
  [command = '', ...args]: readonly string[],
  stdio: StdioOptions,
): ChildProcess {
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: undefined };
  const child = spawn(command, args, { cwd: folder, env, detached: true, stdio });
  const ended = () => end(child);
  process.prependListener('exit', ended);
  child.on('close', () => process.off('exit', ended));
  return child;
}

/** Bash's own count of what it waited for, apart from what the command says. */
const TIMED = 'exec 4>&2; TIMEFORMAT="%R %U %S"; { time "$@" 2>&4; } 2>&3';

/**
 * Runs a command in a folder to its end.
 *
 * @throws with what it printed, where it fails
 */
export async function costOf(folder: string, ...command: readonly string[]): Promise<Cost> {
  const timed = ['bash', '-c', TIMED, 'bash', ...command];
  const child = begun(folder, timed, ['ignore', 'pipe', 'pipe', 'pipe']);
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, residentIn(child.pid!));
  }, EVERY);
  const said = Promise.all(child.stdio.slice(1).map((stream) => text(stream as Readable)));
  const status = await new Promise((done) => child.on('close', done));
  clearInterval(looking);
  const [printed, complained, took = ''] = await said;
  if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${printed}${complained}`);
  const [wall = 0, user = 0, system = 0] = took.trim().split(' ').map(Number);
  return { cpu: user + system, wall, peak };
}
