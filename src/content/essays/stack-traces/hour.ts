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
  }[];
}

export const HOUR: Hour = hour;
