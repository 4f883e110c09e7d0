import { describe, expect, it } from '@jest/globals';
import { askedText, waitingText } from '../../cli/waiting-text.ts';
import { organisation } from '../rules/task/people.ts';
import { endOf } from '../rules/task/terms.ts';

const { programme } = organisation();
const waits = { display: 'PC-4QK', ticket: '#17', until: endOf('04-16') };
const none = { changes: [] };
const undecidable =
  'nobody may decide this in #17, for whoever applied it does not, and top management has nobody else: take it back, and let somebody else apply it';

describe('a weakening that only top management of one applied', () => {
  it('is said to be nobody’s to decide, and how it gets to be somebody’s', () => {
    expect(askedText({ ...waits, of: [] }, programme)).toBe(undecidable);
    expect(waitingText({ ...waits, of: [] }, none, programme)).toBe(`N${undecidable.slice(1)}. What waits: .`);
  });

  it('waits for whoever may, where somebody may', () => {
    expect(askedText({ ...waits, of: ['elena', 'mara'] }, programme)).toBe(
      'Elena Costa or Mara Lindt was asked in #17, due Fri 16 Apr 2027',
    );
    expect(waitingText({ ...waits, of: ['elena'] }, none, programme)).toMatch(/^Waiting for Elena Costa in #17, due/);
  });
});
