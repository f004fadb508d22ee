/** What the essay assumes, each in the one place from which experiments and text take it. */
import { assume } from '../../../kit/assume.ts';

const SHARE = { unit: '%', decimals: 0 };

export const toy = {
  vectors: assume(6000, 'stored vectors'),
  dimensions: assume(32, 'dimensions of a vector'),
  /** Directions in which a topic varies, and how far: log-uniform between the two. */
  intrinsic: 16,
  tightest: 0.5,
  widest: 2,
  topics: 40,
  lists: assume(78, 'lists of the inverted file'),
  neighbours: assume(10, 'neighbours that a query asks for'),
  near: 0.7,
  between: 0.2,
  far: 0.1,
  training: 200,
  arrivals: assume(2000, 'vectors added'),
};

export const asked = {
  slack: 0.001,
  loose: 0.01,
  looser: assume(0.1, 'share of the true tenth distance that is forgiven', SHARE),
  beam: 40,
  usual: assume(64, 'efConstruction, the beam while inserting, by default'),
  careful: assume(200, 'efConstruction of the patient build'),
  shadows: assume(100, 'queries in a shadow sample'),
  fewShadows: 20,
  tenth: assume(0.1, 'share of rows that pass a filter', SHARE),
  hundredth: 0.01,
  miss: assume(0.05, 'share of the true tens that may be missed on average', SHARE),
  calibration: assume(300, 'queries on which the threshold is chosen'),
  fifth: assume(0.2, 'share of queries about new topics', SHARE),
  fiftieth: 0.02,
  margin: assume(2.58, 'standard errors below the promise at which the alarm rings'),
  firstLook: assume(50, 'shadow queries before the first look'),
  everyLook: assume(25, 'shadow queries between two looks'),
};
