/** What the essay assumes, each in the one place from which experiments and text take it. */
import { assume } from '../../../kit/assume.ts';

export const given = {
  wish: assume(100, 'width and height for which a box asks', { unit: 'px' }),
  characters: assume(60, 'characters of the long text'),
  rows: assume(1000, 'cards of the long list'),
  deep: assume(10, 'replies, or boxes, inside one another'),
  cards: assume(100, 'cards of the list for a screen reader'),
  slow: assume(60, 'refresh rate of a slow display', { unit: 'Hz' }),
  middle: assume(90, 'refresh rate of a faster display', { unit: 'Hz' }),
  fast: assume(120, 'refresh rate of a fast display', { unit: 'Hz' }),
  median: assume(5.5, 'median cost of a frame', { unit: 'ms' }),
  ratio: assume(2.625, 'device pixels to a logical pixel', { significant: 4 }),
};
