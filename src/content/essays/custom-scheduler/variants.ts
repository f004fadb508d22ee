/** The schedulers that are held against the list: two sound ones, and nine with one thing wrong. */
import { CURRENCIES, LIFTS, leastServed } from './accounts.ts';
import type { Policy } from './engine.ts';

/** A scheduler with a name and, for a broken one, what is wrong with it. */
export interface Variant {
  readonly key: string;
  readonly label: string;
  readonly fault: string;
  readonly policy: Policy;
}

/** Two sound schedulers. */
export const SOUND: readonly Variant[] = [
  {
    key: 'floor',
    label: 'sound, lift to the floor',
    fault: '',
    policy: leastServed(),
  },
  {
    key: 'least',
    label: 'sound, lift to the least',
    fault: '',
    policy: leastServed({ lift: LIFTS.toLeast }),
  },
];

/** Nine broken ones, each a sound scheduler with one thing wrong. */
export const BROKEN: readonly Variant[] = [
  {
    key: 'noLift',
    label: 'no lift',
    fault: 'a returning tenant keeps its old counter',
    policy: leastServed({ lift: LIFTS.none }),
  },
  {
    key: 'liftIfAny',
    label: 'lift only if someone waits',
    fault: 'the rule forgets the case of an empty system',
    policy: leastServed({ lift: LIFTS.toLeastIfAny }),
  },
  {
    key: 'prompts',
    label: 'charge prompts only',
    fault: 'outputs are free',
    policy: leastServed({ currency: CURRENCIES.prompts }),
  },
  {
    key: 'requests',
    label: 'charge per request',
    fault: 'every request costs the same',
    policy: leastServed({ currency: CURRENCIES.requests }),
  },
  {
    key: 'done',
    label: 'charge on completion',
    fault: 'service is charged when it ends',
    policy: leastServed({ charge: 'done' }),
  },
  {
    key: 'reset',
    label: 'reset on return',
    fault: 'a returning tenant is lowered to the least counter',
    policy: leastServed({ lift: LIFTS.reset }),
  },
  {
    key: 'toGreatest',
    label: 'lift to the greatest',
    fault: 'a returning tenant starts at the back',
    policy: leastServed({ lift: LIFTS.toGreatest }),
  },
  {
    key: 'refill',
    label: 'refill when empty',
    fault: 'slots are filled only once all of them are free',
    policy: leastServed({ refill: 'when empty' }),
  },
  {
    key: 'richest',
    label: 'serve the most served',
    fault: 'the comparison is the wrong way round',
    policy: leastServed({ serve: 'greatest' }),
  },
];

/** All of them, the sound ones first. */
export const VARIANTS: readonly Variant[] = [...SOUND, ...BROKEN];
