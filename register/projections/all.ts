import type { Projection } from '../fold.ts';
import { documented } from './documented.ts';
import { nonconformities } from './nonconformities.ts';
import { occurrences } from './occurrences.ts';
import { tasks } from './tasks.ts';

/** Every projection of a register. */
export const projections = [occurrences, tasks, nonconformities, documented] as Projection<unknown>[];
