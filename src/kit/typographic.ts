/**
 * True quotes, dashes and ellipses for text that Markdown does not set: titles, summaries, captions.
 * Whether a quote opens or closes is decided as in the Markdown engine that sets the prose: by its
 * neighbours, and a single one opens only if another closes it, so that `'60s` has an apostrophe.
 */
export function typographic(text: string): string {
  const from = [...text];
  const to = [...from];
  let single = -1;
  let double = false;
  from.forEach((mark, i) => {
    if (mark !== '"' && mark !== "'") return;
    const [before, after] = [from[i - 1], from[i + 1]];
    const bound = !is(SPACE, before);
    const opens = !is(SPACE, after) && is(mark === '"' ? EDGE : LEFT_EDGE, before);
    const closes = bound && is(EDGE, after);
    if (mark === '"') {
      // Inside a word one closes what is open, and behind a digit it stands for inches.
      const close = opens ? closes && double : closes || (bound && (double || is(DIGIT, before)));
      to[i] = close ? '”' : '“';
      double = !close && (double || !is(SPACE, after));
      return;
    }
    to[i] = '’';
    if (closes && single >= 0) {
      to[single] = '‘';
      single = -1;
    } else if (opens) single = i;
  });
  return to.join('').replaceAll('---', '—').replaceAll('--', '–').replaceAll('...', '…');
}

const SPACE = /\s/;
const DIGIT = /\d/;
const EDGE = /[\s\p{P}\p{S}]/u;
/** Behind a closing bracket a single quote is an apostrophe. */
const LEFT_EDGE = /[\s\p{S}]|(?![\])])\p{P}/u;

/** Whether a neighbour is of a kind; where there is none, it is a space. */
const is = (kind: RegExp, neighbour = ' '): boolean => kind.test(neighbour);
