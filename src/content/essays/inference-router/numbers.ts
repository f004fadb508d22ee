/** The numbers of the essay's sentences, by the experiment that makes them. */

import { formatNumber, numbers, type Range } from '../../../kit/number.ts';
import type { Row } from './crowd.ts';
import { percent } from './drawing.ts';
import type { Inside, InsideRule } from './inside.ts';
import { printedStates, waitingIn } from './machine.ts';
import type { Spread } from './measures.ts';
import { asked, crowd, division, inside, machine, names, type Where, where } from './model.ts';

export { given } from './assumed.ts';

const whole = { unit: 's', decimals: 0 };

/** A share in words of a list. */
const share = (value: number): string => formatNumber(value, percent);

/** Whether two values differ by less than so large a share of the second. */
export const near = (value: number, other: number, by: number): boolean =>
  Math.abs(value - other) < by * other;

/** The entry that `is` finds; an error where there is no such entry. */
export function only<T>(entries: readonly T[], is: (entry: T) => boolean): T {
  const found = entries.find(is);
  if (found === undefined) throw new Error('no such entry in the result');
  return found;
}

/** From the least to the greatest run of one or several measures. */
const ofRuns = (...spreads: readonly Spread[]): Range => [
  Math.min(...spreads.map(({ low }) => low)),
  Math.max(...spreads.map(({ high }) => high)),
];

const ONE_RUN = 'it is what one flood shows, in the run that the figure prints';

export const live = numbers(machine, {
  first: {
    what: 'people who wait at the printed moment under first come',
    decimals: 0,
    read: (r, p) => waitingIn(printedStates(r, p).first).people,
    thisRun: ONE_RUN,
  },
  fair: {
    what: 'people who wait at the same moment under fair shares',
    decimals: 0,
    read: (r, p) => waitingIn(printedStates(r, p).chosen).people,
    thisRun: ONE_RUN,
  },
});

export const lengths = numbers(asked, {
  explained: {
    what: 'share of the variance of conversation’s answers explained by the twentieth of the prompts, R²',
    ...percent,
    read: (r) => only(r, ({ kind }) => kind === 'chat').explained,
  },
});

export const placed = numbers(where, {
  lasts: {
    what: (_, { load }) => `how long the hour lasts at a load of ${share(load)}, over runs`,
    unit: 'min',
    decimals: 0,
    read: (r: Where) => ofRuns(r.lasts),
  },
  queue: {
    what: (_, { load }) => `mean wait in the central queue at a load of ${share(load)}, over runs`,
    unit: 's',
    decimals: 1,
    read: (r: Where) => ofRuns(r.came['central queue'].mean),
  },
  lost: {
    what: 'what two choices lose to the queue in mean wait, as a share of it, in nineteen of twenty runs',
    ...percent,
    read: (r: Where) => r.came['two choices'].overShare.oneRun,
  },
  saved: {
    what: 'how far below the queue’s the mean wait is with a replica without long, as a share of it, over runs',
    ...percent,
    read: (r: Where) => {
      const [least, greatest] = ofRuns(r.came['a replica without long'].overShare);
      return [-greatest, -least];
    },
  },
});

/** A rule of the flood. */
export const ruleOf = (rows: readonly Row[], rule: Row['rule']): Row =>
  only(rows, (row) => row.rule === rule);

/** A tenant in such a rule. */
export const tenantIn = (row: Row, tenant: string) =>
  only(row.tenants, (one) => one.tenant === tenant);

const tailIn = (rule: Row['rule'], tenant: string) => ({
  what: () => `99th-percentile wait of ${tenant}, ${rule}, over runs`,
  ...whole,
  read: (r: readonly Row[]) => ofRuns(tenantIn(ruleOf(r, rule), tenant).p99),
});

export const flooded = numbers(crowd, {
  alike: {
    what: '99th-percentile wait of any of the five tenants, first come, over runs',
    ...whole,
    read: (r) =>
      ofRuns(
        ...ruleOf(r, 'first come')
          .tenants.filter(({ tenant }) => tenant !== 'bulk')
          .map(({ p99 }) => p99),
      ),
  },
  chatB: tailIn('fair shares', 'chat-b'),
  noFloor: tailIn('fair, no floor', 'chat-b'),
});

export const shares = numbers(division, {
  due: {
    what: 'what a max-min division leaves for chat-a',
    ...percent,
    read: (r) => only(r, ({ tenant }) => tenant === 'chat-a').share,
  },
  asked: {
    what: 'what chat-a asks of the machine',
    ...percent,
    read: (r) => only(r, ({ tenant }) => tenant === 'chat-a').demand ?? Number.NaN,
  },
});

export const identity = numbers(names, {
  classes: {
    what: '99th-percentile wait of chat-b under weighted classes, any number of names, over runs',
    ...whole,
    read: (r) => ofRuns(...r.byNames.map(({ classes }) => classes)),
  },
});

const insideOf = (r: readonly Inside[], rule: InsideRule) => only(r, (one) => one.rule === rule);

export const steps = numbers(inside, {
  quiet: {
    what: 'mean time per token of chat-b without the flood, over runs',
    unit: 'ms',
    decimals: 0,
    read: (r) => ofRuns(insideOf(r, 'without the flood').token),
  },
  flooded: {
    what: 'mean time per token of chat-b in the flood, whatever the order, over runs',
    unit: 'ms',
    decimals: 0,
    read: (r) =>
      ofRuns(
        ...(['first come', 'fair shares', 'strict classes'] as const).map(
          (rule) => insideOf(r, rule).token,
        ),
      ),
  },
});
