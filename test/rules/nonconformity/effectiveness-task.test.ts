import { describe, expect, it } from '@jest/globals';
import type { NewEvent } from '../../../rules/event.ts';
import { actionOutcome } from '../../../rules/nonconformity/outcome.ts';
import { plain } from '../../../rules/plain.ts';
import { advanceTask } from '../../../rules/task/advance.ts';
import { draftTask } from '../../../rules/task/draft.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import type { Ticket } from '../../../rules/ticket.ts';
import { escalation } from '../../../rules/wording/chase.ts';
import { summer } from './fixture.ts';
import { opens, org, read, ref, review } from './review-story.ts';

describe('an effectiveness review', () => {
  it('that is late offers nobody a way that decides nothing', () => {
    const said = plain(escalation(review(), org, ['mara'], [], summer('2027-08-01 10:00')));
    expect(said).toMatch(/late\. It waits for Jonas Weber to decide in a comment\.$/);
    expect(said).not.toMatch(/waive|assignee/);
  });

  it('is decided by its reviewer’s word', () => {
    const { decision, state, replies } = read(review(), [['jonas', '/effective the last two samples found none']]);
    expect(decision.ended).toBe(true);
    expect(state).toMatchObject({
      verdict: 'effective',
      judged: { by: 'jonas', text: { text: 'the last two samples found none' } },
    });
    expect(replies).toEqual(['Effective, decided by Jonas Weber: NC-2027-014 is closed with it.']);
    expect(actionOutcome(state)).toMatchObject({
      slot: 'r1-effectiveness',
      round: 1,
      verdict: 'effective',
      judged: { at: summer('2027-07-20 10:00') },
    });
  });

  it('closes nothing yet where the certification body has to be satisfied, too', () => {
    const { replies } = read(
      review(),
      [['jonas', '/effective the last two samples found none']],
      {},
      { body: 'Certo' },
    );
    expect(replies).toEqual(['Effective, decided by Jonas Weber: NC-2027-014 closes when Certo is satisfied, too.']);
  });

  it('ends where what it is to judge fell before it was decided', () => {
    const { decision, state, replies } = read(review(), [], {}, { void: true });
    expect(decision.ended).toBe(true);
    expect(state.verdict).toBe('withdrawn');
    expect(replies).toEqual([
      'The fix of NC-2027-014 does not stand verified any more: nothing is left to judge here. Another issue opens once it has worked for a while.',
    ]);
    expect(JSON.stringify(draftTask(state, org, true).block)).toContain(
      'what it was to judge does not stand verified any more',
    );
  });

  it('stands as it was decided, though what it judged fell afterwards', () => {
    const { state } = read(review(), [['jonas', '/effective none found']], {}, { void: true });
    expect(state.verdict).toBe('effective');
  });

  it('is not decided by the owner, an implementer, the planner’s lead, or a stranger', () => {
    const { state, replies } = read(review(), [
      ['priya', '/effective'],
      ['sam', '/effective'],
      ['mara', '/effective'],
      ['nobody', '/ineffective because'],
    ]);
    expect(state.stage).toBe('open');
    expect(replies).toHaveLength(4);
    expect(replies.every((r) => r.includes('Jonas Weber may'))).toBe(true);
  });

  it('is not decided by its reviewer once they own, planned, or did what it judges; the next level is asked, once', () => {
    const besides = { barred: ['priya', 'sam', 'jonas'] };
    const { decision, state, replies } = read(review(), [['jonas', '/effective none found']], {}, besides);
    expect(state).toMatchObject({ stage: 'open', assignee: 'mara', terms: { owner: 'mara' } });
    expect(replies).toEqual([
      'This is Mara Lindt’s from now on: it is not Jonas Weber’s to decide any more.',
      '/effective was not recorded: on this ticket Mara Lindt may use it.',
    ]);
    const passed = (events: typeof decision.events) => events.filter(({ kind }) => kind === 'passed-on').length;
    expect(passed(decision.events)).toBe(1);
    expect(passed(read(state, [], {}, besides).decision.events)).toBe(0);
    // What is to be judged fell in the same step: nobody is asked any more.
    expect(passed(read(review(), [], {}, { ...besides, void: true }).decision.events)).toBe(0);
    expect(read(review(), [['mara', '/effective none found']], {}, besides).state.judged?.by).toBe('mara');
    expect(read(review(), [['mara', '/help']], {}, besides).replies.join()).toContain('Mara Lindt may decide');
  });

  it('stays closed to whoever owned it when it opened, and with its reviewer as long as they have no part in it', () => {
    const besides = { barred: ['elena'] };
    expect(read(review(), [['priya', '/effective']], {}, besides).state.stage).toBe('open');
    const { state, replies } = read(review(), [['jonas', '/effective none found']], {}, besides);
    expect(state.judged?.by).toBe('jonas');
    expect(replies).toHaveLength(1);
  });

  it('whose reviewer has left is decided by the next level', () => {
    const gone = { ...review() };
    const without = {
      ...org,
      programme: { ...org.programme, people: org.programme.people.filter((p) => p.id !== 'jonas') },
    };
    const at = summer('2027-07-20 10:00');
    const comment = {
      id: 'c1',
      author: { id: 'u-mara', login: 'mara' },
      at,
      edited: false,
      text: '/effective',
      attachments: [],
    };
    const reading = {
      ref,
      asOf: at,
      updated: at,
      createdAt: opens,
      title: '',
      labels: [],
      category: 'open',
      assignees: [],
      comments: [comment],
      changes: [],
      fence: 'intact',
    } as const;
    const seen = {
      reading: { ...reading, labels: [], assignees: [], comments: [comment], changes: [] },
      files: {},
      othersReadable: true,
    };
    expect(advanceTask(gone, 2, seen, without, at).state.judged?.by).toBe('mara');
  });

  it('ineffective needs a reason', () => {
    expect(read(review(), [['jonas', '/ineffective']]).state.stage).toBe('open');
    expect(read(review(), [['jonas', '/ineffective because two more had access']]).state.verdict).toBe('ineffective');
  });

  it('closed by hand or done, is reopened naming the words, also when nobody asked for evidence', () => {
    const closed = { by: { id: 'u-jonas', login: 'jonas' }, at: summer('2027-07-20 10:30') };
    for (const category of ['done', 'dropped'] as const) {
      const { state, replies, decision } = read(review(), [], { category, closed });
      expect(state.stage).toBe('open');
      expect(state.waiver).toBeUndefined();
      expect(replies).toHaveLength(1);
      expect(replies[0]).toMatch(/closing decides nothing here.*\/effective … .*\/ineffective because …/);
      expect(decision.effects.some((e) => e.kind === 'ensure')).toBe(true);
    }
    expect(read(review(), [['jonas', '/done']]).state.stage).toBe('open');
  });

  it('cannot be waived, nor brought back by reject once it is decided', () => {
    expect(read(review(), [['jonas', '/waive because of time']]).state.waiver).toBeUndefined();
    const { state } = read(review(), [['jonas', '/effective']]);
    const said: [string, string][] = [
      ['jonas', '/effective'],
      ['mara', '/reject because of doubts'],
    ];
    const again = read(state, said, { category: 'done' });
    expect(again.state.stage).toBe('ended');
    expect(again.replies.join()).toContain('This is over; no word changes it here.');
  });

  it('reassigned by hand, is put back with one reply', () => {
    const assignees = [{ id: 'u-priya', login: 'priya' }];
    const { state, replies, decision } = read(review(), [], { assignees });
    expect(state.assignee).toBe('jonas');
    expect(decision.effects).toContainEqual(expect.objectContaining({ kind: 'ensure', assign: true }));
    expect(replies).toHaveLength(1);
  });

  it('says in its ticket how it is decided', () => {
    const draft = draftTask(review(), org, true);
    const text = draft.block.map((part) => plain('items' in part ? part.items : [part.text])).join('\n');
    expect(draft.assignee).toBe('jonas');
    expect(text).toContain('Judge whether the fix of NC-2027-014 worked and had no side effects. Due Mon 26 Jul 2027.');
    expect(text).toContain('It counts as effective if: no leaver with access at the next two samples.');
    const inert = '{"quoted":"no leaver with access at the next two samples."}';
    expect(JSON.stringify(draft.block)).toContain(inert);
    expect(text).toContain('Closing it decides nothing.');
    expect(text).not.toContain('Change the assignee');
  });
});

