import { createServer } from 'node:net';

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

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.on('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
