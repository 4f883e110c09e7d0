import { expect } from '@jest/globals';
import type { Bench, BenchOptions } from './bench.ts';
import { type Cases, errorOf, wholeOf } from './cases.ts';
import { draftOf, progressed } from './draft.ts';

export function demandCases({ check }: Cases, setup: (options: BenchOptions) => Promise<Bench>): void {
  check(
    'closing that demands what nobody configured is refused with its name and what it takes; all else is written',
    async () => {
      const demanding = await setup({ demanding: true });
      try {
        const draft = draftOf();
        const { ref } = await demanding.tickets.ensure(draft);
        const error = await errorOf(demanding.tickets.ensure({ ...progressed(draft), category: 'done' }, ref));
        expect(error?.fault).toEqual({ kind: 'refused', fields: [expect.any(String)] });
        expect(error?.message).toContain(ref.number);
        expect(error?.message).toMatch(/demands .+ allowed: .+/);
        expect((await demanding.people.textOf(ref)).block).toContain('users.csv');
        expect(wholeOf(await demanding.tickets.read(ref)).category).toBe('open');
        const late = draftOf({ category: 'done' });
        const opened = (await errorOf(demanding.tickets.ensure(late)))?.opened;
        expect((await demanding.tickets.ensure({ ...late, category: 'open' })).ref).toEqual(opened?.ref);
      } finally {
        await demanding.close();
      }
    },
    'demands',
  );
}
