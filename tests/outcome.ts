/** What tests came to. Silence is no success: a run that tested nothing, or not all, has failed. */

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Why it failed though no test did. */
  readonly why?: string;
}

const because = (outcome: Outcome, why: string): Outcome => ({
  ...outcome,
  failed: outcome.failed + 1,
  why,
});

/**
 * Of a file of Node's tests.
 *
 * @param file its path, as Node was given it
 * @param tap what it wrote down; undefined where it wrote nothing
 * @param ok whether its process ended well
 */
export function outcomeOf(file: string, tap: string | undefined, ok: boolean): Outcome {
  const number = (name: string) =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap ?? '')?.[1] ?? 0);
  const outcome = { passed: number('pass'), failed: number('fail') + number('cancelled') };
  if (!ok) {
    // What ends badly behind its last test has failed as well.
    return { ...outcome, failed: Math.max(outcome.failed, 1) };
  }
  const ended = /^# pass \d+$/m.test(tap ?? '');
  if (!ended) return because(outcome, 'it ended before its tests did');
  // Of a file without tests Node tells one test, called as the file is.
  const [, first] = /^# Subtest: (.*)$/m.exec(tap ?? '') ?? [];
  if (first === undefined || first === file) {
    return because({ ...outcome, passed: 0 }, 'it has no tests');
  }
  const leftOut = number('skipped') + number('todo');
  if (leftOut > 0) return because(outcome, `${leftOut} of its tests were left out`);
  return outcome;
}

/** What Playwright counts in its report. */
export interface Stats {
  readonly expected: number;
  readonly unexpected: number;
  readonly flaky: number;
  readonly skipped: number;
}

/**
 * Of the tests in a browser.
 *
 * @param stats undefined where there is no report: they did not even start
 */
export function browserOutcome(stats: Stats | undefined, ok: boolean): Outcome {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats ?? {};
  const outcome = { passed: expected, failed: unexpected + flaky };
  if (!ok) return { ...outcome, failed: Math.max(outcome.failed, 1) };
  if (expected === 0) return because(outcome, 'no test was run');
  return skipped > 0 ? because(outcome, `${skipped} tests were left out`) : outcome;
}
