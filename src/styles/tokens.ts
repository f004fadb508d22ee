/** The tokens of tokens.css for programs that draw outside of a page. */
import { readFileSync } from 'node:fs';
import { formatHex } from 'culori';

/**
 * The tokens' values in a scheme, colours as hexadecimal: what draws SVG knows no OKLCH. Channels
 * outside sRGB are cut off.
 */
export function tokensIn(scheme: 'light' | 'dark'): Map<string, string> {
  const tokens = new Map<string, string>();
  const css = readFileSync('src/styles/tokens.css', 'utf8');
  const [root] = /:root \{[\s\S]*?\n\}/.exec(css) ?? [''];
  for (const [, name, value] of root.matchAll(/(--[\w-]+): ([^;]+);/g)) {
    const [, light, dark] = /^light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)/.exec(value) ?? [];
    const colour = scheme === 'light' ? light : dark;
    tokens.set(name, colour ? formatHex(colour)! : value);
  }
  return tokens;
}
