/** The sentences that the model has to hold, by the experiment that they are about. */
import { claims } from '../../../kit/claim.ts';
import { printedStates, waitingIn } from './machine.ts';
import { machine } from './model.ts';
import { live } from './numbers.ts';

export { common, departed, homes, within } from './claims-after.ts';
export { demands, disguises, identities, inFront, ordering, past, scenes } from './claims-when.ts';
export { asking, told, views, ways } from './claims-where.ts';

export const seen = claims(machine, {
  fewer: {
    holds: (r, p) => {
      const { first, chosen } = printedStates(r, p);
      return waitingIn(first).people > 2.5 * waitingIn(chosen).people;
    },
    numbers: [live.first, live.fair],
  },
  more: {
    holds: (r, p) => {
      const { first, chosen } = printedStates(r, p);
      return waitingIn(chosen).sheets > 1.5 * waitingIn(first).sheets;
    },
  },
});
