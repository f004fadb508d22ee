declare module 'subset-font' {
  /** Its own README documents every option; these are the ones that `make.ts` uses. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2' | 'sfnt';
      variationAxes: Record<string, number | { min: number; max: number }>;
      keepFeatures?: readonly string[];
      noLayoutClosure: boolean;
      noHinting: boolean;
    },
  ): Promise<Buffer>;
}
