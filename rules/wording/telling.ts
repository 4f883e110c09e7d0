import { words } from '../commands.ts';
import type { Paragraph } from '../ticket.ts';

/** How people tell of what happened, in whatever ticket they are; the last line of each help. */
export const howToTell: Paragraph = [
  'To tell of something that happened, whatever this ticket is about: ',
  { command: `event ${words.event.form}` },
  '.',
];
