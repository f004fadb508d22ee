import type { AstroIntegration } from 'astro';
import { hasPlaceholders } from '../site.ts';

/** Says what an author should know about the build. */
export function siteChecks(): AstroIntegration {
  return {
    name: 'site-checks',
    hooks: {
      'astro:build:start': ({ logger }) => {
        if (hasPlaceholders) {
          logger.warn(
            'address or e-mail still are example.com: set them in src/site.ts before you publish',
          );
        }
      },
    },
  };
}
