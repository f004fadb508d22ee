/** For machines: all that an essay prints of its model and in the words of its sources. */
import { createHash } from 'node:crypto';
import type { APIRoute } from 'astro';
import { type Essay, essayPaths } from '../../../essays.ts';
import { type Block, picture } from '../../../kit/draw/svg.ts';
import { exactly } from '../../../kit/number.ts';
import { OTHER_DRAWS } from '../../../kit/seeds.ts';

export const getStaticPaths = () =>
  essayPaths(({ accounts }) => accounts.numbers.length + accounts.figures.length > 0);

/** Of a picture as it stands in the page, SHA-256 in hexadecimal digits. */
const hashOf = (block: Block): string => createHash('sha256').update(picture(block)).digest('hex');

/** Where the run of a call is declared. */
const declaredAt = (address: string, call: string): string =>
  `${address}model.ts/#${call.split('(')[0]}`;

/** One value, or the least and the greatest, in the digits that every engine computes. */
const valuesOf = (value: Parameters<typeof exactly>[0]): number[] =>
  exactly(value).split(' ').map(Number);

function accountsOf({ address, title, changed, accounts, places, sources }: Essay) {
  const anchor = (wanted: string) =>
    places.find(({ name, id }) => name === wanted && id !== undefined)?.id;
  return {
    essay: address,
    title,
    changed,
    otherSeeds: OTHER_DRAWS,
    numbers: accounts.numbers.map(({ key, text, value, what, call, spread, thisRun }) => ({
      key,
      anchor: anchor(key),
      text,
      values: valuesOf(value),
      what,
      call,
      declaredAt: declaredAt(address, call),
      atOtherSeeds: spread && { text: spread.text, asPrinted: spread.kept },
      thisRun,
    })),
    claims: accounts.claims.map(({ key, call, holds, fails }) => ({
      key,
      anchor: anchor(key),
      text: places.find(({ kind, name }) => kind === 'claim' && name === key)?.text,
      call,
      declaredAt: declaredAt(address, call),
      holds,
      failsAtOtherSeeds: fails,
    })),
    assumptions: accounts.assumptions.map(({ key, text, value, what, parameters }) => ({
      key,
      anchor: anchor(key),
      text,
      values: valuesOf(value),
      what,
      parameters,
    })),
    cited: sources.flatMap(({ key, url, quotes, cited }) =>
      cited.map(({ id, text, quote }) => ({
        anchor: id,
        text,
        source: key,
        url,
        quote: quote && quotes?.[quote],
      })),
    ),
    figures: accounts.figures.map(({ id, title, call, wide, narrow }) => ({
      id,
      anchor: `fig-${id}`,
      title,
      call,
      declaredAt: declaredAt(address, call),
      drawings: { wide: hashOf(wide), narrow: hashOf(narrow) },
    })),
  };
}

export const GET: APIRoute<{ essay: Essay }> = ({ props: { essay } }) =>
  new Response(JSON.stringify(accountsOf(essay), null, 1), {
    headers: { 'content-type': 'application/json' },
  });
