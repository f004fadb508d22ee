/**
 * Runs the check in a thread of its own and ends it when code of an essay takes too long: that is
 * told as a fault, and the check goes on without it.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Report } from './closing.ts';
import { type Finding, inOrder } from './finding.ts';
import type { Held, Step } from './steps.ts';

/** What the thread is asked to do. */
export interface Order {
  readonly wanted: readonly string[];
  readonly drafts: boolean;
  readonly writing: boolean;
  readonly held: ReadonlyMap<string, Held>;
}

/** What the thread says. */
export type Heard =
  | { readonly step: Step | undefined }
  | { readonly report: Report; readonly hasPlaceholders: boolean }
  | { readonly error: unknown };

/** How long one step may take before it is named, and before it is ended, s. */
export interface Limits {
  readonly named: number;
  readonly ended: number;
}

export const LIMITS: Limits = { named: 10, ended: 60 };

/** What came of the check. */
export interface Watched {
  readonly report: Report;
  readonly hasPlaceholders: boolean;
}

const WORKER = new URL('./worker.ts', import.meta.url);

/** The fault of a step that was ended. */
async function unending({ file, what, place, loads }: Step, seconds: number): Promise<Finding> {
  // Reading a module takes what the thread has and a check without such a fault does not need.
  const { partOf } = await import('./modules.ts');
  const [name = '', part = ''] = what.split('.');
  return {
    file,
    ...(place ?? partOf({ source: readFileSync(file, 'utf8') }, name, part)),
    field: what,
    message: `it does not end within ${seconds} s`,
    remedy: `mend the loop that has no end, or ${loads ? 'move the work into an experiment' : 'let it compute less'}`,
  };
}

/** A thread for the check; it serves any number of checks, one after the other. */
export function watchedCheck(limits: Limits, say: (line: string) => void) {
  let worker: Worker | undefined;

  /** One try: what came of it, or the step at which it was ended. */
  function run(order: Order): Promise<Watched | { readonly stuck: Step }> {
    // What the process itself is started with, such as a test's first module, is not the thread's.
    worker ??= new Worker(WORKER, { execArgv: [] });
    const thread = worker;
    return new Promise((done, fail) => {
      let timers: NodeJS.Timeout[] = [];
      const rest = () => {
        for (const timer of timers) clearTimeout(timer);
        timers = [];
      };
      const settle = () => {
        rest();
        thread.off('message', hear).off('error', fail).off('exit', leave);
      };
      const begin = (step: Step) => {
        const name = () =>
          say(
            `${step.file}  ${step.what} has taken ${limits.named} s; it is stopped after ${limits.ended}`,
          );
        const end = () => {
          settle();
          worker = undefined;
          thread.terminate().then(() => done({ stuck: step }), fail);
        };
        timers = [setTimeout(name, limits.named * 1000), setTimeout(end, limits.ended * 1000)];
      };
      const hear = (heard: Heard) => {
        if ('step' in heard) {
          rest();
          if (heard.step) begin(heard.step);
          return;
        }
        settle();
        if ('error' in heard) fail(heard.error);
        else done(heard);
      };
      const leave = (code: number) => {
        settle();
        worker = undefined;
        fail(new Error(`the check ended with ${code}`));
      };
      thread.on('message', hear).on('error', fail).on('exit', leave);
      thread.postMessage(order);
    });
  }

  return {
    /** Checks the essays named, all where none is; see `checkSite`. */
    async check(wanted: readonly string[] = [], drafts = false, writing = false): Promise<Watched> {
      const held = new Map<string, Held>();
      const stuck: Finding[] = [];
      for (;;) {
        const made = await run({ wanted, drafts, writing, held });
        if ('report' in made) {
          const { report } = made;
          return {
            ...made,
            report: { ...report, findings: inOrder([...report.findings, ...stuck]) },
          };
        }
        const { slug, loads } = made.stuck;
        held.set(slug, loads ? 'unloaded' : 'loaded');
        stuck.push(await unending(made.stuck, limits.ended));
      }
    },
    /** Ends the thread. */
    async close(): Promise<void> {
      await worker?.terminate();
    },
  };
}
