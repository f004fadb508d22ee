/** The figures with controls of one essay, by its slug; made by src/play/plugin.ts. */
declare module 'virtual:playable' {
  type Figure = import('../kit/figure.ts').Figure<Record<string, unknown>, unknown>;

  const figuresOf: (slug: string) => Promise<Record<string, Figure>>;
  export default figuresOf;
}
