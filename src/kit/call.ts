import type { Assumed } from './assume.ts';

/** How a result was made, as a reader would write it: `steady({ load: 0.9, seed: 1 })`. */
export function callText(name: string, params: unknown): string {
  const text = JSON.stringify(params).replace(
    /("(?:[^"\\]|\\.)*")(:)?|,|[{}]/g,
    (token, quoted, colon) => {
      if (colon) return `${/^"[A-Za-z_]\w*"$/.test(quoted) ? quoted.slice(1, -1) : quoted}: `;
      if (quoted) return quoted;
      return token === ',' ? ', ' : token === '{' ? '{ ' : ' }';
    },
  );
  return `${name}(${text.replaceAll('{  }', '{}')})`;
}

/** How long a call may be before it leaves out what is assumed. */
const LONGEST_CALL = 400;

/**
 * The same without the parameters that have the value of their assumption, where there are too many
 * to be read: `steady({ …, seed: 1 })`. The essay says those one by one.
 */
export function shortCallText(name: string, params: unknown, assumes: readonly Assumed[]): string {
  const whole = callText(name, params);
  if (whole.length <= LONGEST_CALL || assumes.length === 0) return whole;
  const assumed = new Map(assumes.map(([parameter, { assumed }]) => [parameter, assumed]));
  const own = Object.entries(params as object).filter(([key, value]) => assumed.get(key) !== value);
  const text = callText(name, Object.fromEntries(own));
  return own.length > 0 ? text.replace('({ ', '({ …, ') : text.replace('({})', '({ … })');
}
