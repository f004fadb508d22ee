/** Values that an axis has no place for, and that lie on its edge. */
import type { Beyond } from '../kit/draw/scale.ts';
import { round } from './declared.ts';
import type { Said } from './finding.ts';

/** What is said of the value that lies farthest beyond an axis. */
export function beyondFault(values: readonly Beyond[]): Said {
  const [{ domain, label }] = values;
  const [low, high] = [Math.min(...domain), Math.max(...domain)];
  const past = ({ value }: Beyond) => Math.max(low - value, value - high);
  const { value } = values.reduce((far, one) => (past(one) > past(far) ? one : far));
  const ends = [Math.min(low, value), Math.max(high, value)].map(round);
  const wider = domain[0] > domain[1] ? ends.reverse() : ends;
  const kept = value > high ? `Math.min(…, ${high})` : `Math.max(…, ${low})`;
  return [
    `draws ${round(value)} on an axis${label && ` of ${label}`} that goes from ${domain[0]} to ${domain[1]}`,
    `write [${wider.join(', ')}], or ${kept} where its edge is meant`,
  ];
}
