/** Pages that are made ready before a link to them is followed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../bench/serve.ts';
import { inTab } from '../followed.ts';
import { DIST } from './built.ts';

test('a link that the pointer rests on has its page ready, in the scheme that was chosen since', async (t) => {
  const { address, close } = await serve(DIST);
  // Open, it would keep the process from ending.
  t.after(close);
  const link = 'header a[href="/essays/"]';
  const shown = await inTab(async ({ open, rest, follow, evaluate }) => {
    await open(`${address}/`);
    assert.equal(await rest(link), 'Ready');
    await evaluate(
      `(({ target }) => target.dispatchEvent(new Event('change')))({ target: Object.assign(document.getElementById('page.scheme'), { value: 'dark' }) })`,
    );
    await follow(link);
    return evaluate<object>(`(async () => {
      // It may be shown while its end is still being read.
      while (document.readyState !== 'complete') await new Promise((done) => setTimeout(done, 10));
      const ready = performance.getEntriesByType('navigation')[0].activationStart > 0;
      return { path: location.pathname, ready, scheme: document.documentElement.dataset.scheme };
    })()`);
  });
  assert.deepEqual(shown, { path: '/essays/', ready: true, scheme: 'dark' });
});
