/** A remark on one line of a trace. */
export interface Note {
  /** What the line begins with, indents aside; no other line begins so. */
  readonly at: string;
  readonly says: string;
}

/**
 * The notes with the lines that they are about, in the order of the trace.
 *
 * @throws when a note fits no line of the trace or more than one
 */
export function noted(text: string, notes: readonly Note[]): { line: string; says: string }[] {
  const lines = text.split('\n').map((line) => line.trim());
  return notes
    .map(({ at, says }) => {
      const found = lines.flatMap((line, i) => (line.startsWith(at) ? [i] : []));
      if (found.length !== 1) {
        throw new Error(`a note on "${at}" fits ${found.length} lines of the trace`);
      }
      return { index: found[0], line: lines[found[0]], says };
    })
    .sort((a, b) => a.index - b.index);
}

export const receiptNotes: readonly Note[] = [
  {
    at: 'file:///app',
    says: 'Where it broke: file and line. This is the place of the complaint, and nothing says yet that it is the place of the mistake.',
  },
  {
    at: 'return entry.toFixed',
    says: 'The line itself, with a caret. The caret stands under toFixed, so it was this step that was refused, and neither the multiplication nor the return.',
  },
  {
    at: 'TypeError',
    says: 'Type and message. Something was undefined, and it was asked for a method. The message does not say what was undefined; the line above does: entry.',
  },
  {
    at: 'at priceOf',
    says: 'The newest call, the one that broke. It may already have called something and got an answer: entry came from somewhere.',
  },
  {
    at: 'at file:///app/node/receipt.mjs:13:44',
    says: 'A function without a name: the arrow that adds one line of the order to the sum. Only its position tells you that.',
  },
  {
    at: 'at Array.reduce',
    says: 'A seam. Above it our code, called by the language; below it our code, calling the language. Nothing of ours runs in between.',
  },
  {
    at: 'at total',
    says: 'Same line of the file as the arrow, another column: the call of reduce. Only the column tells them apart.',
  },
  {
    at: 'at receipt',
    says: 'It had an order and wanted a total. Which order, the trace does not say; JavaScript keeps no arguments.',
  },
  {
    at: 'at file:///app/node/receipt.mjs:21:13',
    says: 'The top of the file, where the program starts: the oldest call that is ours.',
  },
  {
    at: 'at ModuleJob.run',
    says: 'The last seam. From here on it is the loader of Node.js, much the same for every module that is run, and usually skipped with good conscience.',
  },
  {
    at: 'at async node:internal',
    says: 'Waiting at an await: such a call is no longer on the stack of the machine, and V8 puts it back into the trace.',
  },
  {
    at: 'Node.js v',
    says: 'The version, which is a part of the evidence. The lines of the loader move from one to the next.',
  },
];

export const causeNotes: readonly Note[] = [
  {
    at: 'Error: cannot print receipt',
    says: 'The consequence, first. It names the order, which the cause could not know.',
  },
  {
    at: 'at receipt (file:///app/node/cause.mjs:17',
    says: 'Where the error was wrapped. This line works as intended.',
  },
  {
    at: '... 2 lines',
    says: 'Folded away because the cause below shows the same frames. Nothing is lost here.',
  },
  {
    at: '[cause]',
    says: 'The cause, kept as an object. Had it been kept as a message only, the trace would end above this line.',
  },
  {
    at: 'at priceOf',
    says: 'And here is the frame that threw, with a message about the very thing that was missing.',
  },
];

export const pythonNotes: readonly Note[] = [
  {
    at: 'File "/app/python/receipt.py", line 18',
    says: 'The oldest call of the first block. Python counts downwards: each call stands above the one that it made.',
  },
  {
    at: 'File "/app/python/receipt.py", line 9',
    says: 'The newest call, the last of its block. The carets under the line mark the lookup, and spare the multiplication.',
  },
  {
    at: 'KeyError',
    says: 'The cause, and the one line that knows about tea. It stands in the middle.',
  },
  {
    at: 'The above exception was',
    says: 'The hinge. "Direct cause" is said when the program chained the two on purpose; when a handler breaks down by itself, the sentence is another.',
  },
  {
    at: 'File "/app/python/receipt.py", line 24',
    says: 'Only here does the start of the program appear. The first block began at the call that caught the error.',
  },
  {
    at: 'ReceiptError',
    says: 'The consequence, last. Whoever reads only the last line learns that a receipt could not be printed.',
  },
];

export const javaNotes: readonly Note[] = [
  {
    at: 'Exception in thread',
    says: 'The consequence, first, with the thread in which it happened.',
  },
  {
    at: 'at Receipt.receipt(Receipt.java:28)',
    says: 'Where the exception was wrapped.',
  },
  {
    at: 'Caused by',
    says: 'The cause. The message says which call returned null, and Map.get is the name of a lookup, so this trace is the only one of the seven that names the call that had left.',
  },
  {
    at: 'at Receipt.priceOf',
    says: 'The newest call of all, well below the first line.',
  },
  {
    at: '... 1 more',
    says: 'The rest is the same as in the trace around it.',
  },
];
