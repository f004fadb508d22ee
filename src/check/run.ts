/**
 * Checks every essay: `npm run check`, or some of them: `npm run check -- inference-router`.
 * Prints one line per fault and fails if there is one; those of drafts count only when asked for,
 * by name or all of them with `--drafts`. What takes long is named while it runs. With `--writing`, as in
 * `npm run dev`, what takes its time is left out: the other draws of the models, and whether published
 * essays print what they printed. A check of what has not changed since nothing was found is not repeated;
 * whether all that was public still answers is asked each time, of the repository.
 */
import { argv, env } from 'node:process';

const SITE = 'src/site.ts';

/** What is wrong with the site's facts, or with what the environment sets; none where they load. */
async function wrongSettings(): Promise<string[]> {
  try {
    const { today } = await import('../essay/today.ts');
    today();
    return [];
  } catch (error) {
    const { settingsLines } = await import('./settings.ts');
    return settingsLines(SITE, error, env);
  }
}

// All else stands on the site's facts, so that it is loaded when they are known to be right.
const wrong = await wrongSettings();
for (const line of wrong) console.log(line);
const sound = wrong.length === 0 && (await (await import('./asked.ts')).checkAsked(argv.slice(2)));
if (!sound) process.exitCode = 1;
