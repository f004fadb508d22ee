/** The components that an essay's MDX may use without importing them. */
import Cite from './Cite.astro';
import Claim from './Claim.astro';
import Figure from './Figure.astro';
import Given from './Given.astro';
import N from './N.astro';
import Own from './Own.astro';
import Ref from './Ref.astro';

export const essayComponents = { Cite, Claim, Figure, Given, N, Own, Ref };
