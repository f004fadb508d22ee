/** Reads the text that V8 and Node.js print for an error that nobody caught. */

/** One line of a trace: a call that was still waiting for an answer. */
export interface Frame {
  /** As V8 names it; null for code outside any named function. */
  readonly name: string | null;
  readonly file: string;
  /** 1-based; null where V8 gives none, as for its own built-ins. */
  readonly line: number | null;
  readonly column: number | null;
  /** Waiting at an `await`: a call that is no longer on the machine's stack. */
  readonly async: boolean;
  /** In a file of the program, rather than in Node.js or the language. */
  readonly own: boolean;
}

/** An error as it was printed. */
export interface Trace {
  readonly type: string;
  readonly message: string;
  /** Newest first. */
  readonly frames: readonly Frame[];
  /** Frames that Node.js left out of this error because its cause shows them. */
  readonly elided: number;
  readonly cause: Trace | null;
}

const HEAD = /^\s*(?:\[cause\]: )?(\w*Error): (.*)$/;
const FRAME = /^\s+at (async )?(?:(.+) \((.+)\)|(.+))$/;
const PLACE = /^(.*):(\d+):(\d+)$/;
const ELIDED = /^\s+\.\.\. (\d+) lines matching cause stack trace \.\.\.$/;

/** Reads one `at` line. */
export function parseFrame(row: string): Frame | null {
  const match = FRAME.exec(row.replace(/[,{\s]+$/, ''));
  if (!match) return null;
  const place = match[3] ?? match[4];
  const numbered = PLACE.exec(place);
  const file = numbered ? numbered[1] : place;
  return {
    name: match[2] ?? null,
    file,
    line: numbered ? Number(numbered[2]) : null,
    column: numbered ? Number(numbered[3]) : null,
    async: match[1] !== undefined,
    own: numbered !== null && !file.startsWith('node:'),
  };
}

/** Every error of a printed text in the order of printing; a `[cause]` belongs to the one before. */
export function parseTraces(text: string): Trace[] {
  type Open = { -readonly [K in keyof Trace]: Trace[K] } & { frames: Frame[] };
  const found: Open[] = [];
  let current: Open | null = null;
  for (const row of text.split('\n')) {
    const head = HEAD.exec(row);
    const frame = parseFrame(row);
    const elided = ELIDED.exec(row);
    if (head) {
      const next: Open = { type: head[1], message: head[2], frames: [], elided: 0, cause: null };
      if (current && row.includes('[cause]')) current.cause = next;
      else found.push(next);
      current = next;
    } else if (current && frame) current.frames.push(frame);
    else if (current && elided) current.elided += Number(elided[1]);
  }
  return found;
}
