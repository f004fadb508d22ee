/** The two builds under test: the site as readers get it, and the same with its drafts shown. */
const at = (port: number, outDir: string) => ({
  port,
  outDir,
  address: `http://localhost:${port}`,
});

export const SITE = at(4391, 'dist');
export const DRAFTS = at(4392, 'node_modules/.cache/with-drafts');
