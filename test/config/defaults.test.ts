import { describe, expect, it } from '@jest/globals';
import { LADDERS } from '../../config/defaults.ts';
import { rungId } from '../../config/ladders.ts';
import type { Ladder } from '../../rules/programme.ts';

function inWords({ lead, rungs, hardLimit }: Ladder): string {
  const steps = rungs.map(
    ({ after, to, repeat }) => `${after.n}${after.unit} ${to.join('+')}${repeat ? ` every ${repeat.n}` : ''}`,
  );
  return `lead ${lead.n}: ${steps.join(', ')}; hard ${hardLimit?.n}`;
}

describe('default ladders', () => {
  it('are those of the default programme', () => {
    expect(LADDERS.map((ladder) => `${ladder.id} ${inWords(ladder)}`)).toEqual([
      'L1 lead 30: -14days assignee, 0days assignee+manager, 7days lead, 21days top every 7; hard 28',
      'L2 lead 15: -3days assignee, 0days assignee+manager, 3days lead, 10days top; hard 14',
      'L3 lead 75: -60days assignee, -30days assignee, -14days assignee, 0days top; hard undefined',
      'L4 lead 86400000: -86400000ms assignee, -72000000ms manager+lead, 0ms top; hard undefined',
    ]);
  });

  it('differ in extensions, contact hours, and how top management hears', () => {
    expect(LADDERS.map(({ extensions, contactHours, topAtOnce }) => [extensions, contactHours, topAtOnce])).toEqual([
      [true, true, false],
      [true, true, false],
      [false, true, true],
      [true, false, true],
    ]);
  });

  it('name their rungs as a ladder of the file would', () => {
    for (const { rungs } of LADDERS) {
      for (const { id, after, from } of rungs) expect(id).toBe(rungId(after, from));
    }
  });
});
