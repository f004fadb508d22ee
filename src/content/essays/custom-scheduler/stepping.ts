/** The smallest counterexamples, played: what a reader steps through. */
import { experiment } from '../../../kit/experiment.ts';
import { filmed, type History } from './frames.ts';
import type { Violation } from './judge.ts';
import { SMALLEST } from './smallest.ts';

/** A request as it went through the machine; ticks. */
export interface Passage {
  readonly tenant: number;
  readonly arrival: number;
  readonly start: number;
  readonly end: number;
  readonly prompt: number;
  readonly output: number;
}

/** A broken scheduler and the smallest case that shows it. */
export interface Played {
  readonly key: string;
  readonly label: string;
  readonly violation: Violation;
  readonly unit: number;
  readonly passages: readonly Passage[];
}

/** What the steps of one case and all nine cases came to. */
export interface Stepped {
  readonly history: History;
  readonly chosen: Played;
  readonly all: readonly Played[];
}

/** The nine smallest cases under the schedulers that they break, and one of them step by step. */
export const breakIt = experiment(
  { scheduler: 'noLift' },
  ({ scheduler }: { readonly scheduler: string }): Stepped => {
    const runs = SMALLEST.map(({ key, label, policy, made }) => {
      const { history, log } = filmed(made, policy, 'step');
      const [violation] = history.found;
      if (violation === undefined) throw new Error(`${key} is not broken by its smallest case`);
      const start = new Map(log.admissions.map(({ request, tick }) => [request.id, tick]));
      const passages = made.requests.map(({ id, tenant, arrival, prompt, output }) => ({
        tenant,
        arrival,
        prompt,
        output,
        start: start.get(id) ?? log.ticks,
        end: log.finished[id],
      }));
      return { history, played: { key, label, violation, unit: history.unit, passages } };
    });
    const shown = runs.find(({ played }) => played.key === scheduler) ?? runs[0];
    return {
      history: shown.history,
      chosen: shown.played,
      all: runs.map(({ played }) => played),
    };
  },
);
