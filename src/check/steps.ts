/** What the check is at while code of an essay runs, so that somebody who waits can be told. */
import type { Place } from './finding.ts';

/** A piece of an essay's code that runs. */
export interface Step {
  readonly slug: string;
  /** Whether a module is loaded; otherwise something that a module exports is called. */
  readonly loads: boolean;
  /** The module that has it. */
  readonly file: string;
  /** `waits`, `knee.draw`, `wait.last`. */
  readonly what: string;
  /** Where it is declared; left out where its name says that. */
  readonly place?: Place;
}

/** Told of each step as it begins, and of its end with undefined. */
export type Tell = (step: Step | undefined) => void;

/** How far the code of an essay may run: not at all, or only until its modules are loaded. */
export type Held = 'unloaded' | 'loaded';

/** What `run` gives; `tell` hears of it before and after. */
export function during<T>(tell: Tell, step: Step, run: () => T): T {
  tell(step);
  try {
    return run();
  } finally {
    tell(undefined);
  }
}
