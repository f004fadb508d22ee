import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumsIn } from '../../src/check/arithmetic.ts';
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
In 1985 it was so, and in the 1960s too.
It was the winter of 1969.
On 26 November 2026, on the 3rd of May and on May 3, 1998 it rained.
The log of 2026-11-29T14:30:05Z says so.
It began at 14:30 and ended at 9 a.m., or at 5:30 pm, or 7.30 pm, or 17:05:09.
We met at 10 o'clock, and left at half past 11.
I worked 9 to 5, a 9-to-5 job, a nine-to-five life.
RFC 970 and RFC 9110 are short.
See Figure 12, Section 4.2, § 230, §12.3, Table 10 and Chapter 11.
HTTP 404 is famous, and a 404 page is not; the 404 Not Found is.
It listens on port 8080 of 127.0.0.1:8080.
The route 10.0.0.0/8 is private, and so is fe80::1, and ::1.
ISO 8601 and ISO/IEC 27001:2022 are standards, DIN 5008 too.
SHA-256, MD5, AES-128-GCM, UTF-8, UTF-16LE and Base64 are names.
x86-64, ARM64, amd64, i386 and the 6502 are machines; so are the 8086 and the 68000.
The first of them, the second and the 21st came.
One of them left, and one of the ten stayed.
Call +1 555 0100, or (555) 555-0100, or 555-0199, or +49 30 901820, or 0800 123456.
He played 1. e4 e5 2. Nf3 Nc6, then Bb5 and 12. O-O.
The 80/20 rule, an 80/20 split and 50/50 are sayings.
A copy at 1:1, a screen of 16:9, a 1:1 with my manager.
In my 30s, in her late 40s, in his mid-20s.
user_id=1234 and max_connections=100 are settings.
SQL:2011, SQL:1999, C++20, C11, ES2015, ECMAScript 2015 and Fortran 77.
Version 2.0, v1.2.3, 1.0.0-rc.1, 2.x and a 3.0 release.
We shipped 1.0 in spring, and the 2.0 rewrite later.
4 x 3 x 2 x 1 = 24, and 2 + 2 = 4.
As 12 × 12 = 144, so 10 − 3 = 7 and 100 / 4 = 25.
2^10 = 1024 and 2¹⁰ = 1,024 and (1 + 2) × 10 = 30.
In JavaScript 0.1 + 0.2 = 0.30000000000000004.
1/3 ≈ 0.33 and 22 / 7 ≈ 3.14.
It is Catch-22, Area 51, Route 66 and Fahrenheit 451.
Apollo 11 landed, and Apollo 13 did not.
A Formula 1 car, a G20 summit, the Big 4.
World War 2 and World War II.
I-95 and Highway 101 and the M25.
10 Downing Street, 221B Baker Street and 12 Main Street.
Symphony No. 9, Op. 27 No. 2 and BWV 1007.
ISBN 978-3-16-148410-0 and doi:10.1145/3544548.3581234.
DOI 10.1145/3544548.3581234 and arXiv:1706.03762 are links.
Psalm 23, John 3:16, Genesis 1:1.
Article 12, Title 17, Rule 34.
The 2023-24 season, the 2023/24 budget, FY24 and Q3 2024.
H1 2025, week 42, Day 1.
A 4K screen, 1080p video, an 8K TV.
MP3, H.264, USB 3.0, PCIe 4.0, Wi-Fi 6, Bluetooth 5.3.
DDR5-4800, RTX 4090, GTX 1080 Ti, Core i7-9700K, Ryzen 9 7950X.
#ff8800, #12ab34, #42 and U+1F600.
0xFF, 0b1010 and 0o755.
chmod 755 and umask 022 and kill -9 and exit 1.
In base 10, base 16 and modulo 12, mod 7.
ASCII 65 is a letter.
The errors ERROR 1045 and ORA-00942 and E0308.
UTC+2, UTC+02:00, GMT-5 and UTC−10:30.
It is 24/7 support, 24-7, and 7-Eleven.
Web 2.0 and Industry 4.0 are slogans.
Python 3.12, Node 22 and Java 8.
GPT-4, Llama 3.1 70B, Gemma 2 27B.
Two-phase commit, one-way trip, three-way handshake.
Twenty-first century, the twenties, the nineties.
In 1789 and in 1648, (1687), c. 1450, 44 BC, AD 79, after 1066, from 1618 to 1648, the fire of 1666, the summer of ’62, Einstein’s 1905 papers.
By equation (17), see 2.3 above, clause 7.1, a 200 OK, the 8:15 to Leeds, 0900 hours, 12 noon.
The Thirty Years’ War, a seven-year itch, the 28 tram, a 12-bar blues in 4/4 time, a 2x4, on 35mm film, my two cents.
In the '90s, the ’80s, the ‘70s and the 2000s, the mid-2000s, the early 2010s.
On 9/11, on 12/24/2025, on 24.12.2025.
CVE-2021-44228 and GHSA-12ab.
The issue #1234, PR 567, commit 1a2b3c4 and ticket ABC-123.
A4 paper, an A5 page and a B2 pencil.
Page 12, p. 45, pp. 45-47, line 10 and lines 10–12.
Room 101, Gate 12, Platform 9, Building 20, Pier 39.
SIGKILL (9) is signal 9, errno 11.
The 99th percentile, the 95th and a 2nd try.
Unit 731, Type 2 diabetes, Stage 3.
An 8-bit game, a 64-bit number, a 128-bit key.
ZIP 94105 and CA 94105.
MAC 00:1A:2B:3C:4D:5E.
Ubuntu 24.04 and Debian 12.
0-indexed, 1-based, zero-based.
Sonnet 18 and Canto 3.
$HOME and $1.
localhost:3000, example.org:8443 and [::1]:8080.
Ctrl+1, F12, Alt+F4 and the key 5.
On the 4th of July and on July 4.
The 1st, 2nd and 3rd normal form.
one in, one out; two by two; one by one.
A one-two punch, a three-star general.
Fifty-fifty, twenty-twenty hindsight.
The score was 3–1, then 6-4, 6-3.
Chapter One, Act Two, Part Three.
Java SE 21, .NET 8 and .NET 4.8.
k8s, i18n, a11y, y2k and W3C.
TCP/IP, OSI layer 7, L1 and L2 caches.
404s, 503s and 5xx errors.
Copyright © 2026 The Authors, (c) 2024–2026 Somebody, © 2019–21 a third.
See ch. 12 and chs. 3–4 of it, 17 U.S.C. § 107 and 5 U.S. (1 Cranch) 137 (1803).
It listens on :8080, answers 404, then returned a 503 and replied 429.
It was a 50-50 choice on 21. November 2026.
The 10x engineer is a myth.
2FA, 3D, 5G, 11ty and 1Password are names.
The IBM System/360, PDP-11 and VAX-11/780 are machines.
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
It cost [$5].
It raised [€3m], then [£1.2bn].
They ate [fifty cents] of it.
It holds in [1200] places, and ran in [1500 ms].
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
It splits [70/30] with [12:1] after [30s], with timeout=[30 s], at [４０ ms] or [９９％].
A [4K page] has [4 KB], in load [0.9] / ([1 - 0.9]).
It went from 2 + [12 s] to [14 s], as [30 s] + [20 s] = [50 s].
It costs [12] + n = [24] of the [8086] errors and [6502 requests].
It took [12.5] in the [2.0 case], [1.0 seconds] after [100-2000] of them.
Its ratio:[3000] is [99] units, of unit [12 seconds] and base [0.5].
A sum of 2 + 2 = 4 leaves [12] of [0.5].
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

