/** The slug that a title or a file's name stands for: `über Züge` is `uber-zuge`; empty if it has no letter. */
export const slugFor = (text: string): string =>
  text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
