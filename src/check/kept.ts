/**
 * What the check found before of essays that have not changed: where others can link to in them, and
 * that nothing is wrong. What is at fault is looked at again each time.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeHash, hashOf, keep, kept } from '../essay/cache.ts';
import { ESSAYS, type EssayFile, entriesBelow } from '../essay/files.ts';
import type { EssayPlace, Places } from './places.ts';

/** The bytes of some files, each with its name. */
const bytesOf = (files: readonly string[]) => files.flatMap((file) => [file, readFileSync(file)]);

/**
 * The files that are an essay, apart from its tests; undefined where there is something else, such as
 * a folder that is a link, into which nobody looks.
 */
function filesOf({ file }: EssayFile): string[] | undefined {
  const folder = dirname(file);
  if (folder === ESSAYS) return [file];
  const entries = entriesBelow(folder).filter(({ path }) => !path.startsWith('tests/'));
  if (entries.some(({ kind }) => kind !== 'file' && kind !== 'folder')) return undefined;
  return entries.filter(({ kind }) => kind === 'file').map(({ path }) => `${folder}/${path}`);
}

/**
 * What stands for all that an essay is made of, and for the code that checks it; undefined where that
 * cannot be read, which the check itself will say.
 */
export function stampOf(essay: EssayFile): string | undefined {
  // Without it nobody knows which packages there are.
  if (!existsSync('package-lock.json')) return undefined;
  const files = filesOf(essay);
  if (files === undefined) return undefined;
  try {
    return hashOf([codeHash(), process.version, essay.slug, ...bytesOf(files)]);
  } catch {
    return undefined;
  }
}

const placeName = (stamp: string): string => `place-${stamp}.json`;

/** An essay as others can link to it, as it was found before. */
export function keptPlace(stamp: string | undefined, hidden: boolean): EssayPlace | undefined {
  const bytes = stamp === undefined ? undefined : kept(placeName(stamp));
  if (bytes === undefined) return undefined;
  const place = JSON.parse(bytes.toString('utf8'));
  const parts = { ...place.parts, ids: new Set(place.parts.ids) };
  return { ...place, hidden, figures: new Set(place.figures), parts };
}

/** Keeps where others can link to in an essay, if all of it could be read. */
export function keepPlace(stamp: string | undefined, place: EssayPlace): void {
  const { figures, parts } = place;
  if (stamp === undefined || figures === undefined || !parts?.complete) return;
  const ids = [...parts.ids];
  keep(
    placeName(stamp),
    JSON.stringify({ ...place, figures: [...figures], parts: { ...parts, ids } }),
  );
}

/** What stands for all that lies around the essays, on a day: a picture may lie anywhere among them. */
export function aroundStamp(places: Places, day: string): string {
  const plain = (_: string, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...value] : value;
  // A link may lead to a folder or nowhere, and not every file may be read.
  const bytes = (file: string) => {
    try {
      return readFileSync(file);
    } catch {
      return 'none';
    }
  };
  const shown = [...places.files].filter((file) => !/\.(?:mdx|ts|txt)$/u.test(file));
  return hashOf([
    day,
    JSON.stringify(places, plain),
    ...shown.flatMap((file) => [file, bytes(file)]),
  ]);
}

const soundName = (stamp: string, around: string, writing: boolean): string =>
  `sound-${hashOf([stamp, around, String(writing)])}.txt`;

/** Whether nothing was wrong with an essay among the same others. */
export const wasSound = (stamp: string | undefined, around: string, writing: boolean): boolean =>
  stamp !== undefined && kept(soundName(stamp, around, writing)) !== undefined;

/** Keeps that nothing was wrong. */
export function keepSound(stamp: string | undefined, around: string, writing: boolean): void {
  if (stamp !== undefined) keep(soundName(stamp, around, writing), '');
}
