/** What the models cost: the CPU time of every experiment of every essay, run once from cold. */
import { readEssays } from '../../src/essay/files.ts';
import { holdingsOf } from '../../src/essay/holds.ts';

const seconds = (microseconds: number) => (microseconds / 1e6).toFixed(2).padStart(7);

/** Runs the models and prints a line for each experiment, each essay and all. */
export async function models(): Promise<void> {
  let total = 0;
  for (const { slug } of readEssays()) {
    const { experiments } = await holdingsOf(slug);
    let essay = 0;
    for (const [name, { compute, defaults }] of experiments) {
      const before = process.cpuUsage();
      compute(defaults);
      const { user, system } = process.cpuUsage(before);
      essay += user + system;
      console.log(`${seconds(user + system)} s  ${slug}/${name}`);
    }
    if (experiments.size > 0) console.log(`${seconds(essay)} s  ${slug}, in all\n`);
    total += essay;
  }
  console.log(`${seconds(total)} s  every model`);
}
