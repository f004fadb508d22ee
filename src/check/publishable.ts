/** Refuses, in one line, to publish a site that still has the placeholder for its address. */
import { readFileSync } from 'node:fs';
import { isPlaceholder } from '../site.ts';
import { formatFinding } from './finding.ts';

const FILE = 'src/site.ts';

const lines = readFileSync(FILE, 'utf8').split('\n');
const at = lines.findIndex(isPlaceholder);
if (at >= 0) {
  const [, field = 'address'] = /([a-z]+): [^:]*example\.com/i.exec(lines[at] ?? '') ?? [];
  const [place, message] = [(lines[at] ?? '').indexOf('example.com'), 'example.com stands here'];
  const remedy = `write ${field === 'email' ? 'the address that you read' : 'the host of your site'}`;
  console.error(
    formatFinding({ file: FILE, line: at + 1, column: place + 1, field, message, remedy }),
  );
  process.exitCode = 1;
}
