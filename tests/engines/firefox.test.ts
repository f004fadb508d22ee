import { holdsIn } from './holds.ts';

holdsIn('firefox');
