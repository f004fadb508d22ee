/** The line at an essay's head that says how many numbers it has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../src/components/key.ts';

test('of what an essay has none of nothing is said', () => {
  const none = { computed: 0, assumed: 0, cited: 0, claims: 0 };
  assert.equal(keyOf({ ...none, claims: 1 }), '1 claim tested');
  assert.equal(
    keyOf({ ...none, computed: 1 }),
    '1 number: 1 <span class="computed">computed</span>',
  );
  assert.equal(
    keyOf({ computed: 2, assumed: 1, cited: 3, claims: 2 }),
    '6 numbers: 2 <span class="computed">computed</span>, 1 <span class="assumed">assumed</span>, 3 cited<sup class="cite">[n]</sup> · 2 claims tested',
  );
});
