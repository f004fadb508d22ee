/** Addresses behind a <, which MDX reads as the start of a tag. */
import type { Stretch } from './finding.ts';
import { lineBefore } from './paragraphs.ts';
import { type Slip, tagSlip } from './slip.ts';
import { shown } from './wording.ts';

const AUTOLINK =
  /^<((?:[a-z][a-z0-9+.-]*:\/\/|mailto:)[^\s<>]+|[^\s<>@"'=]+@[^\s<>@"'=]+\.[^\s<>@"'=]+)>/iu;

/** An address and the words for it, as chats write them. */
const WITH_WORDS = /^<((?:https?:\/\/|mailto:)[^\s<>|]+)\|([^<>|\n]+)>/iu;

/** What the parser cannot read at a < before an address; undefined where none stands there. */
export function addressSlip(text: string, at: number): Slip | undefined {
  const rest = text.slice(at);
  const slip = tagSlip(at);
  const named = WITH_WORDS.exec(rest);
  if (named) {
    const [all, url, words = ''] = named;
    const message = `\`${shown(all)}\` is read as the start of a tag`;
    return slip(message, `write [${words.trim()}](${url})`, [[at, at + all.length]]);
  }
  const link = AUTOLINK.exec(rest);
  if (link) {
    const [all, url = ''] = link;
    const target = url.includes(':') ? url : `mailto:${url}`;
    const message = `\`${shown(all)}\` is read as a tag`;
    const out: Stretch[] = [
      [at, at + 1],
      [at + all.length - 1, at + all.length],
    ];
    return slip(message, `write [${url.replace(/^mailto:/iu, '')}](${target})`, out);
  }
  const open = /^<(https?:\/\/[^\s<>()]*\w\/?)/iu.exec(rest)?.[1];
  if (open === undefined) return undefined;
  const message = `\`${shown(`<${open}`)}\` is read as the start of a tag`;
  const words = /!?\[[^[\]\n]*\]\($/u.exec(lineBefore(text, at))?.[0];
  const right = words === undefined ? `[${open}](${open})` : `${words}${open})`;
  return slip(message, `write ${right}`, [[at, at + 1]]);
}
