/** Code highlighting in both schemes without inline styles, which a strict policy would block. */
import type { ShikiConfig } from 'astro';
import { createCssVariablesTheme } from 'shiki';

const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--code-' });

/** `color:var(--code-token-string)` becomes the class `token-string`; plain text gets none. */
const toClass = (style: unknown): string | undefined =>
  /--code-token-([a-z-]+)/.exec(String(style ?? ''))?.[1];

/** Shiki with the CSS-variables theme, its variables turned into classes. */
export const highlight: Partial<ShikiConfig> = {
  theme,
  wrap: false,
  transformers: [
    {
      name: 'classes',
      preprocess(_, options) {
        // By default a line that takes half a second is cut short: another page on a busy machine.
        options.tokenizeTimeLimit = 0;
      },
      pre(node) {
        delete node.properties.style;
        node.properties.class = 'code';
      },
      span(node) {
        const token = toClass(node.properties.style);
        delete node.properties.style;
        if (token) node.properties.class = `token-${token}`;
      },
      line(node) {
        // Astro keeps the signs of a diff out of what is selected, by a style.
        for (const [sign] of node.children.map((part) =>
          'children' in part ? part.children : [],
        )) {
          if (sign?.type !== 'element' || !sign.properties.style) continue;
          delete sign.properties.style;
          sign.properties.class = 'sign';
        }
      },
    },
  ],
};
