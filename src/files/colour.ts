/**
 * An OKLCH colour as sRGB hexadecimal, for programs that know no OKLCH (Ottosson, 2020: Oklab to
 * linear sRGB). Channels outside sRGB are cut off.
 *
 * @param colour `oklch(50% 0.16 255)`
 */
export function hexOf(colour: string): string {
  const match = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(colour);
  if (!match) throw new Error(`not an OKLCH colour: ${colour}`);
  const [lightness, chroma, hue] = match.slice(1).map(Number) as [number, number, number];
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const cube = (x: number, y: number) => (lightness / 100 + x * a + y * b) ** 3;
  const l = cube(0.3963377774, 0.2158037573);
  const m = cube(-0.1055613458, -0.0638541728);
  const s = cube(-0.0894841775, -1.291485548);
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const hex = linear.map((value) => {
    const cut = Math.max(0, Math.min(1, value));
    const channel = cut <= 0.0031308 ? 12.92 * cut : 1.055 * cut ** (1 / 2.4) - 0.055;
    return Math.round(channel * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${hex.join('')}`;
}
