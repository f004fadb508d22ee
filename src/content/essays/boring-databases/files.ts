/** What a measurement found, as the files that are committed. */
import type { Measured } from './measure.ts';

/** The committed files of a measurement: path beside the essay → content. */
export function files(measured: Measured): Record<string, string> {
  const parts = Object.entries(measured.recorded).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const plans = Object.entries(measured.plans).map(([name, plan]) => [`plans/${name}.txt`, plan]);
  return { 'results.json': `{\n${parts.join(',\n')}\n}\n`, ...Object.fromEntries(plans) };
}
