import { type Chart, chart } from '../../../kit/draw/chart.ts';
import { bars, dots, line, note, rule, texts } from '../../../kit/draw/layers.ts';
import { markLine, markOf } from '../../../kit/draw/mark.ts';
import { dotRows } from '../../../kit/draw/rows.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column, type Style } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { log } from '../../../kit/sim/portable.ts';
import type { ClaimForm } from './claims.ts';
import {
  claimForms,
  commitsPerFlush,
  forgottenTransaction,
  pagesPerClaim,
  reading,
} from './model.ts';
import type { IndexChoice } from './recorded.ts';

const INDEX: Record<IndexChoice, { name: string; style: Style }> = {
  primary: { name: 'primary key only', style: { role: 'lost' } },
  state: { name: 'with a full index', style: { role: 'ink', dash: 'dashed' } },
  available: { name: 'with a partial index', style: { role: 'work' } },
};

type PagesRun = ReturnType<typeof pagesPerClaim.compute>;
type PagesSettings = typeof pagesPerClaim.defaults;

const when = (old: boolean): string =>
  old ? 'an old transaction is open elsewhere' : 'no old transaction is open';

function pagesOutcome({ chosen }: PagesRun, { index, old }: PagesSettings): string {
  const removed = chosen.removed
    ? ` It read ${formatNumber(chosen.removed)} finished rows and threw them away.`
    : '';
  return (
    `${formatNumber(chosen.finished)} finished jobs in the table, ${INDEX[index].name}; ${when(old)}. ` +
    `The claim used ${chosen.scan} and made ${formatNumber(chosen.visits)} page visits: ` +
    `${formatNumber(chosen.table)} in the table and ${formatNumber(chosen.index)} in the index.${removed}`
  );
}

const last = (run: PagesRun, series: number): number => run.series[series].visits.at(-1)!;

export const pagesFigure = figure<PagesSettings, PagesRun>({
  id: 'pages',
  title: 'Where the pages go',
  size: 'page',
  of: pagesPerClaim,
  caption: (r, p) =>
    'Page visits to find and lock one job, against the finished jobs kept in the table; logarithmic scale. VACUUM and ANALYZE ran before each claim. ' +
    (p.old
      ? `With an old transaction open they can remove nothing. The last claim makes ${formatNumber(last(r, 0))} visits with the primary key only and ${formatNumber(last(r, 2))} with a partial index; the full index's line jumps where the planner changes its mind.`
      : `With the primary key only, the claim walks past every finished job, ${formatNumber(last(r, 0))} visits at the end. With either index it makes ${formatNumber(last(r, 2))} from one end to the other. The scale has room for what an old transaction makes of it.`),
  alt: (r, p) =>
    `Three lines of page visits over finished jobs from 0 to ${formatNumber(r.finished.at(-1)!)}, when ${when(p.old)}: ${r.series.map((s, i) => `${INDEX[s.index].name}, from ${formatNumber(s.visits[0])} to ${formatNumber(last(r, i))}`).join('; ')}.`,
  draw: (r, p, width) =>
    chart(width, {
      x: linearAxis([0, r.finished.at(-1)!], { label: 'finished jobs in the table' }),
      y: logAxis([1, 100_000], {
        label: 'page visits per claim',
        ticks: [1, 10, 100, 1_000, 10_000, 100_000],
      }),
      layers: [
        ...r.series.map(({ index, visits }) =>
          line(
            visits.map((y, i) => [r.finished[i], y] as const),
            {
              ...INDEX[index].style,
              weight: index === p.index ? 'strong' : undefined,
              label: INDEX[index].name,
            },
          ),
        ),
        dots([[r.chosen.finished, r.chosen.visits]], { role: INDEX[p.index].style.role, r: 4.5 }),
        note(r.chosen.finished, r.chosen.visits, formatNumber(r.chosen.visits), {
          role: INDEX[p.index].style.role,
          anchor: r.chosen.finished > 10_000 ? 'end' : 'start',
          dx: r.chosen.finished > 10_000 ? -4 : 4,
          dy: -14,
        }),
      ],
    }),
  table: (r) => ({
    columns: [
      { name: 'finished jobs' },
      ...r.series.map(({ index }) => ({ name: INDEX[index].name, unit: 'page visits' })),
    ],
    rows: r.finished.map((n, i) => [n, ...r.series.map(({ visits }) => visits[i])]),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'index',
      label: 'Index',
      options: (['primary', 'state', 'available'] as const).map((value) => ({
        value,
        label: INDEX[value].name,
      })),
    },
    {
      kind: 'number',
      name: 'finished',
      label: 'Finished jobs',
      min: 0,
      max: 20_000,
      step: 2_000,
    },
    { kind: 'switch', name: 'old', label: 'An old transaction is open' },
  ],
  outcome: pagesOutcome,
});

const FORM: Record<ClaimForm, string> = {
  plain: 'no lock',
  recheck: 'no lock, state checked again',
  lock: 'for update',
  skip: 'for update skip locked',
};

