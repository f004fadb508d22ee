/**
 * Whether a page is set in its own face and no font is on its way; it is asked in the page.
 * `fonts.check` is true in some engines of a family that no style declares.
 */
export const inItsFace = (): boolean =>
  /^"?Literata\b/.test(getComputedStyle(document.body).fontFamily) &&
  document.fonts.status === 'loaded' &&
  [...document.fonts].some(
    ({ family, status }) => family.replaceAll('"', '') === 'Literata' && status === 'loaded',
  );
