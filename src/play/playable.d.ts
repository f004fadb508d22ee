/** The figures with controls of each essay shown, by slug; made by src/play/plugin.ts. */
declare module 'virtual:playable' {
  type Figure = import('../kit/figure.ts').Figure<Record<string, unknown>, unknown>;

  const essays: Readonly<Record<string, () => Promise<Record<string, Figure>>>>;
  export default essays;
}
