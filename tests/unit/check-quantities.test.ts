import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { namesIn, OPAQUE } from '../../src/check/names.ts';
import { quantitiesIn } from '../../src/check/quantities.ts';

const found = (text: string): string[] =>
  quantitiesIn(text, namesIn(text)).map(({ start, end }) => text.slice(start, end));

/** Sentences in which nothing needs provenance. */
const INNOCENT = `
On 26 November 2026 the first essay landed.
The trace begins on November 26, 2026 and ends on 3 December.
In 2019 we had none of this, and since 2021 we have little else.
The figures are from the 2023 traces (Azure, 2023), published in August 2024.
It was said at HotOS 2021 and again at OSDI 2022.
RFC 970 is older than RFC 9110, and both are short.
HTTP/2 has streams, HTTP/1.1 has none, HTTP/3 has them over UDP.
The p99 is not the p99.9, and neither is a promise.
An H100 is not an A100-80GB.
GPT-4, IPv6, UTF-8, SHA-256 and x86-64 are names.
We ran vLLM 0.6 and then vLLM 0.6.3.
Postgres 17 added it; Postgres 9.6 did not.
It changed between Postgres 16 and 17, and with Python 3.12 as well.
With Llama 3.1 70B and Mixtral 8x7B the picture is the same.
Version 2.14 fixed it, v1.30 broke it again.
See Section 4.2, Figure 12 and Table 3.
Sections 4.1–4.3 and pages 12–14 say how.
Step 12 of the list names port 443 and status 503.
The server answers with a 429, and later with 503s.
It exits with exit code 137, which is signal 9.
One of the two is wrong.
There are three rules and two queues, and one place to wait.
Two requests may arrive at once; three of them may not.
I tried three times before it worked.
The 99th percentile of the 21st century is the 1st of many.
In the 1990s, and in the ’60s, machines were slower.
A 64-bit integer and a 16-bit float fit; an 8-bit one does not.
The job starts at 14:30, the other at 9:30, the last at 10 a.m.
It runs 24/7 on 10.0.0.1 behind https://example.com/12/30s.
An M/M/1 queue is simpler than an M/G/k queue with O(1) state.
A two-phase commit is not a three-way handshake.
It takes a second or two, or a few seconds, never an hour.
One day I gave it a second thought, and then one second thought more.
Half of the wait is twice as long as it looks.
The reason is twofold, and the third of them is the best.
The 3D view over 5G is for later, see #12 and CVE-2021-44228.
IEEE 754 says so, and Chrome 120 agrees with CUDA 12.4.
Recall@10 is the measure, ${OPAQUE} its unit.
The wait is ${OPAQUE} seconds at a load of ${OPAQUE}.
Tenant 12 and request 40 wait in slot 16; item 1,001 does not.
Postgres 17 processes it, and one token at a time is written.
A plain 11ty site answers 2FA with 4xx.
The version of 2026-11-26 replaces that of 2026-10.
May I ask, or may 1 of us leave?
C++20 and C++ 20, SQL:2011 and ISO/IEC 9075-1:2011 are editions.
The 80/20 rule is older than 20/20 hindsight, and 50/50 is neither; a copy is 1:1, a screen 16:9.
In my 30s, in his late 20s and in her mid-40s it was no better.
The key is user_id=1234, the server listens with PORT=8080 and --workers=16.
`;

for (const sentence of INNOCENT.trim().split('\n')) {
  test(`innocent: ${sentence}`, () => assert.deepEqual(found(sentence), []));
}

