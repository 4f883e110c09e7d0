import { external } from './external.ts';
import { grades } from './grades.ts';
import { people } from './people.ts';

/** Every rule of nonconformities that is told as a story. */
export const all = { grades, people, external };
