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
    says: 'The line itself. The caret, ^, stands where toFixed begins (on a narrow page a line under that letter), so it was this step that was refused, and neither the multiplication nor the return.',
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
    says: 'The last seam. From here on it is the loader of Node.js, much the same for every module that is run. Mostly it can be skipped.',
  },
  {
    at: 'at async node:internal',
    says: 'Waiting at an await: such a call is no longer on the stack of the machine, and V8, the engine in Node.js, puts it back into the trace.',
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
    at: 'at receipt (file:///app/node/cause.mjs:20',
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
    says: 'And here is the frame that threw, with all that it had to say.',
  },
];

export const pythonNotes: readonly Note[] = [
  {
    at: 'File "/app/receipt.py", line 21',
    says: 'The oldest call of the first block. Python counts downwards: each call stands above the one that it made.',
  },
  {
    at: 'File "/app/receipt.py", line 12',
    says: 'The newest call, the last of its block. The marks, ^, point at the use of entry and spare the multiplication; a narrow page underlines what they point at.',
  },
  {
    at: 'AttributeError',
    says: 'The cause, in the middle. It says what entry was, and not where it came from.',
  },
  {
    at: 'The above exception was',
    says: 'The hinge. "Direct cause" is said when the program chained the two on purpose; when a handler breaks down by itself, the sentence is another.',
  },
  {
    at: 'File "/app/receipt.py", line 29',
    says: 'Only here does the start of the program appear. The first block began at the call that caught the error.',
  },
  {
    at: 'ValueError',
    says: 'The consequence, last. Whoever reads only the last line learns that a receipt could not be printed.',
  },
];

export const javaNotes: readonly Note[] = [
  {
    at: 'Exception in thread',
    says: 'The message first. Nothing of priceOf stood between the call and its use, no variable that could be blamed, so it says which call returned null: the one function that had left.',
  },
  {
    at: 'at Receipt.priceWithoutVariable',
    says: 'The newest call. Java gives the line, and no column.',
  },
];

export const gulpNotes: readonly Note[] = [
  {
    at: '} = primordials',
    says: 'The line that was refused: it takes several things out of something called primordials.',
  },
  {
    at: 'ReferenceError',
    says: 'No name of this kind is known here. It is not that its value was wrong; there was no such name.',
  },
  {
    at: 'at fs.js',
    says: 'The newest call. A file without a folder, and without node: in front of it.',
  },
  {
    at: 'at req_',
    says: 'The first seam, and an odd one: the caller of fs.js is a file of a package.',
  },
  {
    at: 'at Object.req [as require]',
    says: 'A function that calls itself req and was called as require, which is the name of the loader.',
  },
  {
    at: 'at Object.<anonymous>',
    says: 'The first line of a file called fs.js as well, and another one: it belongs to graceful-fs.',
  },
  {
    at: 'at Module._compile',
    says: 'From here on the loader of Node.js, until the ten calls that V8 keeps are used up. gulp itself has fallen off the end.',
  },
];
