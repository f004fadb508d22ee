import { holdsIn } from './holds.ts';

holdsIn('chromium');
