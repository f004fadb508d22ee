/**
 * The model of the essay, from its entry. A small engine (engine.ts) asks a scheduler (orders.ts,
 * accounts.ts, variants.ts) whose turn it is, and a judge (judge.ts) holds each run against the list
 * (list.ts). The experiments attack it, draw cases at random and go through all small ones.
 */
export { comingBack } from './absence.ts';
export { amnesty, attack } from './attack.ts';
export { attaining } from './attaining.ts';
export { currencies } from './currencies.ts';
export { exhausted } from './exhausted.ts';
export { fairShare } from './fair-share.ts';
export { nearSaturation } from './full.ts';
export { matrix } from './matrix.ts';
export { breakIt } from './stepping.ts';
