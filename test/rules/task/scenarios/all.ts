import { chasing } from './chase.ts';
import { deadlines } from './deadlines.ts';
import { gate } from './gate.ts';
import { extensions, waivers } from './requests.ts';
import { tampering } from './tampering.ts';
import { verification } from './verification.ts';
import { words } from './words.ts';

/** Every rule of tasks that is told as a story. */
export const all = { gate, verification, extensions, waivers, deadlines, chasing, tampering, words };
