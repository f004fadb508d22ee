/**
 * The model of the essay, from its entry: box layout by Flutter's rules (layout.ts, boxes.ts,
 * flex.ts), the screens that are laid out (screens.ts), and what is counted on them.
 */
export { examples, whatWillItBe } from './beginner.ts';
export { chain } from './depth.ts';
export { deadlines } from './frames.ts';
export { prices, replies, whoIsAsked } from './label.ts';
export { edges } from './pixels.ts';
export { spoken } from './stops.ts';
export { walk } from './walk.ts';
