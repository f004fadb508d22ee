/** The figures with controls of each essay shown, by slug; made by src/build/play.ts. */
declare module 'virtual:playable' {
  type Figure = import('./figure.ts').Figure<Record<string, unknown>, unknown>;

  const essays: Readonly<Record<string, () => Promise<Record<string, Figure>>>>;
  export default essays;
}
