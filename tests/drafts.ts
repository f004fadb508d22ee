/** Serves the build that shows drafts to the browser tests; what is not there is not found. */
import { preview } from 'vite';
import { DRAFTS } from './servers.ts';

await preview({
  appType: 'mpa',
  configFile: false,
  build: { outDir: DRAFTS.outDir },
  preview: { port: DRAFTS.port, strictPort: true },
});
