import { type Chart, chart, panels } from '../../../kit/draw/chart.ts';
import { bars, dots, line, note, texts, whiskers } from '../../../kit/draw/layers.ts';
import { markLine, markOf } from '../../../kit/draw/mark.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import type { Style } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { log } from '../../../kit/sim/portable.ts';
import type { ClaimForm } from './claims.ts';
import { changedMind, claimForms, commitsPerFlush, pagesPerFind } from './model.ts';
import type { IndexChoice } from './recorded.ts';

export { crashFigure } from './figures-crash.ts';
export { forgottenFigure } from './figures-forgotten.ts';

const INDEX: Record<IndexChoice, { name: string; short: string; style: Style }> = {
  primary: { name: 'primary key only', short: 'key', style: { role: 'lost' } },
  state: { name: 'with a full index', short: 'full', style: { role: 'ink', dash: 'dashed' } },
  available: { name: 'with a partial index', short: 'partial', style: { role: 'work' } },
};

type PagesRun = ReturnType<typeof pagesPerFind.compute>;
type PagesSettings = typeof pagesPerFind.defaults;

const when = (old: boolean): string =>
  old ? 'an old transaction is open elsewhere' : 'no old transaction is open';

function pagesOutcome({ chosen }: PagesRun, { index, old }: PagesSettings): string {
  const removed = chosen.removed
    ? ` It read ${formatNumber(chosen.removed)} finished rows and threw them away.`
    : '';
  return (
    `${formatNumber(chosen.finished)} finished jobs in the table, ${INDEX[index].name}; ${when(old)}. ` +
    `Finding a job used ${chosen.scan} and made ${formatNumber(chosen.visits)} page visits: ` +
    `${formatNumber(chosen.table)} in the table and ${formatNumber(chosen.index)} in the index.${removed}`
  );
}

const last = (run: PagesRun, series: number): number => run.series[series].visits.at(-1)!;

