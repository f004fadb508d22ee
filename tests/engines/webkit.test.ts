import { holdsIn } from './holds.ts';

holdsIn('webkit');
