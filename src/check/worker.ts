/** The check's work, in a thread that can be ended while an essay's model runs; see watch.ts. */
import { parentPort } from 'node:worker_threads';
import { hasPlaceholders } from '../site.ts';
import { checkSite } from './site.ts';
import type { Heard, Order } from './watch.ts';

const say = (heard: Heard): void => parentPort?.postMessage(heard);

parentPort?.on('message', ({ wanted, drafts, writing, held }: Order) => {
  const tell = (step: Extract<Heard, { step: unknown }>['step']) => say({ step });
  checkSite(wanted, drafts, { tell, held }, writing).then(
    // What code of an essay has left to fail later fails before.
    (report) => setImmediate(() => say({ report, hasPlaceholders })),
    (error: unknown) => say({ error }),
  );
});
