/** Characters that no text is meant to have: controls, which break the feed, and lost or mangled signs. */
import { type Fault, placeAt } from './finding.ts';
import { endOf, type Node, nodesOf, startOf } from './tree.ts';

const NAMES: Readonly<Record<number, string>> = {
  0: 'null',
  7: 'bell',
  8: 'backspace',
  11: 'vertical tab',
  12: 'form feed',
  13: 'carriage return',
  27: 'escape',
  127: 'delete',
};

/** Whether a sign is a control character, or none at all, that XML or a reader cannot take. */
export const isControl = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10 && code !== 13) ||
  (code >= 127 && code < 160) ||
  code === 0xfffe ||
  code === 0xffff;

/** The same as a reference, which Markdown turns into it. */
const ENTITY = /&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127)|x0*(?:[0-8bcef]|1[\da-f]|7f));/giu;

/** UTF-8 that was read as Windows-1252: `Ã©` for é, `â€™` for ’. */
const MANGLED =
  /Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]|â€[\u0080-\u00bf\u0152-\u0178\u02dc\u2013-\u203a\u2122]/gu;

const WINDOWS_1252 = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);

const mended = (mangled: string): string =>
  new TextDecoder().decode(
    Uint8Array.from([...mangled], (sign) => WINDOWS_1252.get(sign) ?? sign.charCodeAt(0)),
  );

/** How a sign that cannot be shown is called: `U+0007 (bell)`. */
export const nameOf = (code: number): string => {
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return NAMES[code] ? `${number} (${NAMES[code]})` : number;
};

/** The text with its code blanked out, so that code may show what prose must not hold. */
function withoutCode(source: string, root: Node): string {
  let out = '';
  let at = 0;
  for (const node of nodesOf(root)) {
    if (node.type !== 'code' && node.type !== 'inlineCode') continue;
    out += source.slice(at, startOf(node)) + ' '.repeat(endOf(node) - startOf(node));
    at = endOf(node);
  }
  return out + source.slice(at);
}

/** Control characters, one fault a line, and signs that were lost or mangled on the way here. */
export function characterFaults(source: string, root?: Node): Fault[] {
  const prose = root ? withoutCode(source, root) : source;
  const faults: Fault[] = [];
  const add = (offset: number, message: string, remedy: string): void => {
    faults.push({ ...placeAt(source, offset), field: 'text', message, remedy });
  };
  let start = 0;
  for (const line of source.split('\n')) {
    const controls = [...line.replace(/\r$/u, '')].filter(
      (sign) => sign === '\r' || isControl(sign.charCodeAt(0)),
    );
    if (controls.length > 0) {
      const names = [...new Set(controls.map((sign) => nameOf(sign.charCodeAt(0))))];
      const many = names.length > 1;
      const message = many
        ? `the control characters ${names.join(' and ')} stand in this line`
        : `the control character ${names[0]} stands here`;
      const remedy = many ? 'delete them; no reader sees them' : 'delete it; no reader sees it';
      add(start + line.indexOf(controls[0] ?? ''), message, remedy);
    }
    start += line.length + 1;
  }
  for (const { 0: entity, index } of prose.matchAll(ENTITY)) {
    const message = `${entity} is a control character, which no reader can see`;
    add(index, message, `delete it, or write \`${entity}\` if it is meant as it stands`);
  }
  for (const { index } of source.matchAll(/\ufffd/gu)) {
    add(index, 'the sign \ufffd stands for one that was lost', 'write the sign that was meant');
  }
  for (const { 0: sign, index } of prose.matchAll(/[\u202d\u202e]/gu)) {
    const message = `${nameOf(sign.charCodeAt(0))} turns the letters that follow it around`;
    add(index, message, 'delete it; write <bdo dir="rtl">…</bdo> where that is meant');
  }
  for (const { 0: sign, index } of prose.matchAll(/[\ue000-\uf8ff]/gu)) {
    const message = `${nameOf(sign.charCodeAt(0))} is a sign of a font of its own, which readers do not have`;
    add(index, message, 'write a word or a sign of Unicode for it');
  }
  for (const { 0: mangled, index } of prose.matchAll(MANGLED)) {
    const sign = mended(mangled);
    if (sign.includes('\ufffd')) continue;
    add(index, `${mangled} is ${sign} in the wrong encoding`, `write ${sign}`);
  }
  return faults;
}
