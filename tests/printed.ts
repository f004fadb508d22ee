/** Writes the texts that hold what a reader sees anew: `npm run printed`. The diff says what changed. */
import { writeFileSync } from 'node:fs';
import { essayFiles } from '../src/essay/files.ts';
import { heldOf, KIT_HELD } from './held.ts';

const essays = (await Promise.all(essayFiles().map(heldOf))).flat();
for (const { file, text } of [...KIT_HELD, ...essays]) writeFileSync(file, text);