/** Sentences with one quantity each, which stands between brackets. */
const GUILTY = `
It takes [25%] of the time.
It takes [25 %] of the time.
At [0.9] of its load, or at a load [.9], it waits.
A wait of [5 ms] is short, one of [5ms] as well.
A [30-second] wait and a [thirty-second] wait are one.
[Thirty seconds] later, or [two or three seconds] later, it ends.
It needs [two gigabytes] and [ninety-nine percent] of luck.
It reads [a thousand tokens], [a hundred and fifty thousand tokens], [a dozen requests].
[Twelve GPUs] serve [two requests per second] and [five tokens a second].
[40 workers] wait, about [12] of them in vain, in [2000 requests].
A page holds [2048], a frame is [1920 by 1080].
From [10 to 20] is little, [5–10 ms] is more; [10–20%] is most.
It is [3x] faster, [10×] at best, [three times] as long, [tenfold].
[$5] buys [~5], [3 million], [10k requests] or [10⁶ steps], [1e6] or [2^20].
[Nine tenths] of it, [two thirds] of it, [a third of] it, [½ of] it, [1/3] of it.
[One in ten], [nine out of ten], [3 out of 4], [1 in 5], in a [3:1 or 16:4:1] ratio.
[Half a second] and [one second], [one percent] and [five nines].
[Four orders of magnitude] lie between.
A [70B] model and a [500 MB] file take a [500 ms] wait and a [2-core] machine.
In Flutter [16 ms] is the budget; sub-[100 ms] is felt.
k = [10] and n=[100] are the top [10].
I worked on it for [three years], [12 years] ago, [24-hour] days.
Up to [eight tokens] in [two thousand cases], over [a thousand trials].
On [8 replicas] the p99 of [2 s] is that of every [30 requests].
It splits [80/20] with [12:1] after [30s], with timeout=[30 s], at [４０ ms] or [９９％].
[Twenty-four hours] have [one and a half seconds] more.
`;

for (const sentence of GUILTY.trim().split('\n')) {
  test(`guilty: ${sentence}`, () => {
    const marked = [...sentence.matchAll(/\[([^\]]*)\]/g)].map(([, quantity]) => quantity);
    assert.deepEqual(found(sentence.replaceAll(/[[\]]/g, '')), marked);
  });
}

const UNITS = ['s', 'ms', 'GB', 'seconds', 'milliseconds', 'tokens', 'requests', 'percent', '%'];
const FRAMES: readonly (readonly [string, string])[] = [
  ['The wait is ', ' in this case.'],
  ['', ' is what it takes.'],
  ['It grew by (', ') and then stopped'],
  ['“About ', '”, they say.'],
];

const frame = fc.constantFrom(...FRAMES);

test('every number with a unit is one quantity, whole, wherever it stands', () => {
  const number = fc.oneof(
    fc.nat({ max: 1e6 }).map(String),
    fc.nat({ max: 1e6 }).map((n) => n.toLocaleString('en-GB')),
    fc.double({ min: 0, max: 1e4, noNaN: true }).map((x) => x.toFixed(2)),
  );
  fc.assert(
    fc.property(frame, number, fc.constantFrom(...UNITS), ([before, after], n, unit) => {
      const quantity = unit === '%' ? `${n}%` : `${n} ${unit}`;
      assert.deepEqual(found(`${before}${quantity}${after}`), [quantity]);
    }),
  );
});

test('no integer of two or more digits passes, unless it may be a year', () => {
  const integer = fc.integer({ min: 10, max: 1e7 }).filter((n) => n < 1800 || n > 2039);
  fc.assert(
    fc.property(frame, integer, ([before, after], n) => {
      assert.deepEqual(found(`${before}${n}${after}`), [String(n)]);
    }),
  );
});

test('no name with a number in it is a quantity', () => {
  const name = fc.stringMatching(/^[a-zA-Z]{1,6}[-/_.]?\d{1,4}(?:\.\d)?$/);
  fc.assert(
    fc.property(name, (text) => {
      fc.pre(!/^(?:sub|over|under|near|non|plus|minus|about|than|around)/i.test(text));
      assert.deepEqual(found(`It runs on ${text} and waits.`), []);
    }),
  );
});

test('what stands for a component is never part of a quantity, and spans are in order', () => {
  const piece = fc.oneof(
    fc.constantFrom(OPAQUE, ' ', ' ', '30', '0.5', 'two', 'thirty', 's', 'seconds', '%', '.', '-'),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      let end = 0;
      for (const span of quantitiesIn(text)) {
        assert.ok(span.start >= end && span.end > span.start && span.end <= text.length);
        assert.ok(!text.slice(span.start, span.end).includes(OPAQUE));
        end = span.end;
      }
    }),
  );
});
