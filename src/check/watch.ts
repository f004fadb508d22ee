/**
 * Runs the check in a thread of its own and ends it when code of an essay takes too long. That is
 * told as a fault, as is what ends the thread by itself, and the check goes on without it.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Report } from './closing.ts';
import { placeIn, saidBy } from './failure.ts';
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
interface Limits {
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

/** A step at which the thread ended, or was ended. */
interface Stopped {
  readonly stopped: Step;
  /** What was thrown beside all that runs; undefined where the step did not end in time. */
  readonly thrown?: unknown;
}

/** Says the thread's end with nothing thrown: a module that ends the process. */
const LEFT = 'it ends the check itself';

/** The fault of a step at which the thread stopped, and the essay whose it is. */
async function stoppedFault({ stopped, thrown }: Stopped, seconds: number) {
  const { file, what, place, loads } = stopped;
  // Reading a module takes what the thread has and a check without such a fault does not need.
  const { partOf } = await import('./modules.ts');
  const { ESSAYS } = await import('../essay/files.ts');
  const [name = '', part = ''] = what.split('.');
  const own = { file, ...(place ?? partOf({ source: readFileSync(file, 'utf8') }, name, part)) };
  const fault = (message: string, remedy: string, at = own, field = what) => ({
    finding: { ...at, field, message, remedy } satisfies Finding,
    slug: at.file
      .slice(ESSAYS.length + 1)
      .split('/')[0]
      .replace(/\.mdx$/u, ''),
    held: loads || at !== own ? ('unloaded' as const) : ('loaded' as const),
  });
  const less = loads ? 'move the work into an experiment' : 'let it compute less';
  if (thrown === undefined) {
    const remedy = `mend the loop that has no end, or ${less}`;
    return fault(`it does not end within ${seconds} s`, remedy);
  }
  if (thrown === LEFT) return fault(LEFT, 'remove what ends the process');
  if ((thrown as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return fault('it takes all the memory', 'mend what grows without end, or let it keep less');
  }
  const at = placeIn(ESSAYS, thrown) ?? own;
  const message = `a promise fails that nothing waits for: ${saidBy(thrown)}`;
  return fault(message, 'compute without waiting', at, 'module');
}

/** A thread for the check; it serves any number of checks, one after the other. */
export function watchedCheck(limits: Limits, say: (line: string) => void) {
  let worker: Worker | undefined;

  /** One try: what came of it, or the step at which it stopped. */
  function run(order: Order): Promise<Watched | Stopped> {
    // What the process itself is started with, such as a test's first module, is not the thread's.
    worker ??= new Worker(WORKER, { execArgv: [] });
    const thread = worker;
    return new Promise((done, fail) => {
      let timers: NodeJS.Timeout[] = [];
      // What is thrown later than a step ends is most likely of the last.
      let last: Step | undefined;
      const rest = () => {
        for (const timer of timers) clearTimeout(timer);
        timers = [];
      };
      const settle = () => {
        rest();
        thread.off('message', hear).off('error', leave).off('exit', exit);
      };
      const begin = (step: Step) => {
        last = step;
        const name = () =>
          say(
            `${step.file}  ${step.what} has taken ${limits.named} s; it is stopped after ${limits.ended}`,
          );
        const end = () => {
          settle();
          worker = undefined;
          thread.terminate().then(() => done({ stopped: step }), fail);
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
      const leave = (thrown: unknown) => {
        settle();
        worker = undefined;
        if (last) done({ stopped: last, thrown });
        else fail(thrown);
      };
      const exit = () => leave(LEFT);
      thread.on('message', hear).on('error', leave).on('exit', exit);
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
        const { finding, slug, held: far } = await stoppedFault(made, limits.ended);
        const before = held.get(slug);
        if (before === 'unloaded') throw made.thrown;
        // What ends the check again once it is loaded is not loaded either.
        held.set(slug, before ? 'unloaded' : far);
        if (!before) stuck.push(finding);
      }
    },
    /** Ends the thread. */
    async close(): Promise<void> {
      await worker?.terminate();
    },
  };
}
