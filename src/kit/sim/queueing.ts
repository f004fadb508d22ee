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

/**
 * Mean wait in an M/M/c queue, in units of the mean service time: C/(c(1−ρ)), with C by Erlang.
 *
 * @param servers c, at least 1
 * @param load ρ per server, below 1
 */
export const erlangWait = (servers: number, load: number): number =>
  erlangC(servers, servers * load) / (servers * (1 - load));

/**
 * Mean wait in an M/G/1 first-come queue, in units of the mean service time
 * (Pollaczek–Khinchine).
 *
 * @param load ρ, below 1
 * @param scv squared coefficient of variation of the service time: 1 exponential, 0 constant
 */
export const pollaczekKhinchine = (load: number, scv: number): number =>
  ((load / (1 - load)) * (1 + scv)) / 2;

/**
 * Mean wait of each class under non-preemptive strict priority in an M/G/1 queue (Cobham), in
 * the unit of `residual`.
 *
 * @param loads ρ of each class, first class first; their sum is below 1
 * @param residual W₀, the mean residual service an arrival finds: Σ λᵢE[Sᵢ²]/2, which is Σ ρᵢ
 *   for exponential service of mean 1
 */
export function priorityWaits(loads: readonly number[], residual: number): number[] {
  let above = 0;
  return loads.map((load) => {
    const wait = residual / ((1 - above) * (1 - above - load));
    above += load;
    return wait;
  });
}