test('a sum is one of plain numbers, and what it comes to is told', () => {
  const sums: readonly (readonly [text: string, sums: [string, number | undefined][]])[] = [
    ['4 x 3 x 2 x 1 = 24', [['4 x 3 x 2 x 1 = 24', 24]]],
    ['2 + 2 = 5, or so', [['! 2 + 2 = 5', 4]]],
    [
      '2 + 3 × 4 = 14 and (2 + 3) × 4 = 20',
      [
        ['2 + 3 × 4 = 14', 14],
        ['(2 + 3) × 4 = 20', 20],
      ],
    ],
    ['2^3^2 = 512 = 8³', [['2^3^2 = 512 = 8³', 512]]],
    ['10 − 12 = −2', [['10 − 12 = −2', -2]]],
    ['32 × 32 = 1,024', [['32 × 32 = 1,024', 1024]]],
    [
      '1/3 ≈ 0.33, 1/3 = 0.33',
      [
        ['1/3 ≈ 0.33', 1 / 3],
        ['! 1/3 = 0.33', 1 / 3],
      ],
    ],
    ['2 / 3 ≈ 0.66', [['! 2 / 3 ≈ 0.66', 2 / 3]]],
    ['100 / 4 = 26', [['! 100 / 4 = 26', 25]]],
    ['1 / 0 = 5', [['! 1 / 0 = 5', undefined]]],
    ['n + 2 + 2 = 4, 2 + 2 = 4n, 3 × 30 s = 90 s, 2 × 3 = 6%, 2 + 2 = 4 + n', []],
    ['the 40 = 40 of old', []],
  ];
  for (const [text, expected] of sums) {
    assert.deepEqual(
      sumsIn(text).map(({ start, end, holds, comesTo }) => [
        `${holds ? '' : '! '}${text.slice(start, end)}`,
        comesTo,
      ]),
      expected,
      text,
    );
  }
});
