/** How an essay is cited: for reference managers, for programs that set texts, for people. */
import type { Essay } from '../essays.ts';
import { longDate } from '../kit/format.ts';
import { site } from '../site.ts';

/** Its revision, where it has one. */
const revisionOf = ({ published, changed }: Essay): string | undefined =>
  changed === published ? undefined : `Revised ${longDate(changed)}`;

/** An essay as one names it in a text, up to its address. */
export function citationOf(essay: Essay): string {
  const revised = revisionOf(essay)?.replace('Revised', ', revised') ?? '';
  const by = site.author.name ? `${site.author.name}, ` : '';
  return `${by}“${essay.title}”, ${site.title}, ${longDate(essay.published)}${revised}.`;
}

const keyOf = ({ slug, published }: Essay): string => `${slug}-${published.slice(0, 4)}`;

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  // A space at which no line ends is TeX's own ~.
  '\u00a0': '~',
  '^': '\\textasciicircum{}',
  // BibTeX counts braces behind a backslash too.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
};

/** A text in TeX, whose own signs are written as such. */
const tex = (text: string): string =>
  text.replace(/[\\~^{}&%$#_\u00a0]/g, (sign) => TEX[sign] ?? `\\${sign}`);

/** An essay as an entry of BibTeX, which biblatex reads as well. */
export function bibtexOf(essay: Essay): string {
  const [year, month, day] = essay.published.split('-').map(Number);
  const names = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
  const revised = revisionOf(essay);
  const fields = [
    ...(site.author.name ? [`author = {${tex(site.author.name)}}`] : []),
    // Inside two pairs of braces capitals stay what they are.
    `title = {{${tex(essay.title)}}}`,
    `howpublished = {${tex(site.title)}}`,
    `year = {${year}}`,
    `month = ${names[month - 1]}`,
    `day = {${day}}`,
    ...(revised ? [`note = {${revised}}`] : []),
    `url = {${essay.address}}`,
  ];
  return `@misc{${keyOf(essay)},\n${fields.map((field) => `  ${field},\n`).join('')}}\n`;
}

/** An essay as CSL-JSON (Citation Style Language 1.0.2), a list of one. */
export function cslOf(essay: Essay): string {
  const item = {
    id: keyOf(essay),
    type: 'post-weblog',
    ...(site.author.name && { author: [{ literal: site.author.name }] }),
    title: essay.title,
    'container-title': site.title,
    abstract: essay.summary,
    issued: { 'date-parts': [essay.published.split('-').map(Number)] },
    note: revisionOf(essay),
    URL: essay.address,
    language: site.language,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** An essay in the tags by which Google Scholar and reference managers know one (Highwire Press). */
export function highwireOf(essay: Essay): (readonly [name: string, content: string])[] {
  return [
    ['citation_title', essay.title],
    ...(site.author.name ? [['citation_author', site.author.name] as const] : []),
    ['citation_publication_date', essay.published.replaceAll('-', '/')],
    ['citation_journal_title', site.title],
    ['citation_public_url', essay.address],
    ['citation_language', site.language],
  ];
}
