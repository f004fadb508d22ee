/** A built site as a good host serves it: compressed, with caching left to the reader's first visit. */
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};
/** What compression makes smaller. */
const TEXT = /^(?:text\/|application\/json|image\/svg)/;

/** Serves a folder on a port of its own; returns its address and what ends it. */
export async function serve(folder: string): Promise<{ address: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const squeezed = TEXT.test(type) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    const bytes = readFileSync(path);
    const body = squeezed ? brotliCompressSync(bytes) : bytes;
    response
      .writeHead(200, {
        'content-type': type,
        'content-length': body.length,
        ...(squeezed && { 'content-encoding': 'br' }),
      })
      .end(body);
  }).listen(0, 'localhost');
  await new Promise((done) => server.on('listening', done));
  const { port } = server.address() as { port: number };
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://localhost:${port}`, close };
}
