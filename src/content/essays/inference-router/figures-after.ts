/** The figures of where a queue is not enough: homes, the inside of a replica, impatience. */
import { type Chart, panels } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { band, type DotStyle, stacked } from '../../../kit/draw/layers.ts';
import { dotRows } from '../../../kit/draw/rows.ts';
import { dotSample, fillSample } from '../../../kit/draw/samples.ts';
import { linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { given } from './assumed.ts';
import { percent, short } from './drawing.ts';
import type { Spread } from './measures.ts';
import { inside, leaving, prefixes } from './model.ts';
import { keepsGrowing, LEAVING_RULES, type Reuse } from './patience-runs.ts';
import { cells, MEAN } from './waits-drawn.ts';

/** The two scenes with homes, and how each is drawn. */
const SCENES: readonly { readonly name: string; readonly style: DotStyle }[] = [
  { name: 'reuse as in the trace', style: { role: 'wait', shape: 'circle', r: 3.8 } },
  { name: 'more reuse, lopsided', style: { role: 'wait', shape: 'square', hollow: true, r: 3.8 } },
];

const firstToken = (scene: Reuse): string =>
  keepsGrowing(scene) ? 'grows' : `${short(scene.firstToken.mean)} s`;

export const refusals = figure({
  id: 'patience',
  title: 'The right place',
  size: 'text',
  of: prefixes,
  caption: (_, p) =>
    `Mean time to the first token when a replica may hold part of a prompt, over an hour of long conversations that arrive at random. Look at the rows from the fourth to the sixth: both marks stay at the left. Where the column says that it grows, it keeps growing for as long as the run lasts. In the last two rows a request that has waited ${p.refuse} s may take any free slot before younger ones are asked, counted from the first slot refused and from the arrival. Means of ${p.seeds.length} runs.`,
  alt: (r) =>
    `A dot plot of eight rules in two scenes. ${r.map(({ rule, scenes }) => `${rule}: ${scenes.map(firstToken).join(' and ')}`).join('; ')}.`,
  draw: (r, _, width) =>
    column(
      [
        key(
          width,
          SCENES.map(({ name, style }) => ({ label: name, sample: dotSample(style) })),
        ),
        dotRows(width, {
          x: logAxis([2, 60], {
            label: 'time to the first token',
            unit: 's',
            ticks: [2, 5, 10, 20, 50],
          }),
          groups: [
            {
              rows: r.map(({ rule, scenes }) => ({
                name: rule,
                figure: scenes.map(firstToken).join(' / '),
                dots: scenes.map((scene, i) => ({
                  value: scene.firstToken.mean,
                  style: SCENES[i].style,
                })),
              })),
            },
          ],
          column: 'mean',
        }),
      ],
      6,
    ),
  table: (r) => ({
    columns: [
      { name: 'rule' },
      ...SCENES.flatMap(({ name }) => [
        { name: `${name}: first token`, unit: 's' },
        { name: '± 95%', unit: 's' },
        { name: 'served at home', unit: '%' },
        { name: 'last quarter over second' },
      ]),
    ],
    rows: r.map(({ rule, scenes }) => [
      rule,
      ...scenes.flatMap((scene) => [
        ...cells(scene.firstToken),
        rounded(scene.atHome * 100, { decimals: 0 }),
        rounded(scene.growth, { significant: 2 }),
      ]),
    ]),
  }),
});

export const sharedSteps = figure({
  id: 'inside',
  title: 'After the start',
  size: 'text',
  of: inside,
  caption: (_, p) =>
    `What chat-b sees of the flood when the requests of a replica share its steps. From the top: the wait for a slot that one in a hundred exceeds; the mean time from one token of an answer to the next; and the price, how long after the flood begins the sixth tenant’s last request starts. The order of the queue moves the first by a factor of ten and the second hardly at all. With a limit the sixth holds at most ${p.limit} slots at once, anywhere; in the last row it has one replica of the eight, and the five have the others. The first row is the same stretch without the flood. Means of ${p.seeds.length} runs.`,
  alt: (r) =>
    `Three dot plots. ${r.map(({ rule, wait, token, lastStart }) => `${rule}: wait ${short(wait.mean)} seconds, ${formatNumber(token.mean, { decimals: 0 })} milliseconds a token${lastStart === null ? '' : `, the sixth’s last start after ${formatNumber(lastStart.mean, { decimals: 0 })} seconds`}`).join('; ')}.`,
  draw: (r, _, width) => {
    const rows = (
      read: (one: (typeof r)[number]) => Spread | null,
      text: (value: number) => string,
    ) =>
      r.flatMap((one) => {
        const value = read(one)?.mean;
        return value === undefined
          ? []
          : [{ name: one.rule, figure: text(value), dots: [{ value, style: MEAN }] }];
      });
    return column(
      [
        dotRows(width, {
          x: logAxis([0.2, 100], {
            label: '99th-percentile wait',
            unit: 's',
            ticks: [0.3, 1, 3, 10, 30, 100],
          }),
          groups: [
            {
              rows: rows(
                ({ wait }) => wait,
                (value) => `${short(value)} s`,
              ),
            },
          ],
        }),
        dotRows(width, {
          x: linearAxis([0, 30], { label: 'time per token', unit: 'ms' }),
          groups: [
            {
              rows: rows(
                ({ token }) => token,
                (value) => formatNumber(value, { unit: 'ms', decimals: 0 }),
              ),
            },
          ],
        }),
        dotRows(width, {
          x: linearAxis([0, 800], { label: 'the sixth tenant’s last start', unit: 's' }),
          groups: [
            {
              rows: rows(
                ({ lastStart }) => lastStart,
                (value) => formatNumber(value, { unit: 's', decimals: 0 }),
              ),
            },
          ],
        }),
      ],
      14,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'rule' },
      { name: '99th-percentile wait', unit: 's' },
      { name: '± 95%', unit: 's' },
      { name: 'time per token', unit: 'ms' },
      { name: '± 95%', unit: 'ms' },
      { name: 'last of the sixth starts after', unit: 's' },
    ],
    rows: r.map(({ rule, wait, token, lastStart }) => [
      rule,
      ...cells(wait),
      ...cells(token),
      lastStart === null ? '–' : rounded(lastStart.mean, { decimals: 0 }),
    ]),
  }),
});

