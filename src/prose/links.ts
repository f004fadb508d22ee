import type { Step } from './tree.ts';

/**
 * Authors link to `/essays/…`; where the site lives below a path, so do these links.
 *
 * @param base the site's path, from slash to slash
 */
export const moveLinksBelow =
  (base: string): Step =>
  ({ tagName, properties }) => {
    const target = properties.href;
    if (tagName !== 'a' || typeof target !== 'string' || !/^\/(?!\/)/.test(target)) return;
    if (!target.startsWith(base)) properties.href = base + target.slice(1);
  };
