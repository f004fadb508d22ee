/** The orders of one queue, by name, and the six tenants that stand in it. */
import { central, fair, firstCome, shortestPredicted, strict } from './disciplines.ts';
import type { Policy } from './fleet.ts';
import { classOf, FIVE, type Machine } from './workload.ts';

/** What a rule is made for: the machine, and the weights of the classes code, chat and long. */
export interface Setting {
  readonly machine: Machine;
  readonly classWeights: readonly number[];
}

/** How the policies of some rules are made. */
export type Policies = Readonly<Record<string, (setting: Setting) => Policy>>;

const ORDERS = {
  'first come': () => central(firstCome),
  'shortest predicted': () => central(shortestPredicted),
  'strict classes': () => central(strict(classOf)),
  'fair shares': ({ machine }) => central(fair({ machine })),
  'classes 16:4:1': (setting) => central(fair({ ...setting, classOf })),
} satisfies Policies;

export type Order = keyof typeof ORDERS;

/** The order that nests fair shares in weighted classes. */
export const NESTED = 'classes 16:4:1' satisfies Order;

/** The policy of an order. */
export const orderOf = (order: Order, setting: Setting): Policy => ORDERS[order](setting);

/** The five tenants and the sixth. */
export const SIX = [...FIVE, 'bulk'];
