import { describe, expect, it } from '@jest/globals';
import { KINDS } from './harness/board/board.ts';
import {
  acted,
  agreed,
  answers,
  checked,
  FROM,
  judged,
  planned,
  programme,
  raised,
  resolved,
} from './harness/nonconformity.ts';
import { at, mara, priya, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const from = FROM;

describe('the steps of a nonconformity', () => {
  it.each(KINDS)('lead from a finding to its closing (%s)', async (kind) => {
    const script = [...resolved, judged('2027-04-21T10:00', '/effective no leaver had access since')];
    const story = await simulate({ at: kind, programme, from, until: '2027-04-23', script });
    const written = Array(5).fill('step-recorded');
    expect(story.tale('nonconformity/')).toEqual([
      ...[
        'raised',
        'opened',
        ...written,
        'action-drafted',
        'plan-agreed',
        'actions-opened',
        'resolved',
        'verified',
        'judged',
        'closed',
      ],
    ]);
    expect(story.first('resolved').at).toMatch(/^2027-04-12T08:00:00/);
    expect(story.first('verified')).toMatchObject({
      at: expect.stringMatching(/^2027-04-13T08:00:00/),
      body: { opens: '2027-04-19T22:00:00.000Z' },
    });
    expect(story.tickets.map((t) => [t.title, t.state, t.assignees])).toEqual([
      ['NC-2027-001 (minor): leavers kept VPN access', 'done', ['priya-nair']],
      ['NC-2027-001: Fix the off-boarding script', 'done', ['sam-okoro']],
      ['NC-2027-001: did the fix work? leavers kept VPN access', 'done', ['dana-roth']],
    ]);
  });

  it('are shown in the ticket as they are done', async () => {
    const script = [raised, at('2027-04-05T11:00', priya.says('/correction both accounts disabled', '(minor)'))];
    const story = await simulate({ programme, from, until: '2027-04-06', script });
    expect(story.tickets[0]?.labels).toEqual(['isms', 'isms/minor', 'isms/nc']);
    expect(story.tickets[0]?.body).toContain('Plan by Sat 10 Apr, resolved by Sun 25 Apr 2027.');
    expect(story.tickets[0]?.body).toContain('Next: **Priya Nair, step 2**');
    expect(story.tickets[0]?.body).toMatch(/1\. ✓ Correction .*both accounts disabled/);
    expect(story.tickets[0]?.body).toMatch(/2\. ➜ Extent and impact/);
  });

  it('ask for agreement once the plan is complete; neither its owner nor half a plan is enough', async () => {
    const script = [
      raised,
      at('2027-04-05T11:00', mara.says('/approve', '(minor)')),
      planned,
      at('2027-04-06T11:00', priya.says('/approve', '(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-07', script });
    expect(story.tale('nonconformity/')).not.toContain('plan-agreed');
    expect(story.tickets[0]?.said).toHaveLength(3);
    expect(story.tickets[0]?.said[1]).toContain('@mara-lindt');
    expect(story.tickets[0]?.said[2]).toContain('on this ticket Mara Lindt may approve');
    expect(story.tickets).toHaveLength(1);
  });

  it('start again from a plan that was denied', async () => {
    const script = [
      raised,
      planned,
      at('2027-04-07T09:00', mara.says('/deny because the cause is a symptom', '(minor)')),
      at('2027-04-07T09:30', priya.says('/cause nobody owns off-boarding', '(minor)')),
      agreed,
    ];
    const story = await simulate({ programme, from, until: '2027-04-08', script });
    expect(story.tale('nonconformity/', ['plan-denied', 'plan-agreed', 'actions-opened'])).toEqual([
      'plan-denied',
      'plan-agreed',
      'actions-opened',
    ]);
    expect(story.nonconformities[0]?.steps.cause?.text).toEqual({ text: 'nobody owns off-boarding' });
  });

  it('go without actions, for a reason', async () => {
    const script = [
      raised,
      at('2027-04-06T10:00', priya.says(`${answers}\n/no-action because the system is switched off in May`, '(minor)')),
      agreed,
    ];
    const story = await simulate({ programme, from, until: '2027-04-15', script });
    expect(story.tale('nonconformity/', ['plan-agreed', 'resolved', 'verified'])).toEqual([
      'plan-agreed',
      'resolved',
      'verified',
    ]);
    expect(story.first('resolved').at).toBe('2027-04-07T08:00:00.000Z');
    expect(story.tickets[1]?.title).toContain('did the fix work?');
  });

  it('take an action added later only once it is agreed', async () => {
    const added = '/action @dana-roth 2027-04-22 Tell HR';
    const script = [
      raised,
      planned,
      agreed,
      at('2027-04-08T10:00', priya.says(added, '(minor)')),
      at('2027-04-09T10:00', mara.says('/approve', '(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-10', script });
    expect(story.tale('nonconformity/', ['plan-agreed', 'actions-opened'])).toEqual([
      'plan-agreed',
      'actions-opened',
      'plan-agreed',
      'actions-opened',
    ]);
    expect(story.tickets.map((t) => t.title)).toContain('NC-2027-001: Tell HR');
  });

  it('fall back when an action is rejected, and stand again when it is done', async () => {
    const script = [
      raised,
      planned,
      agreed,
      acted('2027-04-12T10:00'),
      at('2027-04-13T10:00', mara.says('/reject because it fails for contractors', 'Fix the')),
      acted('2027-04-15T10:00'),
      checked('2027-04-16T10:00'),
    ];
    const story = await simulate({ programme, from, until: '2027-04-17', script });
    expect(story.tale('nonconformity/', ['resolved', 'unresolved', 'verified'])).toEqual([
      'resolved',
      'unresolved',
      'resolved',
      'verified',
    ]);
    expect(story.nonconformities[0]?.resolved?.at).toBe('2027-04-15T08:00:00.000Z');
  });

  it('are not skipped by closing the ticket by hand, nor by waiving it', async () => {
    const script = [
      raised,
      at('2027-04-06T10:00', priya.closes('(minor)')),
      at('2027-04-06T12:00', priya.says('/waive because it is old', '(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-07', script });
    expect(story.tickets[0]).toMatchObject({ state: 'open' });
    expect(story.tale('nonconformity/')).toEqual(['raised', 'opened', 'put-open', 'answered']);
    expect(story.tickets[0]?.said).toHaveLength(2);
  });
});

describe('a missed duty', () => {
  it.each(KINDS)('raises one nonconformity against its clause, which is named in its ticket (%s)', async (kind) => {
    const duty = isms(accessReview(''));
    const script = [at('2027-05-10T10:00', sam.attaches('export.csv'), sam.closes())];
    const story = await simulate({ at: kind, programme: duty, from: '2027-04-15', until: '2027-05-11', script });
    expect(story.nonconformities).toHaveLength(1);
    expect(story.nonconformities[0]?.terms).toMatchObject({
      clauses: ['A.5.18'],
      owner: priya.id,
      ownGrade: 'minor',
      source: { kind: 'missed' },
    });
    expect(story.tickets[0]?.said.at(-1)).toMatch(
      kind === 'jira' ? /NC-2027-001 \(\[ISMS-2\]\(\S+\)\) follows/ : /NC-2027-001 \(\[#2\]\(\S+\)\) follows/,
    );
    expect(story.tasks[0]).toMatchObject({
      verdict: 'recorded',
      missed: { nonconformity: story.nonconformities[0]?.terms.key },
    });
  });
});
