/** The two builds under test: the site as readers get it, and the same with its drafts shown. */
const at = (port: number, outDir: string) => ({
  port,
  outDir,
  address: `http://localhost:${port}`,
});

/** A build that lives below a path, with an essay that is called otherwise since; each test serves it. */
export const BELOW = { outDir: 'node_modules/.cache/below', base: '/a/b/' } as const;

export const SITE = at(4391, 'dist');
export const DRAFTS = at(4392, 'node_modules/.cache/with-drafts');
