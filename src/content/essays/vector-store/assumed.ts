/** What the essay assumes, each in the one place from which experiments and text take it. */
import { assume } from '../../../kit/assume.ts';

const SHARE = { unit: '%', decimals: 0 };

export const toy = {
  vectors: assume(6000, 'stored vectors'),
  dimensions: assume(32, 'dimensions of a vector'),
  topics: assume(40, 'topics around which the vectors lie'),
  lists: assume(78, 'lists of the inverted file'),
  neighbours: assume(10, 'neighbours that a query asks for'),
  near: assume(0.7, 'share of queries that are fresh points of a topic', SHARE),
  between: assume(0.2, 'share of queries between two topics', SHARE),
  far: assume(0.1, 'share of queries in a random direction', SHARE),
  training: assume(200, 'queries to which the estimate is fitted'),
  arrivals: assume(2000, 'vectors added on new topics'),
};

export const asked = {
  slack: assume(0.001, 'distance beyond the true tenth that is forgiven'),
  loose: assume(0.01, 'share of the true tenth distance that is forgiven', SHARE),
  looser: assume(0.1, 'larger share of it that is forgiven', SHARE),
  beam: assume(24, 'beam of the graph beside six probes'),
  shadows: assume(100, 'queries in a shadow sample'),
  fewShadows: assume(20, 'queries in a very small shadow sample'),
  tenth: assume(0.1, 'share of rows that pass a filter', SHARE),
  hundredth: assume(0.01, 'share of rows that pass a narrow filter', SHARE),
  miss: assume(0.05, 'share of the true neighbours that the rule may miss on average', SHARE),
  calibration: assume(300, 'queries in each of the repeated calibrations'),
  fifth: assume(0.2, 'larger share of traffic about new topics', SHARE),
  fiftieth: assume(0.02, 'smaller share of traffic about new topics', SHARE),
  margin: assume(2.58, 'standard errors by which the mean must fall below the promise'),
  firstLook: assume(50, 'shadow queries before the first look at their mean'),
  everyLook: assume(25, 'shadow queries between two looks'),
};
