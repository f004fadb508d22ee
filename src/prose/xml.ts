/** Text in a feed. */

/** All but what XML 1.0 has characters for: a terminal's bell, half a surrogate pair, U+FFFF. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text without the characters that no XML may hold, not even escaped. */
export const xmlText = (text: string): string => text.replace(NO_CHARACTER, '');

/** A plain text as HTML, which programs take a feed's descriptions for. */
export const asHtml = (text: string): string =>
  xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
