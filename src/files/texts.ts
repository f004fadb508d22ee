/** Essays as texts in Markdown, and the list of them for programs. */
import { stringify } from 'yaml';
import type { Essay } from '../essays.ts';
import { toMarkdown } from '../prose/markdown.ts';
import { absolute, BOOK, site } from '../site.ts';
import { essayWhole } from './elsewhere.ts';
import { JSON_FEED } from './feeds.ts';

/** The path of an essay's text, below the site's base. */
const textPath = ({ slug }: Essay): string => `essays/${slug}.md`;

/** An essay as Markdown with front matter. */
export async function textOf(essay: Essay): Promise<string> {
  const { title, summary, address, published, revisions, topics } = essay;
  const matter = {
    title,
    summary,
    author: site.author.name,
    published,
    revised: revisions.at(-1)?.date,
    topics: topics.map((topic) => site.topics[topic]),
    language: site.language,
    address,
  };
  const { tree } = await essayWhole(essay);
  return `---\n${stringify(matter, { lineWidth: 0 })}---\n\n${toMarkdown(tree)}`;
}

/** The site as programs are told of it (llmstxt.org). */
export function listOf(essays: readonly Essay[]): string {
  const lines = essays.map(
    (essay) => `- [${essay.title}](${absolute(textPath(essay))}): ${essay.summary}`,
  );
  return `# ${site.title}

> ${site.description}

## Essays

${lines.join('\n')}

## Optional

- [Feed](${absolute(JSON_FEED)}): the newest essays whole, as JSON Feed
- [Book](${absolute(BOOK)}): all essays, as EPUB
`;
}