describe('the extension of a task of a nonconformity', () => {
  const ask = (state: TaskState) => {
    const at = summer('2027-05-10 10:00');
    const { assignee } = state;
    const comment = {
      id: 'c1',
      author: { id: `u-${assignee}`, login: assignee },
      at,
      edited: false,
      text: '/extend 2027-08-20 because of holidays',
      attachments: [],
    };
    const reading: Ticket = {
      ref,
      asOf: at,
      updated: at,
      createdAt: opens,
      title: '',
      labels: [],
      category: 'open',
      assignees: [{ id: `u-${assignee}`, login: assignee }],
      comments: [comment],
      changes: [],
      fence: 'intact',
    };
    const seen = {
      reading,
      files: {},
      othersReadable: true,
      notAfter: { at: summer('2027-07-06 00:00'), date: '2027-07-05' },
    };
    return advanceTask(state, 2, seen, org, at).state.extension;
  };

  it('does not carry an action past the nonconformity’s deadline, but a review, which is outside that clock', () => {
    const judged = review();
    const action: TaskState = { ...judged, terms: { ...judged.terms, kind: 'action' } };
    expect(ask(action)).toBeUndefined();
    expect(ask(judged)?.to).toMatchObject({ date: '2027-08-20' });
  });
});

describe('what a nonconformity knows of its tasks', () => {
  it('holds each time that a hand-in stood', () => {
    const at = (text: string) => summer(`2027-05-${text}`);
    const event = (kind: string, when: string, body: object): NewEvent => ({
      stream: 'task/e1',
      kind,
      actor: 'engine',
      at: when,
      body: JSON.parse(JSON.stringify(body)),
    });
    const submitted = (when: string) =>
      event('submitted', when, {
        submission: { by: 'sam', at: when, items: [], implementers: ['sam'] },
        cause: `close:${when}`,
      });
    const handed = [
      submitted(at('10 10:00')),
      event('rejected', at('11 10:00'), { by: 'mara', reason: { text: 'no' }, cause: 'c1' }),
      submitted(at('12 10:00')),
    ].reduce(evolveTask, review());
    expect(actionOutcome(handed, at('12 11:00'))).toMatchObject({
      stood: [{ from: at('10 10:00'), until: at('11 10:00') }, { from: at('12 10:00') }],
      implementers: ['sam'],
      readAt: at('12 11:00'),
      number: '#300',
    });
  });

  it('says of a ticket that was not found that it was not read, until it is known to be deleted', () => {
    const asked = summer('2027-07-20 10:00');
    const log = (kind: string, body: NewEvent['body']) => ({
      stream: 'task/e1',
      kind,
      actor: 'engine',
      at: asked,
      body,
    });
    const hidden = evolveTask(review(), log('gone', { reason: 'hidden' }));
    expect(actionOutcome(hidden, asked)).not.toHaveProperty('readAt');
    for (const then of [log('found', {}), log('replaced', { generation: 2, former: '#300' })])
      expect(actionOutcome(evolveTask(hidden, then), asked)).toMatchObject({ readAt: asked });
  });
});
