/** The text of an essay's file, or why nobody can read it. */

/** What stands in the way of reading an essay, in the author's words, and what to write instead. */
export interface Trouble {
  /** Offset of the place in the source. */
  readonly offset: number;
  readonly message: string;
  readonly remedy: string;
}

/** A text, and what is wrong with it where it is not the one that was written. */
export interface Text {
  readonly source: string;
  readonly trouble?: Trouble;
}

const atStart = (message: string, remedy: string): Text => ({
  source: '',
  trouble: { offset: 0, message, remedy },
});

/** A text of two bytes a sign begins with its mark, or has every other byte of its ASCII signs empty. */
const isUtf16 = (bytes: Uint8Array): boolean => {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0 && c === 0 && b !== 0 && d !== 0) || (b === 0 && d === 0 && a !== 0 && c !== 0);
};

/** Offset in `lossy`, the text of bytes that are not UTF-8, of the first sign that was not read. */
function firstLost(bytes: Uint8Array, lossy: string): number {
  let at = -1;
  let read = 0;
  do {
    const next = lossy.indexOf('\ufffd', at + 1);
    read += Buffer.byteLength(lossy.slice(at + 1, next));
    at = next;
    // The sign itself may have been written.
    if (bytes[read] !== 0xef || bytes[read + 1] !== 0xbf || bytes[read + 2] !== 0xbd) return at;
    read += 3;
  } while (at >= 0);
  return 0;
}

/**
 * Reads the bytes of an essay as UTF-8. A byte-order mark is left out, as Astro's parsers leave it
 * out of their offsets.
 */
export function textOf(bytes: Uint8Array): Text {
  if (isUtf16(bytes)) return atStart('the file is saved as UTF-16', 'save it as UTF-8');
  const source = new TextDecoder().decode(bytes);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const offset = firstLost(bytes.subarray(mark), source);
    const byte = bytes[mark + Buffer.byteLength(source.slice(0, offset))] ?? 0;
    const sign = new TextDecoder('windows-1252').decode(Uint8Array.of(byte));
    const message = `the ${sign} here is not UTF-8; the file is saved in another encoding, such as Windows-1252`;
    return { source, trouble: { offset, message, remedy: 'save it as UTF-8' } };
  }
  if (source.includes('\r') && !source.includes('\n')) {
    return atStart(
      'its lines end in carriage returns alone',
      'save it with the line ends of Unix or Windows',
    );
  }
  return { source };
}

/** Why a file cannot be read, by the code of the system's error. */
export function unreadable(error: unknown): Text {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM') {
    return atStart('nobody but its owner may read this file', 'give yourself the right to read it');
  }
  if (code === 'ENOENT' || code === 'ELOOP') {
    return atStart(
      'it is a link that leads nowhere',
      'put the file itself here, or remove the link',
    );
  }
  return atStart(`the file cannot be read${code ? ` (${code})` : ''}`, 'save it again');
}
