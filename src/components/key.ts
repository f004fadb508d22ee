/** What the marks of an essay's numbers mean, with how many there are of each. */
import { several } from '../kit/counts.ts';

/** How many numbers of an essay are computed, assumed and cited, and how many claims are tested. */
export interface Counts {
  readonly computed: number;
  readonly assumed: number;
  readonly cited: number;
  readonly claims: number;
}

/** The same as HTML, without what there is none of. */
export function keyOf({ computed, assumed, cited, claims }: Counts): string {
  const accounts = [
    [computed, '<span class="computed">computed</span>'],
    [assumed, '<span class="assumed">assumed</span>'],
    [cited, 'cited<sup class="cite">[n]</sup>'],
  ] as const;
  const said = accounts.flatMap(([count, how]) => (count > 0 ? [`${count} ${how}`] : []));
  return [
    ...(said.length > 0
      ? [`${several(computed + assumed + cited, 'number')}: ${said.join(', ')}`]
      : []),
    ...(claims > 0 ? [`${several(claims, 'claim')} tested`] : []),
  ].join(' · ');
}
