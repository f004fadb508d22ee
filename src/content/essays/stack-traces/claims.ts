import { claims } from '../../../kit/claim.ts';
import type { Build } from './letters.ts';
import { anatomy, compiled, faultsTried, rightEdge, theHour, twoLines } from './model.ts';
import { build, edge, hour, map, trace, tried } from './numbers.ts';

const byName = (builds: readonly Build[], name: string): Build =>
  builds.find((one) => one.name === name)!;

export const letters = claims(anatomy, {
  ours: {
    holds: ({ casts: { receipt } }) => receipt[0].own.length > receipt[0].others,
    numbers: [trace.frames, trace.own],
  },
  gone: {
    holds: ({ casts }) => casts.async[0].own.length === casts.async[1].own.length + 1,
    numbers: [trace.withAwait, trace.withoutAwait],
  },
  pushed: { holds: ({ tooDeep, kept }) => tooDeep <= kept, numbers: [trace.tooDeep] },
});

export const edges = claims(rightEdge, {
  few: { holds: ({ waiting, total }) => waiting < total / 10, numbers: [edge.waiting] },
  guilty: {
    holds: ({ calls, culprit }) => {
      const last = Math.max(...calls.map(({ start }) => start));
      return calls
        .filter(({ name }) => name === culprit)
        .every(({ end }) => end !== null && end < last / 2);
    },
  },
});

export const maps = claims(twoLines, {
  apart: {
    holds: ({ minified, plain }) => minified.line !== plain.line,
    numbers: [map.wrong, map.right],
  },
  none: {
    holds: ({ segments, reported }) => {
      const columns = segments.map(({ generatedColumn }) => generatedColumn);
      return (
        columns.includes(reported - 1) &&
        columns.includes(reported + 1) &&
        !columns.includes(reported)
      );
    },
  },
});

export const trying = claims(faultsTried, {
  fewExact: {
    holds: ({ late: { tally } }) => tally.exactLine < tally.threw / 5,
    numbers: [tried.exact, tried.crashes],
  },
  absent: { holds: ({ late }) => late.onStack < late.tally.threw / 4, numbers: [tried.absent] },
  onlyReceipt: {
    holds: ({ late: { tally } }) =>
      tally.where.any.nowhere === 0 && tally.where.inner.nowhere > tally.threw / 2,
  },
  reached: {
    holds: ({ late: { tally } }) => tally.reached === tally.threw,
    numbers: [tried.calls],
  },
  one: {
    holds: ({ alike, sharing, tables }) => alike > sharing / 2 && tables === 1,
    numbers: [tried.sharing, tried.suspects, tried.alike],
  },
  won: { holds: ({ questions }) => questions < 3, numbers: [tried.questions] },
  nearer: {
    holds: ({ early, late }) => early.nearShare > 1.3 * late.nearShare,
    numbers: [tried.nearLate, tried.nearEarly],
  },
  sayMore: {
    holds: ({ early, late }) => early.tally.signatures > 1.5 * late.tally.signatures,
    numbers: [tried.signaturesEarly, tried.signaturesLate],
  },
  noneWorse: {
    holds: ({ none, changed: { both, moved } }) => both === none.tally.threw && moved === 0,
  },
  saves: {
    holds: ({ changed: { added, saved } }) => saved > 0 && saved === added,
    numbers: [tried.saved],
  },
  falls: {
    holds: ({ none, late, changed: { addedNear } }) =>
      late.nearShare < none.nearShare && late.near === none.near + addedNear && addedNear > 0,
    numbers: [tried.savedNear, tried.nearNone],
  },
  alone: {
    holds: ({ alone, early, late }) =>
      alone.tally.silent > late.tally.silent && Math.abs(alone.nearShare - early.nearShare) < 0.05,
    numbers: [tried.nearAlone],
  },
  silent: {
    holds: ({ early: { tally } }) => tally.silent > tally.threw,
    numbers: [tried.faultsEarly, tried.silentEarly],
  },
  aboutHalf: {
    holds: ({ early: { tally } }) => Math.abs(tally.silent / tally.faults - 0.5) < 0.05,
  },
});

export const built = claims(compiled, {
  inlined: {
    holds: ({ builds }) => {
      const [plain, inlined] = ['gcc-O0', 'gcc-O1'].map((name) => byName(builds, name));
      return inlined.symbols.join() === 'main' && inlined.frames.join() === plain.frames.join();
    },
    numbers: [build.inlined],
  },
  crash: {
    holds: ({ builds }) => {
      const { frames, instructions } = byName(builds, 'gcc-O2');
      return (
        frames.join() === 'main' && /^mov .*0x8,/.test(instructions[0]) && instructions[1] === 'ud2'
      );
    },
  },
  back: {
    holds: ({ builds }) =>
      byName(builds, 'gcc-O2-no-inline').frames.join() === byName(builds, 'gcc-O0').frames.join(),
  },
  split: {
    holds: ({ builds }) =>
      byName(builds, 'gcc-O2-asked').frames.join() === 'main' &&
      ['price_of', ...byName(builds, 'gcc-O2-one-path').frames].join() ===
        byName(builds, 'gcc-O0').frames.join(),
  },
  search: {
    holds: ({ builds }) =>
      byName(builds, 'clang-14-O1').frames.includes('lookup') &&
      byName(builds, 'clang-16-O1').endless,
  },
});

export const spent = claims(theHour, {
  copy: {
    holds: ({ runs }) => runs.every(({ line, lineOfCopy }) => line === lineOfCopy),
    numbers: [hour.line, hour.lineBefore],
  },
  asked: { holds: ({ runs }) => runs.every(({ gulpAt }) => gulpAt > 10), numbers: [hour.gulpAt] },
  without: {
    holds: ({ runs }) =>
      runs.every(
        ({ fsLoads, loads, loadsWithout, loadsHandedOut }) =>
          fsLoads && !loads && loadsWithout && loadsHandedOut,
      ),
  },
});
