/** Figures of letters: the reader's own beside Node's, the builds in C, the hour with gulp's trace. */
import { LINE, words } from '../../../kit/draw/label.ts';
import { dot, rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, column, group, moved, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { type Figure, figure } from '../../../kit/figure.ts';
import { rows } from './blocks.ts';
import { compiled, theHour, yourLetter } from './model.ts';

type Letters = ReturnType<typeof yourLetter.compute>;

const titled = (title: string, block: Block): Block =>
  column([rows(block.width, [title], 'title'), block], 4);

function beside(width: number, { node, letter, program, yours }: Letters): Block {
  const half = isNarrow(width) ? width : (width - 28) / 2;
  const left = titled(`Node.js ${node.slice(1)}`, rows(half, letter.split('\n')));
  const listing = program
    .trimEnd()
    .split('\n')
    .map((line, i) => `${i + 1} ${line}`.trimEnd());
  const right = yours
    ? titled('Your browser', rows(half, yours.lines))
    : titled('The program', rows(half, listing));
  if (isNarrow(width)) return column([left, right], 14);
  const body = left.body + moved(half + 28, 0, right.body);
  return { width, height: Math.max(left.height, right.height), body };
}

const said = ({ letter, yours }: Letters): string => {
  const nodes = letter.split('\n').length - 1;
  if (!yours) return `Node.js writes ${nodes} calls under its message.`;
  const same = yours.lines[0] === letter.split('\n')[0] ? 'the same message' : 'another message';
  return `Your browser writes ${same} and ${yours.lines.length - 1} calls down to the last one of the program; below it are ${yours.below} of this page.`;
};

export const yours: Figure<typeof yourLetter.defaults, Letters> = figure({
  id: 'your-letter',
  title: 'The same crash, as your browser tells it',
  size: 'page',
  of: yourLetter,
  caption: () =>
    'The receipt of the first trace. Its program can run here too, in the engine that shows you this page; that trace is cut below the last call of the program.',
  alt: (result) =>
    `${said(result)} ${(result.yours?.lines ?? result.letter.split('\n')).join('; ')}`,
  draw: (result, _, width) => beside(width, result),
  table: ({ letter }) => ({
    columns: [{ name: 'line' }, { name: 'Node.js' }],
    rows: letter.split('\n').map((line, i) => [i + 1, line.trim()]),
  }),
  controls: [{ kind: 'switch', name: 'here', label: 'Run it in this browser' }],
  outcome: said,
});

/** Functions that a build's letter can name, newest first; the C library's search for the end counts as one. */
const FRAMES = ['strcmp', 'lookup', 'price_of', 'total', 'receipt', 'main'] as const;
const nameOf = (frame: string): string => (frame.startsWith('__strcmp') ? 'strcmp' : frame);

type Builds = ReturnType<typeof compiled.compute>['builds'];

/** What became of a build's trace, in a word or two. */
function verdict({ endless, frames, symbols }: Builds[number]): string {
  if (endless) return 'runs for ever';
  if (frames[0] === '??') return 'no names left';
  if (frames.includes('lookup')) return 'past the table';
  if (frames.length === 1) return 'only the crash';
  if (!frames.includes('price_of')) return 'one name lost';
  return symbols.includes('lookup') ? 'nothing inlined' : 'all inlined';
}

/** The three ways in which the builds end: a heading, and which of them it is over. */
const FATES: readonly { title: string; is: (build: Builds[number]) => boolean }[] = [
  { title: 'Every name kept', is: ({ frames }) => frames[0] === 'price_of' },
  {
    title: 'Names gone',
    is: ({ frames, endless }) =>
      !endless && !frames.includes('price_of') && !frames.includes('lookup'),
  },
  {
    title: 'A search without an end',
    is: ({ frames, endless }) => endless || frames.includes('lookup'),
  },
];

function matrix(width: number, builds: Builds): Block {
  const narrow = isNarrow(width);
  const left = narrow ? 0 : 168;
  const right = narrow ? 0 : 145;
  const cell = (width - left - right) / FRAMES.length;
  const pitch = narrow ? 42 : 24;
  let y = LINE + 6;
  let [texts, ours, search, edges] = ['', '', '', ''];
  for (const { title, is } of FATES) {
    texts += words(0, y + LINE / 2, title, 'title');
    y += LINE + 6;
    for (const build of builds.filter(is)) {
      const cells = narrow ? y + LINE + 3 : y;
      texts += words(0, narrow ? y + LINE / 2 : cells + 9, build.says);
      texts += words(width, narrow ? y + LINE / 2 : cells + 9, verdict(build), 'name', 'end');
      FRAMES.forEach((name, i) => {
        const box = rectangle(left + i * cell + 1, cells, left + (i + 1) * cell - 3, cells + 18);
        if (build.frames.some((frame) => nameOf(frame) === name)) {
          if (name === 'lookup') search += box;
          else ours += box;
        } else if (!build.endless) edges += box;
      });
      if (build.frames[0] === '??') {
        texts += words(left + (FRAMES.length - 0.5) * cell - 1, cells + 9, '??', '', 'middle');
      }
      y += build.endless && narrow ? LINE + 8 : pitch;
    }
    y += 8;
  }
  const heads = FRAMES.map((name, i) =>
    words(left + (i + 0.5) * cell - 1, LINE / 2, name, 'name', 'middle'),
  );
  const body =
    heads.join('') +
    group('rows', texts) +
    path('outline reference thin', edges) +
    path('fill work', ours) +
    path('fill lost', search);
  return { width, height: y - 8, body };
}

export const cBuilds = figure({
  id: 'c-builds',
  title: 'One crash in C, compiled nine ways',
  size: 'text',
  of: compiled,
  caption: () =>
    'Which functions the debugger names, the newest at the left. Red: lookup, in a trace only because it never returned. The build that runs for ever writes no trace, and so has no row of boxes.',
  alt: ({ builds }) =>
    builds
      .map(({ says, frames, endless }) =>
        endless ? `${says}: runs for ever.` : `${says}: ${frames.map(nameOf).join(', ')}.`,
      )
      .join(' '),
  draw: ({ builds }, _, width) => matrix(width, builds),
  table: ({ builds }) => ({
    columns: [
      { name: 'compiler' },
      { name: 'options' },
      { name: 'frames' },
      { name: 'functions in the symbol table' },
      { name: 'crashes at' },
    ],
    rows: builds.map(({ compiler, options, frames, symbols, instructions, endless }) => [
      compiler,
      options,
      endless ? 'none: runs for ever' : frames.join(', '),
      symbols.join(', ') || 'none',
      instructions.join('; ') || 'nowhere',
    ]),
  }),
});

/** Suspects of the hour, the minute at which each was ruled out, and by what; one stays. */
const HOUR = [
  ['a missing file', 0, 'the message names a name'],
  ['Node.js', 5, 'require("fs") works'],
  ['the fs that Node.js loads', 15, 'there are two copies'],
  ['gulp', 35, 'only requires'],
  ['graceful-fs', 35, 'asks for a copy, no more'],
  ['natives', 60, 'makes the copy'],
] as const;

function timeline(width: number): Block {
  const narrow = isNarrow(width);
  const left = narrow ? 0 : 200;
  const pitch = narrow ? 36 : 24;
  const x = (minute: number) => left + 5 + (minute / 60) * (width - left - 10);
  const top = LINE + 6;
  let [texts, lines, ends, stays] = ['', '', '', ''];
  HOUR.forEach(([name, minute, why], i) => {
    const y = top + i * pitch + (narrow ? 24 : pitch / 2);
    texts += words(0, narrow ? y - 14 : y, name);
    const line = segment(x(0), y, x(minute), y);
    if (minute === 60) stays += line;
    else lines += line;
    if (minute < 60) ends += dot(x(minute), y, 'cross', 4);
    if (narrow) texts += words(width, y - 14, why, 'name', 'end');
    else if (minute < 60) texts += words(x(minute) + 12, y, why, 'name');
  });
  const height = top + HOUR.length * pitch;
  const ticks = [0, 5, 15, 35, 50, 60].map((minute) =>
    words(
      x(minute),
      LINE / 2,
      String(minute),
      'name',
      minute === 0 ? 'start' : minute === 60 ? 'end' : 'middle',
    ),
  );
  const grid = [0, 5, 15, 35, 50, 60]
    .map((minute) => segment(x(minute), top, x(minute), height))
    .join('');
  const body =
    path('grid', grid) +
    ticks.join('') +
    path('line reference', lines) +
    path('line lost strong', stays) +
    path('line ink', ends) +
    group('rows over', texts);
  return { width, height, body };
}

export const hourFigure = figure({
  id: 'the-hour',
  title: 'The hour, in minutes',
  size: 'text',
  of: theHour,
  caption: ({ natives }) =>
    `Who could have been at fault, and until which minute. The copy of fs that fails is compiled by natives ${natives}. At the last mark but one stands the prediction: with that copy out of the way, gulp loads.`,
  alt: () =>
    HOUR.map(([name, minute, why]) =>
      minute === 60
        ? `${name} stays: ${why}.`
        : `${name} is ruled out at minute ${minute}: ${why}.`,
    ).join(' '),
  draw: (_result, _params, width) => timeline(width),
  table: ({ runs }) => ({
    columns: [
      { name: 'Node.js' },
      { name: 'line of the top frame' },
      { name: 'line of the name in the text handed out' },
      { name: 'fs loads' },
      { name: 'gulp loads' },
      { name: 'gulp loads with graceful-fs 4' },
      { name: 'gulp loads where natives hands out the fs of Node.js' },
      { name: "frame that is gulp's" },
    ],
    rows: runs.map((run) => [
      run.node,
      run.line,
      run.lineOfCopy,
      ...[run.fsLoads, run.loads, run.loadsWithout, run.loadsHandedOut].map((is) =>
        is ? 'yes' : 'no',
      ),
      run.gulpAt,
    ]),
  }),
});
