import { describe, expect, it } from '@jest/globals';
import { deliveryNotes } from '../../workers/delivery-notes.ts';

function setUp(fails = false) {
  const clock = { at: Date.parse('2027-04-12T10:00:00Z') };
  const written: string[] = [];
  const logged: string[] = [];
  const noteDelivered = async (tracker: string, what: string, at: string) => {
    written.push(`${tracker} ${what} ${at.slice(11, 19)}`);
    if (fails) throw new Error('register is locked');
  };
  const notes = deliveryNotes({
    register: { noteDelivered },
    clock: () => new Date(clock.at).toISOString(),
    log: (message, fields) => logged.push(`${message} ${JSON.stringify(fields)}`),
  });
  return { clock, written, logged, notes };
}

describe('notes of deliveries', () => {
  it('are one write a minute for each tracker and outcome, whatever comes in', async () => {
    const { clock, written, notes } = setUp();
    for (let second = 0; second < 120; second++) {
      for (let i = 0; i < 20; i++) notes.note('github', 'taken');
      notes.note('github', 'refused');
      notes.note('other', 'taken');
      clock.at += 1000;
    }
    await notes.settled();
    expect(written).toEqual(
      ['10:00:00', '10:01:00'].flatMap((time) => [
        `github taken ${time}`,
        `github refused ${time}`,
        `other taken ${time}`,
      ]),
    );
  });

  it('that cannot be written stop nothing and are logged', async () => {
    const { written, logged, notes } = setUp(true);
    expect(() => notes.note('github', 'taken')).not.toThrow();
    await notes.settled();
    expect(written).toHaveLength(1);
    expect(logged).toEqual([expect.stringContaining('register is locked')]);
  });
});
