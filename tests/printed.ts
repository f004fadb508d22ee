/** Writes the texts that hold what a reader sees anew: `npm run printed`. The diff says what changed. */
import { writeFileSync } from 'node:fs';
import { essayFiles } from '../src/essay/files.ts';
import { heldOf } from './held.ts';

for (const essay of essayFiles()) {
  for (const { file, text } of await heldOf(essay)) writeFileSync(file, text);
}
