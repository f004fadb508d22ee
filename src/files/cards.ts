/** Every page's card. */
import { markOf } from '../essay/mark.ts';
import { modelSource } from '../essay/source.ts';
import { allEssays, type Essay, essayIndex, selectedEssays, topicsShown } from '../essays.ts';
import { several } from '../kit/counts.ts';
import { readingTime } from '../kit/format.ts';
import { site } from '../site.ts';
import type { Card } from './card.ts';

/** The most marks in a row. */
const MOST = 7;

const host = new URL(site.address).host;

async function cardOf(kind: string, title: string, about: string, essays: readonly Essay[]) {
  const marks = await Promise.all(essays.slice(0, MOST).map(markOf));
  return { site: site.title, kind, title, foot: [about, host], marks } satisfies Card;
}

/** Whether each number of an essay says where it comes from: the model, an assumption, a source. */
const isAccounted = ({ ownNumbers, places, sources }: Essay): boolean =>
  !ownNumbers && places.length + sources.length > 0;

function essayCard(essay: Essay, kind: string): Promise<Card> {
  const accounted = isAccounted(essay) ? ' · every number says where it comes from' : '';
  return cardOf(kind, essay.title, readingTime(essay.minutes) + accounted, [essay]);
}

/** The cards of all pages, each with its page: the path below the site's base without its last slash. */
export async function allCards(): Promise<{ page: string; card: () => Promise<Card> }[]> {
  const essays = await allEssays();
  const selected = await selectedEssays();
  const { years } = await essayIndex();
  const list = (kind: string, title: string, listed: readonly Essay[]) =>
    cardOf(kind, title, several(listed.length, 'essay'), listed);
  return [
    { page: 'index', card: () => cardOf('essays', site.description, '', selected) },
    { page: 'essays', card: () => list('index', 'Essays', essays) },
    { page: '404', card: () => cardOf('', 'There is no page at this address', '', selected) },
    { page: 'subscribe', card: () => cardOf('feeds', 'Subscribe', '', selected) },
    ...years.map(({ year, essays: of }) => ({
      page: `years/${year}`,
      card: () => list('year', `Essays of ${year}`, of),
    })),
    ...(await topicsShown()).map(({ topic, name, essays: of }) => ({
      page: `topics/${topic}`,
      card: () => list('topic', name, of),
    })),
    ...essays.flatMap((essay) =>
      [essay.slug, ...essay.aliases].flatMap((slug) => [
        { page: `essays/${slug}`, card: () => essayCard(essay, 'essay') },
        ...(modelSource(essay.slug).length > 0
          ? [{ page: `essays/${slug}/model.ts`, card: () => essayCard(essay, 'the model') }]
          : []),
      ]),
    ),
  ];
}
