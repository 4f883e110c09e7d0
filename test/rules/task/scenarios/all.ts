import { actions } from './actions.ts';
import { chasing } from './chase.ts';
import { deadlines } from './deadlines.ts';
import { evidence } from './evidence.ts';
import { extensions } from './extensions.ts';
import { fullTicket } from './full-ticket.ts';
import { gate } from './gate.ts';
import { tampering } from './tampering.ts';
import { verification } from './verification.ts';
import { waivers } from './waivers.ts';
import { words } from './words.ts';

/** Every rule of tasks that is told as a story. */
export const all = {
  gate,
  evidence,
  verification,
  extensions,
  actions,
  waivers,
  deadlines,
  chasing,
  tampering,
  words,
  fullTicket,
};
