/** Finds the Java that the Nu checker of the built pages runs on. */
import { spawnSync } from 'node:child_process';

/** @throws with the one command to run where there is none */
export function ensureJava(): void {
  if (spawnSync('java', ['-version']).status === 0) return;
  throw new Error(
    'No Java for the check of the HTML. Run: sudo apt-get install default-jre-headless (or put Java 11 or later on the PATH)',
  );
}
