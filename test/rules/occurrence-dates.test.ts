import { describe, expect, it } from '@jest/globals';
import { datesAsExtended } from '../../rules/occurrence-dates.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { endOf } from './task/terms.ts';

const OCCURRENCE = { due: endOf('04-16'), hardLimit: endOf('04-30') };
const extended = (from: string, to: string, hardLimit?: string) =>
  ({
    extended: [{ from: endOf(from), to: endOf(to), by: 'mara', at: '' }],
    ...(hardLimit && { hardLimit: endOf(hardLimit) }),
  }) as unknown as TaskState;

describe('the dates of an occurrence as extended', () => {
  it('are the later ones that its own work was given', () => {
    expect(datesAsExtended(OCCURRENCE, [extended('04-16', '04-23', '05-07')])).toEqual({
      due: endOf('04-23'),
      hardLimit: endOf('05-07'),
    });
  });

  it('are those that it is due by anew where it was rejected after its end', () => {
    const revived = (due: string, dates: object) =>
      ({ extended: [], terms: { due: endOf(due) }, revivals: [{ by: 'mara' }], ...dates }) as unknown as TaskState;
    const anew = { due: endOf('06-03'), hardLimit: endOf('06-17') };
    expect(datesAsExtended(OCCURRENCE, [revived('04-16', anew)])).toEqual(anew);
    expect(datesAsExtended(OCCURRENCE, [revived('05-16', anew)])).toEqual({});
    expect(datesAsExtended(OCCURRENCE, [revived('04-16', { due: endOf('04-15') })])).toEqual({});
  });

  it('are none where a stage on the way was extended within them, or one that is due after them anyway', () => {
    expect(datesAsExtended(OCCURRENCE, [extended('04-02', '04-09', '04-23')])).toEqual({});
    expect(datesAsExtended(OCCURRENCE, [extended('05-16', '05-23', '06-07')])).toEqual({});
    expect(datesAsExtended(OCCURRENCE, [])).toEqual({});
  });
});
