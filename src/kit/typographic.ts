/**
 * True quotes and dashes for text that Markdown does not set: titles and summaries. In prose the
 * Markdown engine does the same.
 */
export const typographic = (text: string): string =>
  text
    .replace(/(^|[\s([{–—])"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|[\s([{–—])'/g, '$1‘')
    .replaceAll("'", '’')
    .replace(/\s--\s/g, ' – ')
    .replaceAll('---', '—')
    .replaceAll('...', '…');
