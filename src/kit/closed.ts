/** What an error knows of a word that is none of a closed list. */
export interface NoSuchWord {
  readonly word: string;
  readonly words: readonly string[];
}

/**
 * The word given, if it is one of a list.
 *
 * @param what the words are, for the message: `role`
 * @throws RangeError when it is not; `cause` is a {@link NoSuchWord}
 */
export function oneOf<T extends string>(what: string, word: T, words: readonly T[]): T {
  if (words.includes(word)) return word;
  const cause: NoSuchWord = { word: String(word), words };
  throw new RangeError(`the ${what} "${word}" is none of ${words.join(', ')}`, { cause });
}
