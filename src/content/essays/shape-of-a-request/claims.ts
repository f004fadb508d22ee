/** What the essay's sentences claim of the model's results, by experiment. */
import { claims } from '../../../kit/claim.ts';
import { HOPS, indexOf } from './hops.ts';
import { arithmetic, budget, DULL, sensitivity, walk } from './model.ts';
import {
  changed,
  changedBy,
  clock,
  DISTANCE,
  MOST,
  slow,
  spend,
  spent,
  sums,
  taken,
  typical,
} from './numbers.ts';

/** Whether a value lies between two others. */
const within = (value: number, [least, greatest]: readonly [number, number]): boolean =>
  least < value && value < greatest;

export const followed = claims(walk, {
  complete: {
    holds: ({ spans, waits }) =>
      spans.every(({ start, end }) => end > start) && waits.every((wait) => wait > 0),
  },
  rare: {
    holds: ({ complete }, { requests }) => complete < requests / 200,
    numbers: [taken.complete],
  },
  slow: { holds: ({ gpu, typical: usual }) => gpu > 2 * usual },
});

export const counted = claims(arithmetic, {
  handshake: { holds: ({ edgeRoundTrip, oneWay }) => 2 * edgeRoundTrip > oneWay },
  iterations: {
    holds: ({ promptMs, plainMs }) => promptMs > 4 * plainMs,
    numbers: [sums.prompt, sums.plain],
  },
  rest: {
    holds: ({ rest, halfMean }) => rest > 1.5 * halfMean,
    numbers: [sums.halfMean, sums.rest],
  },
  arrivals: {
    holds: ({ shareOfArrivals, share }) => shareOfArrivals > 2 * share,
    numbers: [sums.arrivals, sums.share],
  },
  onePiece: {
    holds: (r) =>
      r.meanPromptMs > 5 * r.promptMs &&
      r.longestPromptMs > 100 * r.promptMs &&
      r.longestAttentionMs > 0.6 * r.longestPromptMs,
    numbers: [sums.meanPrompt, sums.longestPrompt],
  },
  chunks: {
    holds: (r) => r.promptMs < r.lastChunkMs && r.lastChunkMs < r.longestPromptMs / 30,
    numbers: [sums.prompt, sums.lastChunk],
  },
  longPays: {
    holds: ({ longestInChunksMs, longestPromptMs }) => longestInChunksMs > longestPromptMs,
  },
  limits: {
    holds: (r) => r.chunkMs > 2 * r.decodeMs && r.decodesComputeMs < r.decodeMs / 2,
  },
  between: {
    holds: ({ chatShare, share, mixShare }) => chatShare < share && share < mixShare,
    numbers: [sums.chatShare, sums.mixShare, sums.share],
  },
  clocks: { holds: ({ iterationsPerToken }) => iterationsPerToken > 1.2 },
});

