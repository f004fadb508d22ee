/**
 * Token counts of requests, as quantile tables of three public traces. Each column was read,
 * sorted, and its linear-interpolation quantile taken at every entry of `PROBABILITIES`, rounded
 * to an integer; sample with `fromQuantiles`. Linear interpolation makes the last 0.1 % of
 * `codeOut` a little heavier than the file.
 *
 * `code`, `chat`: Azure LLM inference trace 2023 (CC BY 4.0), coding and conversation services.
 * `long`: Mooncake conversation trace, FAST '25 release (Apache-2.0).
 */
export type Kind = 'code' | 'chat' | 'long';

/** The probabilities of the tables below. */
export const PROBABILITIES = [
  0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75,
  0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 1,
];

/** Prompt tokens. */
export const PROMPT: Record<Kind, number[]> = {
  code: [
    3, 17, 35, 75, 147, 232, 386, 578, 770, 939, 1075, 1261, 1469, 1690, 1909, 2164, 2433, 2744,
    3192, 3920, 5188, 6194, 7303, 7435, 7436, 7436, 7436, 7437, 7437,
  ],
  chat: [
    2, 29, 91, 181, 207, 372, 387, 396, 403, 414, 703, 984, 1020, 1045, 1071, 1097, 1130, 1189,
    1315, 1876, 2734, 4076, 4083, 4090, 4098, 4142, 4831, 6179, 14050,
  ],
  long: [
    891, 894, 896, 901, 964, 1261, 1662, 2306, 3263, 4251, 4993, 5870, 6909, 8187, 9570, 11238,
    13196, 15367, 17869, 21464, 27367, 32399, 39550, 52215, 66449, 85400, 100810, 121301, 126195,
  ],
};

/** Generated tokens. */
export const OUTPUT: Record<Kind, number[]> = {
  code: [
    6, 6, 6, 6, 7, 7, 8, 9, 9, 10, 11, 12, 13, 14, 16, 18, 20, 24, 29, 39, 55, 72, 90, 128, 171,
    251, 359, 825, 1899,
  ],
  chat: [
    7, 16, 24, 41, 54, 67, 77, 85, 91, 96, 103, 113, 129, 151, 177, 217, 384, 395, 400, 411, 424,
    433, 451, 509, 540, 601, 643, 954, 1000,
  ],
  long: [
    1, 3, 3, 10, 24, 46, 100, 156, 213, 256, 291, 322, 350, 375, 399, 423, 447, 472, 504, 543, 597,
    648, 698, 800, 892, 1119, 1568, 2000, 2000,
  ],
};
