import { describe, expect, it } from '@jest/globals';
import { acted, answers, checked, FROM, judged, programme } from './harness/nonconformity.ts';
import { type Act, at, elena, mara, priya } from './harness/people.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const from = FROM;
const OPEN = '(major)';

/** The lead records a letter of the certification body, attached to the word. */
const letter = (words: string, on: string): Act => mara.attaches('letter.pdf', words, on);

describe('a nonconformity of the certification body', () => {
  it('begins as a concern without a clock, turns major at stage 2, and closes when both axes have ended', async () => {
    const external = { body: 'TÜV Example', stage: '1' as const };
    const script = [
      at('2027-04-05T10:00', mara.raises({ grade: 'concern', external, raisedOn: '2027-04-05' })),
      at('2027-06-10T10:00', priya.says('/regrade major 2027-06-09 because nobody looked', '(concern)')),
      at('2027-06-10T11:00', mara.says('/regrade major 2027-06-09 because nobody looked', '(concern)')),
      at(
        '2027-06-10T12:00',
        letter('/regrade major 2027-06-09 resolve-by 2027-06-30 because nobody looked', '(concern)'),
      ),
      at('2027-06-11T10:00', priya.says(`${answers}\n/action @sam-okoro 2027-06-25 Fix the off-boarding script`, OPEN)),
      at('2027-06-11T12:00', mara.says('/approve reviewer @dana-roth', OPEN)),
      at('2027-06-12T10:00', letter('/sent 2027-06-12', OPEN)),
      at('2027-06-15T10:00', letter('/accepted-plan 2027-06-14', OPEN)),
      acted('2027-06-21T10:00'),
      checked('2027-06-22T10:00'),
      judged('2027-07-01T10:00', '/effective no leaver had access since'),
      at('2027-07-02T10:00', elena.closes(OPEN)),
      at('2027-09-20T10:00', letter('/validated 2027-09-18', OPEN)),
    ];
    const story = await simulate({ programme, from, until: '2027-09-22', script });
    const kinds = ['graded', 'body-graded', 'overdue', 'judged', 'letter-recorded', 'put-open', 'closed'];
    expect(story.tale('nonconformity/', kinds)).toEqual([
      'body-graded',
      'graded',
      'letter-recorded',
      'letter-recorded',
      'judged',
      'put-open',
      'letter-recorded',
      'closed',
    ]);
    expect(story.nonconformities[0]).toMatchObject({
      grade: 'major',
      terms: { ownGrade: 'concern' },
      grades: [{ rule: 'raised' }, { rule: 'body', at: '2027-06-10T10:00:00.000Z' }],
      closed: { at: '2027-09-20T08:00:00.000Z' },
      external: { grade: 'major', letters: [{ what: 'sent' }, { what: 'accepted-plan' }, { what: 'validated' }] },
    });
    const [ticket] = story.tickets;
    expect(ticket).toMatchObject({ state: 'done', title: expect.stringContaining('(major)') });
    const said = ticket?.said.join('\n') ?? '';
    expect(said).toContain('on this ticket Mara Lindt may regrade');
    expect(said).toContain('it needs the letter');
    expect(said).toContain('This closes when TÜV Example is satisfied, too');
    const judging = story.tickets.flatMap((t) => t.said).filter((words) => words.startsWith('Effective, decided by'));
    expect(judging).toEqual([expect.stringContaining('closes when TÜV Example is satisfied, too.')]);
    expect(story.mails.filter((m) => m.to === 'priya@example.com' && m.at < '2027-06-10')).toEqual([]);
    expect(ticket?.said.length).toBeLessThanOrEqual(12);
  });
});

describe('minors on one process', () => {
  it('that repeat are put to the lead, and to nobody else; accepted, a major is raised', async () => {
    const on = 'are they a major?';
    const script = [
      at('2027-04-05T10:00', mara.raises()),
      at('2027-04-06T10:00', mara.raises({ raisedOn: '2026-09-01', title: 'a guest kept a badge' })),
      at('2027-04-07T10:00', priya.raises({ title: 'a contractor kept a token' })),
      at('2027-04-08T10:00', priya.says('/accept', on), priya.closes(on)),
      at('2027-04-08T11:00', mara.assigns('priya-nair', on)),
      at('2027-04-08T12:00', mara.says('/accept', on)),
    ];
    const story = await simulate({ programme, from, until: '2027-04-10', script });
    const [proposal] = story.tasks.filter((t) => t.terms.kind === 'repeats');
    expect(proposal).toMatchObject({ verdict: 'accepted', assignee: 'mara', decided: { by: 'mara' } });
    const ticket = story.tickets.find((t) => t.title.includes(on));
    expect(ticket?.said.join('\n')).toContain('Reopened, because closing decides nothing here.');
    expect(ticket).toMatchObject({ state: 'done', assignees: ['mara-lindt'] });
    expect(story.nonconformities.map((n) => [n.terms.source.kind, n.terms.ownGrade])).toEqual([
      ['person', 'minor'],
      ['person', 'minor'],
      ['person', 'minor'],
      ['repeats', 'major'],
    ]);
    expect(story.nonconformities[3]?.terms.links).toHaveLength(3);
  });
});
