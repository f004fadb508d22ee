/** Addresses as they are read, and on this site, where authors write them from its root, wherever it is served. */
import type { Step } from './tree.ts';

/** What an address says after decoding; undefined where a percent sign stands for nothing. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** An address with those signs written out that browsers take in one and the standard does not allow. */
export function uriOf(address: string): string {
  if (/^data:/i.test(address)) return address;
  const host = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i.exec(address)?.[0] ?? '';
  const path = address.slice(host.length);
  return host + path.replace(/[\s"<>^`{|}[\]]|%(?![\da-f]{2})/gi, encodeURIComponent);
}

/**
 * An address of a `srcset` between what stands before it and, up to the next comma, how large its
 * picture is; a comma inside an address, as in `data:…`, ends none.
 */
const CANDIDATE = /([\s,]*)([^\s,]\S*?)(,+(?=\s|$)|\s+[^,]*(?:,|$)|$)/g;

/** The addresses of a `srcset`. */
export const candidatesOf = (srcset: string): string[] =>
  [...srcset.matchAll(CANDIDATE)].map(([, , address]) => address);

/** Attributes that hold one address. */
const ONE = ['href', 'src', 'poster', 'data'];

/** An address from the root, `/x`, that names no host of its own, as `//host/x` does. */
const fromRoot = (address: string): boolean => /^\/(?!\/)/.test(address);

/**
 * What the build itself has placed, such as `/_astro/photo.webp`: it has the base in front already.
 * No page can be told from it by the base alone, for an essay may be called as the base is.
 */
const isPlaced = (address: string, base: string): boolean =>
  address.startsWith(base) && /^(?:[_@]|src\/content\/)/.test(address.slice(base.length));

function below(written: string, base: string): string {
  const address = uriOf(written.trim());
  return fromRoot(address) && !isPlaced(address, base) ? base + address.slice(1) : address;
}

const eachBelow = (srcset: string, base: string): string =>
  srcset.replace(
    CANDIDATE,
    (_, before: string, address: string, size: string) => before + below(address, base) + size,
  );

/**
 * Puts the site's base path in front of every address that starts at the site's root, and writes out
 * what no address holds.
 *
 * @param base from slash to slash
 */
export const moveBelow =
  (base: string): Step =>
  ({ properties }) => {
    for (const name of ONE) {
      const address = properties[name];
      if (typeof address === 'string') properties[name] = below(address, base);
    }
    const { srcSet } = properties;
    if (typeof srcSet === 'string') properties.srcSet = eachBelow(srcSet, base);
  };
