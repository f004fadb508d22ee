/** The components that an essay's MDX may use without importing them. */
import Cite from './Cite.astro';
import Given from './Given.astro';
import Ref from './Ref.astro';

export const essayComponents = { Cite, Given, Ref };