/** Job numbers given out more than once. */
function repeated(claimed: readonly (number | null)[]): Set<number> {
  const given = claimed.filter((job) => job !== null);
  return new Set(given.filter((job, i) => given.indexOf(job) !== i));
}

export const claimFormsFigure = figure({
  id: 'claims',
  title: 'Four workers, eight jobs, four ways to ask',
  size: 'text',
  of: claimForms,
  caption: (r) =>
    `Each cell is a worker's answer: the number of its job, or a dash for none; at the right, the jobs left. Hatched: it waited for another's transaction first. Red: a job given out twice, or none given while ${r[1].available} were waiting. Only the last row hands out different jobs at once.`,
  alt: (r) =>
    r
      .map(
        (o) =>
          `${FORM[o.claim]}: jobs ${o.claimed.map((job) => job ?? 'none').join(', ')}; ${o.waited} waited, ${o.available} jobs are left.`,
      )
      .join(' '),
  draw: (r, p, width) => {
    const cells = r.flatMap((o) => {
      const twice = repeated(o.claimed);
      return o.claimed.map((job, i) => ({
        y: FORM[o.claim],
        from: i + 0.06,
        middle: i + (i >= p.workers - o.waited ? 0.36 : 0.06),
        to: i + 0.94,
        text: job === null ? '–' : String(job),
        wrong: job === null ? o.available > 0 : twice.has(job),
        none: job === null,
      }));
    });
    const box = (c: (typeof cells)[number]) => ({
      x: [c.middle, c.to] as const,
      y: c.y,
      text: c.text,
    });
    const spec: Chart = {
      x: linearAxis([0, p.workers + 1], {
        label: 'answer to a worker, in order',
        ticks: Array.from({ length: p.workers + 1 }, (_, i) => i + 0.5),
        format: (v) => (v > p.workers ? 'left' : String(v + 0.5)),
      }),
      y: bandAxis(
        r.map((o) => FORM[o.claim]),
        { gap: 0.36 },
      ),
      grid: 'none',
      height: 176,
      layers: [
        bars(
          cells
            .filter((c) => c.middle - c.from > 0.01)
            .map((c) => ({ x: [c.from, c.middle], y: c.y })),
          { role: 'wait', hatched: true },
        ),
        bars(cells.filter((c) => !c.wrong).map(box), { role: 'work' }),
        bars(cells.filter((c) => c.wrong && !c.none).map(box), { role: 'lost' }),
        bars(cells.filter((c) => c.wrong && c.none).map(box), { role: 'lost', outlined: true }),
        texts(
          r.map((o) => ({ x: p.workers + 0.5, y: FORM[o.claim], text: String(o.available) })),
          { role: 'ink' },
        ),
      ],
    };
    return chart(width, spec);
  },
  table: (r, p) => ({
    columns: [
      { name: 'claim' },
      ...Array.from({ length: p.workers }, (_, i) => ({ name: `answer ${i + 1}`, unit: 'job' })),
      { name: 'waited', unit: 'workers' },
      { name: 'left', unit: 'jobs' },
    ],
    rows: r.map((o) => [
      FORM[o.claim],
      ...o.claimed.map((job) => job ?? 'none'),
      o.waited,
      o.available,
    ]),
  }),
});

const STEP: Record<string, string> = {
  none: 'no index',
  index: 'index on tenant',
  covering: 'covering index',
  touched: 'one row in a hundred updated',
  vacuumed: 'vacuumed again',
};

export const readingFigure = figure({
  id: 'reading',
  title: 'The same rows, read five ways',
  size: 'text',
  of: reading,
  caption: (r) =>
    `Page visits to read ${formatNumber(r.found)} rows of ${formatNumber(r.rows)}. The last three bars are the same query on the same covering index; between the last two lies one VACUUM.`,
  alt: (r) =>
    `Five bars of page visits. ${r.steps.map((s) => `${STEP[s.name]}: ${formatNumber(s.visits)}`).join('; ')}.`,
  draw: (r, _, width) =>
    chart(width, {
      x: linearAxis([0, 700], { label: 'page visits' }),
      y: bandAxis(r.steps.map((s) => STEP[s.name])),
      height: 176,
      layers: [
        bars(
          r.steps.map((s) => ({ x: s.visits, y: STEP[s.name] })),
          { role: 'work' },
        ),
        ...r.steps.map((s) => note(s.visits, STEP[s.name], formatNumber(s.visits), { dx: 6 })),
      ],
    }),
  table: (r) => ({
    columns: [
      { name: 'state' },
      { name: 'page visits' },
      { name: 'rows looked up in the table after all' },
    ],
    rows: r.steps.map((s) => [STEP[s.name], s.visits, s.heapFetches]),
  }),
});

