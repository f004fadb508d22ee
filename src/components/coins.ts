import type { Reference } from '../essay/schema.ts';

/**
 * A source as an OpenURL context object (ANSI/NISO Z39.88-2004 in its COinS form), which reference
 * managers such as Zotero find in a page.
 */
export function contextObject({ title, authors, year, venue, url }: Reference): string {
  const fields = new URLSearchParams({
    ctx_ver: 'Z39.88-2004',
    rft_val_fmt: 'info:ofi/fmt:kev:mtx:dc',
    'rft.title': title,
    'rft.creator': authors,
    'rft.date': String(year),
    'rft.source': venue,
    'rft.identifier': url,
  });
  return fields.toString();
}
