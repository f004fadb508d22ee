import { type EssayFile, slugOf } from '../essay/files.ts';
import type { Finding } from './finding.ts';
import { faultAt } from './frontmatter.ts';

/** Whether a file looks like an essay but lies where the site does not read it. */
export const isMisplaced = (path: string): boolean =>
  /\.mdx$|^[^/]+\.md$|^[^/]+\/index\.md$/u.test(path) &&
  slugOf(path) === undefined &&
  !/(?:^|\/)_/u.test(path);

const top = (file: string, field: string, message: string, remedy: string): Finding => ({
  file,
  line: 1,
  column: 1,
  field,
  message,
  remedy,
});

/** Files that look like essays and are not read. `folder` holds the essays. */
export const misplacedFindings = (folder: string, paths: readonly string[]): Finding[] =>
  paths.filter(isMisplaced).map((path) => {
    const slug = path.replace(/\/.*|\.mdx?$/gu, '');
    const remedy = `call it ${folder}/${slug}.mdx or ${folder}/${slug}/index.mdx, or begin its name with _`;
    return top(`${folder}/${path}`, 'file', 'the site does not read this file', remedy);
  });

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
    if (!/^[a-z0-9-]+$/u.test(slug)) {
      const remedy = 'rename the file to lower-case letters, digits and hyphens';
      findings.push(top(file, 'slug', `"${slug}" will not do as an address`, remedy));
    }
  }
  const aliases = new Map<string, string>();
  const places = new Map<unknown, string>();
  for (const { file, matter, draft, aliases: earlier } of entries) {
    if (!matter) continue;
    earlier.forEach((alias, i) => {
      const owner = slugs.get(alias) ?? aliases.get(alias);
      if (owner !== undefined) {
        const what = slugs.has(alias) ? 'the slug' : 'an alias';
        const message = `"${alias}" is already ${what} of ${owner}`;
        const fault = faultAt(matter, ['aliases', i], message, 'remove it, or rename the other');
        findings.push({ file, ...fault });
      } else aliases.set(alias, file);
    });
    const { selected } = matter.data;
    if (selected === undefined || draft) continue;
    const other = places.get(selected);
    if (other !== undefined) {
      const message = `place ${String(selected)} on the home page is already that of ${other}`;
      findings.push({ file, ...faultAt(matter, ['selected'], message, 'choose another place') });
    } else places.set(selected, file);
  }
  return findings;
}
