/**
 * What the models cost (`npm run bench`): the CPU time of every experiment of every essay, run once
 * from cold. Times depend on the machine and are not asserted anywhere.
 */
import { existsSync } from 'node:fs';
import { ESSAYS, readSources } from '../src/essay/files.ts';
import type { Experiment } from '../src/kit/experiment.ts';

type AnyExperiment = Experiment<unknown, unknown>;

const isExperiment = (value: unknown): value is AnyExperiment =>
  typeof value === 'object' && value !== null && 'compute' in value && 'defaults' in value;

/** The experiments among a module's exports: bare, behind figures, behind numbers. */
function experimentsIn(value: unknown, depth = 0): AnyExperiment[] {
  if (isExperiment(value)) return [value];
  if (typeof value !== 'object' || value === null || depth > 2) return [];
  return Object.values(value).flatMap((inner) => experimentsIn(inner, depth + 1));
}

const seconds = (microseconds: number) => (microseconds / 1e6).toFixed(2).padStart(7);
let total = 0;

for (const { slug } of readSources()) {
  const found = new Map<string, AnyExperiment>();
  for (const name of ['figures', 'numbers', 'model']) {
    const file = `${ESSAYS}/${slug}/${name}.ts`;
    if (!existsSync(file)) continue;
    for (const of of experimentsIn(await import(`../${file}`))) found.set(of.name, of);
  }
  let essay = 0;
  for (const [name, { compute, defaults }] of found) {
    const before = process.cpuUsage();
    compute(defaults);
    const { user, system } = process.cpuUsage(before);
    essay += user + system;
    console.log(`${seconds(user + system)} s  ${slug}/${name}`);
  }
  if (found.size > 0) console.log(`${seconds(essay)} s  ${slug}, in all\n`);
  total += essay;
}
console.log(`${seconds(total)} s  every model`);