export const pagesFigure = figure<PagesSettings, PagesRun>({
  id: 'pages',
  title: 'Where the pages go',
  size: 'page',
  of: pagesPerFind,
  caption: (r, p) =>
    'Page visits to find and lock one job, against the finished jobs kept in the table; logarithmic scale. VACUUM and ANALYZE ran before each search. ' +
    (p.old
      ? `With an old transaction open they can remove nothing; the thin lines are without one. The last search makes ${formatNumber(last(r, 0))} visits with the primary key only and ${formatNumber(last(r, 2))} with a partial index; the full index's line jumps where the planner changes its mind.`
      : `With the primary key only, the search walks past every finished job, ${formatNumber(last(r, 0))} visits at the end. With either index it makes ${formatNumber(last(r, 2))} from one end to the other. Thin: the same while an old transaction holds both back.`),
  alt: (r, p) =>
    `Three lines of page visits over finished jobs from 0 to ${formatNumber(r.finished.at(-1)!)}, when ${when(p.old)}: ${r.series.map((s, i) => `${INDEX[s.index].name}, from ${formatNumber(s.visits[0])} to ${formatNumber(last(r, i))}`).join('; ')}.`,
  draw: (r, p, width) =>
    chart(width, {
      x: linearAxis([0, r.finished.at(-1)!], { label: 'finished jobs in the table' }),
      y: logAxis([1, 100_000], {
        label: 'page visits to find a job',
        ticks: [1, 10, 100, 1_000, 10_000, 100_000],
      }),
      layers: [
        ...r.otherwise.map(({ index, visits }) =>
          line(
            visits.map((y, i) => [r.finished[i], y] as const),
            {
              ...INDEX[index].style,
              weight: 'thin',
              label: `${INDEX[index].short}, ${p.old ? 'cleaned' : 'held back'}`,
            },
          ),
        ),
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

const TAKEN = {
  job_pkey: { name: 'it takes the primary key', style: { role: 'lost', r: 4 } },
  job_state: {
    name: 'it takes the index',
    style: { role: 'work', shape: 'diamond', hollow: true, r: 4 },
  },
} as const;

export const mindFigure = figure({
  id: 'mind',
  title: 'The planner changes its mind',
  size: 'page',
  of: changedMind,
  caption: (r) =>
    `Finding a job with both indexes and an old transaction open. Above, what the planner expects of each, in its own unit: never more than ${formatNumber(r.widestGap, { unit: '%', decimals: 0 })} apart. Below, on a logarithmic scale, the page visits of the one that it took.`,
  alt: (r) =>
    `Two price lines close together over finished jobs, and below them page visits that jump between ${formatNumber(r.late)} and ${formatNumber(r.next)} where the lines cross, ${r.turns} times.`,
  draw: (r, _, width) => {
    const last = r.found.at(-1)!;
    const x = { label: 'finished jobs in the table' };
    const taken = (scan: keyof typeof TAKEN) =>
      dots(
        r.found.filter((each) => each.scan === scan).map((each) => [each.finished, each.visits]),
        TAKEN[scan].style,
      );
    return panels(
      width,
      [
        {
          x: linearAxis([0, last.finished]),
          y: linearAxis([0, 2], { label: "the planner's price" }),
          height: 110,
          layers: [
            line(
              r.found.map((each) => [each.finished, each.primary] as const),
              { role: 'lost', label: 'by primary key' },
            ),
            line(
              r.found.map((each) => [each.finished, each.state] as const),
              { role: 'work', dash: 'dashed', label: 'by (state, id)' },
            ),
          ],
        },
        {
          x: linearAxis([0, last.finished], x),
          y: logAxis([1, 100_000], {
            label: 'page visits made',
            ticks: [1, 10, 100, 1_000, 10_000, 100_000],
          }),
          height: 170,
          layers: [
            line(
              r.found.map((each) => [each.finished, each.visits] as const),
              { role: 'ink', weight: 'thin' },
            ),
            taken('job_pkey'),
            taken('job_state'),
            note(last.finished, r.next, formatNumber(r.next), {
              role: 'lost',
              anchor: 'end',
              dx: -8,
              dy: -8,
            }),
            note(last.finished / 2, r.next / 2, 'by the key', {
              role: 'lost',
              anchor: 'middle',
              dy: -12,
            }),
            note(last.finished * 0.89, r.late, `${formatNumber(r.late)} by the index`, {
              role: 'work',
              anchor: 'end',
              dy: 4,
            }),
          ],
        },
      ],
      { columns: 1 },
    );
  },
  table: (r) => ({
    columns: [
      { name: 'finished jobs' },
      { name: 'expected by primary key' },
      { name: 'expected by (state, id)' },
      { name: 'taken' },
      { name: 'page visits' },
    ],
    rows: r.found.map((each) => [
      each.finished,
      each.primary,
      each.state,
      each.scan === 'job_pkey' ? 'primary key' : '(state, id)',
      each.visits,
    ]),
  }),
});

const hundredths = { decimals: 2 };

export const flushFigure = figure({
  id: 'flush',
  title: 'What one flush carries',
  size: 'text',
  of: commitsPerFlush,
  caption: () =>
    'Commits made durable by one flush, against the number of clients that commit in a loop; logarithmic scales. Points: a real server on two shared cores, three runs each, from the least to the greatest. Line: the rule with nothing else in it.',
  alt: (r) =>
    `A rising line and points that fall away below it. At ${r.brief.at(-1)!.clients} clients one flush carries ${formatNumber(r.brief.at(-1)!.carried, { decimals: 1 })} commits by the rule and ${formatNumber(r.measured.at(-1)!.carried[1], { decimals: 1 })} on the server.`,
  draw: (r, p, width) =>
    chart(width, {
      x: logAxis([1, p.clients.at(-1)!], { label: 'clients', ticks: p.clients }),
      y: logAxis([1, 20], { label: 'commits per flush', ticks: [1, 2, 5, 10, 20] }),
      layers: [
        line(
          r.brief.map((run) => [run.clients, run.carried] as const),
          { role: 'work', label: 'the rule' },
        ),
        whiskers(
          r.measured.map(({ clients, carried }) => [clients, carried[0], carried.at(-1)!] as const),
          { role: 'wait' },
        ),
        dots(
          r.measured.map(({ clients, carried }) => [clients, carried[1]] as const),
          { role: 'wait', label: 'measured' },
        ),
      ],
    }),
  table: (r) => ({
    columns: [
      { name: 'clients' },
      { name: 'by the rule', unit: 'commits per flush' },
      { name: 'their wait', unit: 'flushes' },
      { name: 'measured, least', unit: 'commits per flush' },
      { name: 'median' },
      { name: 'greatest' },
    ],
    rows: r.brief.map((run, i) => [
      run.clients,
      rounded(run.carried, hundredths),
      rounded(run.wait, hundredths),
      ...r.measured[i].carried,
    ]),
  }),
});

export const mark = {
  of: pagesPerFind,
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