const median = (wait: number | null): string =>
  wait === null ? 'nobody in time' : `median wait ${short(wait)} s`;

/** The load whose waits stand under the panels. */
const MARKED = given.farOver.assumed;

export const endOfPatience = figure({
  id: 'leaving',
  title: 'The end of patience',
  size: 'page',
  of: leaving,
  caption: (_, p) =>
    `Where the slots’ time goes when senders leave after ${p.patience} s, for the hour squeezed to more and more load: useful work below, work for those who have left above it. Three rules for one first-come queue. Under each panel, the median wait of those served in time at a load of ${formatNumber(MARKED, percent)}, in the second half of the run. Means of ${p.seeds.length} runs.`,
  alt: (r, { loads }) => {
    const i = loads.indexOf(MARKED);
    const [plain, dropping, bounded] = r.spent.map((rule) => rule[i]);
    return `Three stacked areas over load. A queue that serves whoever is next turns from useful to wasted just above full load: ${formatNumber(plain.wasted, percent)} is wasted at ${formatNumber(MARKED, percent)}. Dropping the departed keeps all of it useful, ${median(dropping.medianWait)}; bounding the queue as well, ${median(bounded.medianWait)}.`;
  },
  draw: (r, { loads }, width) => {
    const charts = r.spent.map((rule, k): Chart => {
      const [useful, wasted] = stacked(loads, [
        rule.map((one) => one.useful),
        rule.map((one) => one.wasted),
      ]);
      return {
        title: LEAVING_RULES[k].name,
        x: linearAxis([loads[0], loads[loads.length - 1]], { label: 'load', unit: '%' }),
        y: linearAxis([0, 1], { label: 'share of the slots', unit: '%' }),
        height: 150,
        layers: [
          band(useful, { role: 'work', solid: true }),
          band(wasted, { role: 'lost', solid: true }),
        ],
        note: `at ${formatNumber(MARKED, percent)}: ${median(rule[loads.indexOf(MARKED)].medianWait)}`,
      };
    });
    return column(
      [
        key(width, [
          { label: 'useful work', sample: fillSample({ role: 'work' }) },
          { label: 'work for the departed', sample: fillSample({ role: 'lost' }) },
        ]),
        panels(width, charts),
      ],
      10,
    );
  },
  table: (r, { loads }) => ({
    columns: [
      { name: 'rule' },
      { name: 'load', unit: '%' },
      { name: 'useful', unit: '%' },
      { name: 'wasted', unit: '%' },
      { name: 'served in time', unit: '%' },
      { name: 'median wait', unit: 's' },
    ],
    rows: r.spent.flatMap((rule, k) =>
      rule.map((one, i) => [
        LEAVING_RULES[k].name,
        rounded(loads[i] * 100, { decimals: 0 }),
        rounded(one.useful * 100, { decimals: 0 }),
        rounded(one.wasted * 100, { decimals: 0 }),
        rounded(one.inTime * 100, { decimals: 0 }),
        one.medianWait === null ? '–' : rounded(one.medianWait, { significant: 2 }),
      ]),
    ),
  }),
});
