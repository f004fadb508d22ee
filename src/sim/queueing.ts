/** Closed forms of queueing theory that the models are tested against and quote. */

/**
 * The probability that an arrival must wait in an M/M/c queue (Erlang C), by the stable
 * recursion over Erlang B.
 *
 * @param servers c, at least 1
 * @param offered offered load in erlangs, below `servers`
 */
export function erlangC(servers: number, offered: number): number {
  let blocking = 1;
  for (let k = 1; k <= servers; k++) blocking = (offered * blocking) / (k + offered * blocking);
  const utilisation = offered / servers;
  return blocking / (1 - utilisation * (1 - blocking));
}