export const held = claims(budget, {
  paperwork: {
    holds: ({ bands }) => within(clock(bands[slow]) / clock(bands[typical]), [0.8, 1.25]),
    numbers: [spend.paperwork],
  },
  mostPass: { holds: ({ routerWaited }) => routerWaited < 0.25 },
  routerLate: {
    holds: ({ bands, back }) =>
      spent(bands[typical], [12]) < 0.02 * bands[typical].gpu &&
      spent(bands[slow], [12]) > 0.6 * (bands[slow].gpu + back),
    numbers: [spend.slowRouterShare],
  },
  rows: {
    holds: ({ hops }) => {
      const [router, engine] = [hops[indexOf(12)], hops[indexOf(15)]];
      const others = hops.filter((hop) => hop !== router && hop !== engine);
      return (
        hops.filter(({ p99 }) => p99 < 50).length > HOPS.length / 2 &&
        router.p50 < 0.5 &&
        router.p999 > 1200 &&
        engine.p50 > 10 &&
        engine.p999 > 0.7 * router.p999 &&
        others.every(({ p999 }) => 4 * p999 < engine.p999)
      );
    },
  },
  most: {
    holds: ({ bands }) =>
      spent(bands[typical], MOST) > 0.9 * bands[typical].gpu &&
      spent(bands[typical], DULL) < 0.1 * bands[typical].gpu,
    numbers: [spend.most],
  },
  slowLines: {
    holds: ({ bands, back }) => {
      const all = bands[slow].gpu + back;
      const [router, engine] = [spent(bands[slow], [12]), spent(bands[slow], [15])];
      return router > 0.6 * all && engine > 0.5 * (all - router);
    },
  },
  sameDistance: {
    holds: ({ bands }) =>
      within(spent(bands[slow], DISTANCE) / spent(bands[typical], DISTANCE), [0.85, 1.15]),
  },
  slowPass: {
    holds: ({ bands }) =>
      within(spent(bands[slow], [17]) / spent(bands[typical], [17]), [1.3, 1.7]),
  },
  owners: {
    holds: ({ bands }) => {
      const share = (band: (typeof bands)[number], hops: readonly number[]) =>
        spent(band, hops) / band.gpu;
      const [own, line] = [[...DISTANCE, 17], [12]];
      return (
        share(bands[typical], own) > 0.5 &&
        share(bands[typical], line) < 0.05 &&
        share(bands[slow], own) < 0.2 &&
        share(bands[slow], line) > 0.5
      );
    },
  },
  tooMuch: {
    holds: ({ sumOfP99, gpu }) => sumOfP99 > (4 / 3) * gpu.p99,
    numbers: [spend.gpuP99],
  },
  somewhere: {
    holds: ({ someHopSlow }) => within(1 / someHopSlow, [6.5, 7.5]),
    numbers: [spend.oneIn],
  },
  dependent: {
    holds: ({ someHopSlow }) => 1 - someHopSlow > HOPS.reduce((none) => none * 0.99, 1),
    numbers: [sums.independent],
  },
  dull: {
    holds: ({ bands }) => bands.every((band) => spent(band, DULL) < 6.5),
    numbers: [spend.dull],
  },
});

export const moved = claims(sensitivity, {
  cold: {
    holds: (r) => changedBy(r, 'cold').p50 > 1.15 * changedBy(r, 'printed').p50,
    numbers: [changed.cold50, spend.p50],
  },
  quiet: {
    holds: (r) => {
      const { p99, routerWaits } = changedBy(r, 'quiet');
      return p99 < 0.5 * changedBy(r, 'printed').p99 && routerWaits < 0.01;
    },
  },
  distance: {
    holds: (r) => {
      const printed = changedBy(r, 'printed');
      return (['cold', 'farEdge', 'farRegion'] as const).every((change) => {
        const { p50, p99 } = changedBy(r, change);
        return p50 > 1.15 * printed.p50 && p99 < 1.12 * printed.p99;
      });
    },
  },
  alike: {
    holds: (r) => {
      const [printed, far] = [changedBy(r, 'printed'), changedBy(r, 'farRegion')];
      return within((far.p99 - printed.p99) / (far.p50 - printed.p50), [0.8, 1.25]);
    },
  },
  load: {
    holds: (r) => {
      const [printed, quiet] = [changedBy(r, 'printed'), changedBy(r, 'quiet')];
      return (
        quiet.p50 > 0.9 * printed.p50 &&
        quiet.p99 < 0.5 * printed.p99 &&
        changedBy(r, 'busy').p99 > 2 * printed.p99 &&
        changedBy(r, 'full').p50 > 2.5 * printed.p50
      );
    },
  },
  few: {
    holds: (r) => changedBy(r, 'few').p50 > 3 * changedBy(r, 'printed').p50,
  },
  many: { holds: (r) => changedBy(r, 'many').p99 < 0.5 * changedBy(r, 'printed').p99 },
  blocks: {
    holds: (r) => within(changedBy(r, 'none').p99 / changedBy(r, 'printed').p99, [0.85, 1]),
  },
  quietBlocks: {
    holds: (r) => changedBy(r, 'quietNone').p99 < 0.75 * changedBy(r, 'quiet').p99,
  },
});
