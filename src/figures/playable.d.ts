/** The figures with controls of each essay shown, by slug; made by src/build/play.ts. */
declare module 'virtual:playable' {
  import type { Figure } from './figure.ts';

  const essays: Readonly<
    Record<string, () => Promise<Record<string, Figure<Record<string, unknown>, unknown>>>>
  >;
  export default essays;
}
