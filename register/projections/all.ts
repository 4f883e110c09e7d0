import type { Projection } from '../fold.ts';
import { occurrences } from './occurrences.ts';
import { tasks } from './tasks.ts';

/** Every projection of a register. */
export const projections: Projection<unknown>[] = [occurrences, tasks] as Projection<unknown>[];
