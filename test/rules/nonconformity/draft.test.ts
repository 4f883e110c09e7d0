import { describe, expect, it } from '@jest/globals';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { plain } from '../../../rules/plain.ts';
import type { Block, BlockPart } from '../../../rules/ticket.ts';
import { organisation, quick, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

describe('the ticket of a nonconformity', () => {
  it('reads as the sample does', () => {
    const story = new Story(organisation(), summer('2027-04-06 09:00'));
    story.say('priya', summer('2027-04-06 10:00'), '/correction both accounts disabled');
    story.step(summer('2027-04-06 10:01'));
    const draft = draftNonconformity(story.state, story.org, false);
    expect(draft.title).toBe('NC-2027-014 (minor): leavers kept VPN access');
    expect(draft.labels).toEqual(['isms', 'isms/nc', 'isms/minor']);
    expect(draft.due).toBe('2027-07-05');
    expect(draft.category).toBe('open');
    expect(draft.heard).toEqual(['c1']);
    expect(linesOf(draft.block)).toEqual([
      'Two of nine leavers still had VPN access, up to 19 days after leaving. Plan by Tue 20 Apr, resolved by Mon 5 Jul 2027.',
      'A nonconformity says that a requirement was not met; it is about the process, not about a person. Resolved means: actions done and handed in.',
      'Not resolved by the end of 5 Jul, it becomes major at that moment, and top management is told.',
      'Access ends on the last working day (access policy 4.2). Evidence. Raised by Mara Lindt, 6 Apr.',
      'Next: Priya Nair, step 2',
      '✓ Correction at once, and its consequences dealt with: both accounts disabled (Priya Nair, 6 Apr)',
      '➜ Extent and impact: /extent …',
      '○ The same elsewhere? /similar none, because … or /similar …',
      '○ Root cause: /cause …',
      '○ Corrective actions: /action @owner 2027-05-21 … each, or /no-action because …; how we shall know that they worked: /criterion …',
      '○ Plan agreed by Mara Lindt: /approve',
      '○ Actions done, fix verified by somebody else',
      '○ Effectiveness review by somebody impartial, 60 days later, in its own issue',
      'Priya Nair owns it · Mara Lindt approves · one extension, asked before 5 Jul: /extend 2027-07-30 because …',
      'Clause A.5.18 · process: joiners and leavers · grade: minor (raiser’s own: minor) · Record: https://isms.example.com/t/NC-2027-014',
    ]);
  });

  it('stays within 25 lines, names the reviewer, and links the tickets of its actions', () => {
    const story = new Story(organisation(), summer('2027-04-06 09:00'));
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.actions = [task({ readAt: summer('2027-04-07 10:30') })];
    story.step(summer('2027-04-07 10:31'));
    const lines = linesOf(draftNonconformity(story.state, story.org, false).block);
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(lines[0]).toMatch(/Resolved by Mon 5 Jul 2027\.$/);
    expect(lines).toContain('Next: Priya Nair, step 7');
    expect(lines).toContain(
      '✓ Corrective actions: #233 (Sam Okoro, by 14 May); they worked if: no leaver with access at the next two samples',
    );
    expect(lines).toContain('✓ Plan agreed by Mara Lindt, 7 Apr');
    expect(lines).toContain('○ Effectiveness review by Jonas Weber, 60 days later, in its own issue');
  });

  it('shows exact clocks by their time, and offers no calendar date to type', () => {
    const story = new Story(quick(), '2026-11-22T08:41:20.000Z');
    const lines = linesOf(draftNonconformity(story.state, story.org, false).block);
    expect(lines[0]).toMatch(/Plan by 22 Nov 2026 09:41:50, resolved by 22 Nov 2026 09:42:50\.$/);
    expect(lines.join('\n')).toMatch(/\/action @owner DATE …/);
    expect(draftNonconformity(story.state, story.org, false).due).toBeUndefined();
  });
});

function linesOf(block: Block): string[] {
  return block.flatMap((part: BlockPart) => ('items' in part ? part.items : [part.text]).map((p) => plain([p])));
}
