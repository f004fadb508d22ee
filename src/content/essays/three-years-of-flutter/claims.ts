/** What the essay claims, each with the predicate that has to hold for it. */
import { claims } from '../../../kit/claim.ts';
import {
  chain,
  deadlines,
  edges,
  examples,
  prices,
  replies,
  spoken,
  walk,
  whoIsAsked,
} from './model.ts';
import { at, deep, frame, list, pixel, reply, stop, tree } from './numbers.ts';
import { SCREEN } from './screens.ts';
import type { WalkParams } from './walk.ts';

/** The box at which the second layout starts. */
function startsAt(params: WalkParams): string | undefined {
  const { boxes, steps, first } = walk.compute(params);
  const start = steps.slice(first).find(({ kind }) => kind === 'started');
  return start && boxes[start.box].name;
}

export const walked = claims(walk, {
  onceEach: {
    holds: ({ boxes, steps, first }) => {
      const told = steps.slice(0, first).filter(({ kind }) => kind === 'told');
      return (
        told.length === boxes.length && new Set(told.map(({ box }) => box)).size === told.length
      );
    },
  },
  stopsShort: { holds: (_, params) => startsAt({ ...params, around: 'fixed' }) === 'Row' },
  climbs: { holds: (_, params) => startsAt({ ...params, around: 'padding' }) === 'ScrollView' },
  heightAlone: {
    holds: (_, params) =>
      startsAt({ ...params, around: 'fixed', stretched: false }) === 'ScrollView',
  },
});

export const rules = claims(examples, {
  onlyAWish: {
    holds: ({ underScreen: { boxes } }) =>
      boxes[0].width === SCREEN.width && boxes[0].height === SCREEN.height,
    numbers: [tree.screenWidth, tree.screenHeight],
  },
  granted: {
    holds: ({ centred: { boxes } }, { wish }) =>
      boxes[0].width === SCREEN.width && boxes[1].width === wish && boxes[1].height === wish,
  },
  runsOut: {
    holds: ({ longText: { boxes, messages } }) =>
      boxes[1].width > SCREEN.width && messages.length === 1,
    numbers: [tree.longText],
  },
  wraps: {
    holds: ({ expandedText: { boxes, messages } }) =>
      boxes[1].width + boxes[2].width === SCREEN.width &&
      boxes[1].height > boxes[2].height &&
      messages.length === 0,
  },
  shrinks: {
    holds: ({ scrollInColumn: { boxes, messages } }) =>
      boxes[2].name === 'ScrollView' &&
      boxes[2].height === boxes[3].height &&
      messages.length === 0,
  },
  throws: { holds: ({ listInColumn: { messages } }) => messages.length > 0 },
});

export const twice = claims(chain, {
  doubles: {
    holds: (r, { depth }) =>
      r.once === depth + 1 && r.twice === 2 ** (depth + 1) - 1 && r.refused === depth + 2,
    numbers: [deep.toy, deep.onePass],
  },
  mended: { holds: (r, { depth }) => r.twiceRemembered === 2 * depth + 1 },
});

export const paid = claims(prices, {
  onceEach: {
    holds: (r) => Object.values(r).every(({ boxes, first }) => boxes === first),
    numbers: [list.nodes],
  },
  everybody: {
    holds: (r) => r.screen.built === r.screen.boxes && r.label.built === 1,
    numbers: [list.built],
  },
  eachCard: {
    holds: ({ label }, { rows }) => label.visits > rows && label.visits < rows + 10,
    numbers: [list.free],
  },
  mostSaved: {
    holds: ({ label }) => label.performs < label.visits / 100,
    numbers: [list.freePerforms],
  },
  allPainted: {
    holds: ({ label, fixed }) => label.painted === label.boxes && fixed.painted === fixed.boxes,
    numbers: [list.painted],
  },
  oneCard: {
    holds: ({ layered, label }) => layered.painted < 15 && layered.visits > label.visits,
    numbers: [list.layer],
  },
  stopsShort: {
    holds: ({ layers, layered }) => layers.visits < 10 && layers.painted < layered.painted,
    numbers: [list.fixed],
  },
});

export const asked = claims(whoIsAsked, {
  anyPlace: {
    holds: ({ visits, performs }, params) =>
      ['screen', 'kept'].every((called) => {
        const other = whoIsAsked.compute({ ...params, called });
        return other.visits === visits && other.performs === performs;
      }),
  },
});

export const leaks = claims(replies, {
  past: {
    holds: ({ asked: { performs, boxes, above } }) => above === 1 && performs > boxes / 2,
    numbers: [reply.performs, reply.boxes],
  },
  again: {
    holds: ({ asked: { first, again } }) => again.asked === first.asked,
    numbers: [reply.again],
  },
  anew: {
    holds: ({ asked: { first, again } }) =>
      again.worked < again.asked / 2 && Math.abs(again.worked / first.worked - 0.5) < 0.05,
    numbers: [reply.anew],
  },
  border: {
    holds: (r) =>
      r.border.performs === r.asked.performs && r.border.first.asked + r.border.again.asked === 0,
  },
});

export const works = claims(deadlines, {
  belowAll: {
    holds: ({ mean, byRate }) => byRate.every(({ budget: left }) => mean < left),
    numbers: [frame.mean],
  },
  later: {
    holds: (r) =>
      at(r, 'slow').late < at(r, 'middle').late && at(r, 'middle').late < at(r, 'fast').late,
    numbers: [frame.lateSlow, frame.lateFast],
  },
});

export const between = claims(edges, {
  half: {
    holds: ({ edge, whole }) => !Number.isInteger(edge) && whole === 8,
    numbers: [pixel.edge],
  },
});

export const heard = claims(spoken, {
  separate: {
    holds: ({ ways }, { cards }) => ways.column.list === 3 * cards + 1,
    numbers: [stop.separate],
  },
  merged: {
    holds: ({ ways }, { cards }) =>
      ways.list.list === cards + 1 && ways.merged.list === ways.list.list,
    numbers: [stop.listed],
  },
  swallowed: { holds: ({ ways }) => ways.list.card.length === 1 && ways.list.card[0].heading },
  apart: {
    holds: ({ ways }, { cards }) =>
      ways.kept.list === 2 * cards + 1 &&
      ways.kept.card.map(({ heading }) => heading).join() === 'false,true',
    numbers: [stop.kept],
  },
});
