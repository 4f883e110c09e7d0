import { type Documented, evolveDocumented, listedOf } from '../../rules/documented.ts';
import type { Projection } from '../fold.ts';

/** Documented information beside duties, tasks, and nonconformities: measurements and the like (7.5). */
export const documented: Projection<Documented> = {
  table: 'documented',
  stream: 'documented',
  evolve: evolveDocumented,
  columns: (s) => {
    const { display, owner, state, due } = listedOf(s);
    return {
      noun: s.noun,
      id: s.id,
      display: display ?? null,
      owner: owner ?? null,
      state: state ?? null,
      due: due ?? null,
    };
  },
};