export const forgottenFigure = figure({
  id: 'forgotten',
  title: 'A transaction that somebody forgot',
  size: 'text',
  of: forgottenTransaction,
  caption: (r) =>
    `Above: page visits to find and lock one job after that many jobs were taken and deleted, with and without a transaction left open on another table. Below: what happened next to the dearer line. The first VACUUM changes nothing; the one after the transaction's end brings back ${formatNumber(r.open.endedVacuumed)}.`,
  alt: (r) =>
    `Two lines from ${formatNumber(r.open.visits[0])} page visits; with the transaction open it rises to ${formatNumber(r.open.visits.at(-1)!)}, without to ${formatNumber(r.closed.visits.at(-1)!)}. Afterwards: vacuum ${formatNumber(r.open.vacuumed)}, transaction ended ${formatNumber(r.open.endedFirst)} then ${formatNumber(r.open.endedSecond)}, vacuum ${formatNumber(r.open.endedVacuumed)}.`,
  draw: (r, _, width) => {
    const top = Math.ceil(Math.max(...r.open.visits, r.open.endedFirst) / 10) * 10;
    const after = [
      ['vacuum, while it is open', r.open.vacuumed, 'lost'],
      ['it ends; the next claim', r.open.endedFirst, 'lost'],
      ['the claim after that', r.open.endedSecond, 'work'],
      ['vacuum, when it is gone', r.open.endedVacuumed, 'work'],
    ] as const;
    return column(
      [
        chart(width, {
          x: linearAxis([0, r.taken.at(-1)!], { label: 'jobs taken and deleted' }),
          y: linearAxis([0, top], { label: 'page visits per claim' }),
          layers: [
            line(
              r.taken.map((x, i) => [x, r.open.visits[i]] as const),
              { role: 'lost', label: 'old transaction open' },
            ),
            line(
              r.taken.map((x, i) => [x, r.closed.visits[i]] as const),
              { role: 'work', dash: 'dashed', label: 'none open' },
            ),
          ],
        }),
        dotRows(width, {
          x: linearAxis([0, top], { label: 'page visits per claim' }),
          groups: [
            {
              name: 'and then',
              rows: after.map(([name, value, role]) => ({
                name,
                dots: [{ value, style: { role, r: 4.5 } }],
                figure: formatNumber(value),
              })),
            },
          ],
        }),
      ],
      20,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'moment' },
      { name: 'old transaction open', unit: 'page visits' },
      { name: 'none open', unit: 'page visits' },
    ],
    rows: [
      ...r.taken.map((n, i) => [`${formatNumber(n)} taken`, r.open.visits[i], r.closed.visits[i]]),
      ['vacuum', r.open.vacuumed, r.closed.vacuumed],
      ['transaction ended, first claim', r.open.endedFirst, ''],
      ['transaction ended, second claim', r.open.endedSecond, ''],
      ['vacuum after its end', r.open.endedVacuumed, ''],
    ],
  }),
});

const hundredths = { decimals: 2 };

export const flushFigure = figure({
  id: 'flush',
  title: 'What one flush carries',
  size: 'text',
  of: commitsPerFlush,
  caption: () =>
    'Commits made durable by one flush, against the number of clients that commit in a loop. Drawn from a model.',
  alt: (r) =>
    `Two rising lines. At ${r.brief.at(-1)!.clients} clients one flush carries ${formatNumber(r.brief.at(-1)!.carried, { decimals: 1 })} commits of clients that hardly think and ${formatNumber(r.long.at(-1)!.carried, { decimals: 1 })} of clients that think for as long as a flush takes.`,
  draw: (r, p, width) =>
    chart(width, {
      x: linearAxis([0, p.clients.at(-1)!], { label: 'clients' }),
      y: linearAxis([0, Math.ceil(p.clients.at(-1)! / 2)], { label: 'commits per flush' }),
      layers: [
        rule({ y: 1 }, { label: 'a flush for each commit' }),
        line(
          r.brief.map((run) => [run.clients, run.carried] as const),
          { role: 'work', label: 'clients hardly think' },
        ),
        line(
          r.long.map((run) => [run.clients, run.carried] as const),
          { role: 'work', dash: 'dashed', label: 'they think for one flush' },
        ),
      ],
    }),
  table: (r) => ({
    columns: [
      { name: 'clients' },
      { name: 'hardly think', unit: 'commits per flush' },
      { name: 'their wait', unit: 'flushes' },
      { name: 'think for one flush', unit: 'commits per flush' },
      { name: 'wait of those', unit: 'flushes' },
    ],
    rows: r.brief.map((run, i) => [
      run.clients,
      rounded(run.carried, hundredths),
      rounded(run.wait, hundredths),
      rounded(r.long[i].carried, hundredths),
      rounded(r.long[i].wait, hundredths),
    ]),
  }),
});

export const mark = {
  of: pagesPerClaim,
  draw: ({ finished, series }: PagesRun) => {
    const scale = { x: [0, finished.at(-1)!], y: [log(3), log(400)] } as const;
    const points = (index: IndexChoice) =>
      series
        .find((s) => s.index === index)!
        .visits.map((visits, i) => [finished[i], log(visits)] as const);
    return markOf(
      markLine(scale, points('primary'), { role: 'lost' }),
      markLine(scale, points('available'), { role: 'work', weight: 'strong' }),
    );
  },
};
