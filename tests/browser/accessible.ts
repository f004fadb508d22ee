/** What axe finds on a page as it stands. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Violations, each by its rule and the element it is at. Drawings are pictures to assistive
 * technology; their colours are held by the tokens' test.
 *
 * @param rules of axe; all where none is named
 */
export async function violationsOn(page: Page, ...rules: readonly string[]): Promise<string[]> {
  // Pages have no frames, and what passes is not asked: passing all of it on takes longer than axe.
  const axe = new AxeBuilder({ page })
    .exclude('.chart')
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true);
  if (rules.length > 0) axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    // The words of a formula are not looked at.
    nodes
      .filter(({ html }) => !/^<th[^>]*><math/.test(html))
      .map((node) => `${id} ${node.html.slice(0, 120)}`),
  );
}
