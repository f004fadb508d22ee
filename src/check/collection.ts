/** What is wrong between essays: slugs and aliases that two of them have, or that will not do. */
import { ESSAYS, type EssayFile } from '../essay/files.ts';
import { slugFor } from '../essay/slug.ts';
import type { Finding } from './finding.ts';
import { faultAt } from './frontmatter.ts';

const top = (file: string, field: string, message: string, remedy: string): Finding => ({
  file,
  line: 1,
  column: 1,
  field,
  message,
  remedy,
});

/** The slug that is meant by one that will not do as an address; undefined where it will do. */
export const slugMeant = (slug: string): string | undefined =>
  /^[a-z0-9-]+$/u.test(slug) ? undefined : slugFor(slug.replace(/\.mdx$/iu, ''));

/** Faults between essays: doubled slugs, aliases that are taken, two essays in one place. */
export function collectionFindings(entries: readonly EssayFile[]): Finding[] {
  const findings: Finding[] = [];
  const slugs = new Map<string, string>();
  for (const { file, slug } of entries) {
    const twin = slugs.get(slug);
    if (twin !== undefined) {
      const message = `"${slug}" is already the slug of ${twin}`;
      findings.push(top(file, 'slug', message, 'rename one of the two'));
    } else slugs.set(slug, file);
    const meant = slugMeant(slug);
    if (meant !== undefined) {
      const remedy = meant
        ? `call it ${file.endsWith('/index.mdx') ? `${ESSAYS}/${meant}/index.mdx` : `${ESSAYS}/${meant}.mdx`}`
        : 'rename the file to lower-case letters, digits and hyphens';
      findings.push(top(file, 'slug', `"${slug}" will not do as an address`, remedy));
    }
  }
  const aliases = new Map<string, string>();
  const places = new Map<unknown, string>();
  // A draft takes no place from an essay that is shown, but should know before it is one.
  const draftsLast = [...entries].sort((a, b) => Number(a.draft) - Number(b.draft));
  for (const { file, slug, matter } of draftsLast) {
    if (!matter) continue;
    const listed: unknown = matter.data.aliases;
    const earlier = Array.isArray(listed) ? listed.map(String) : [];
    earlier.forEach((alias, i) => {
      // What an essay lists twice is told with its front matter.
      if (aliases.get(alias) === file) return;
      if (alias === slug) {
        // What it was called first, and is again.
        if (i === 0 && earlier.some((other) => other !== slug)) return;
        const message = `"${alias}" is the slug that the essay has`;
        const remedy = i === 0 ? 'list only earlier slugs' : 'list it first, or not at all';
        findings.push({ file, ...faultAt(matter, ['aliases', i], message, remedy) });
        return;
      }
      const owner = slugs.get(alias) ?? aliases.get(alias);
      if (owner !== undefined) {
        const what = slugs.has(alias) ? 'the slug' : 'an alias';
        const message = `"${alias}" is already ${what} of ${owner}`;
        const fault = faultAt(matter, ['aliases', i], message, 'remove it, or rename the other');
        findings.push({ file, ...fault });
      } else aliases.set(alias, file);
    });
    const { selected } = matter.data;
    if (typeof selected !== 'number') continue;
    const other = places.get(selected);
    if (other !== undefined) {
      const message = `place ${String(selected)} on the home page is already that of ${other}`;
      findings.push({ file, ...faultAt(matter, ['selected'], message, 'choose another place') });
    } else places.set(selected, file);
  }
  return findings;
}
