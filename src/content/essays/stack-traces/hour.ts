/** What `record-hour.ts` wrote down of gulp 3 on a newer Node.js. */
import hour from './traces/hour/hour.json' with { type: 'json' };

export interface Hour {
  /** Versions that npm installed. */
  readonly gulp: string;
  readonly gracefulFs: string;
  readonly natives: string;
  /** The version of graceful-fs that comes without natives. */
  readonly gracefulFsWithout: string;
  readonly runs: readonly {
    readonly node: string;
    /** Line of the top frame, `fs.js`. */
    readonly line: number;
    /** Line at which the text of fs that Node.js hands out takes the missing name. */
    readonly lineOfCopy: number;
    /** Whether `require('fs')` works, and `require('gulp')` with natives and without. */
    readonly fsLoads: boolean;
    readonly loads: boolean;
    readonly loadsWithout: boolean;
    /** The same where natives hands out what Node.js loads itself, and graceful-fs is left as it is. */
    readonly loadsHandedOut: boolean;
    /** Which frame is gulp's, from 1, the newest, where V8 is asked for more than its ten. */
    readonly gulpAt: number;
  }[];
}

export const HOUR: Hour = hour;
