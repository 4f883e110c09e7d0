import { describe, expect, it } from '@jest/globals';
import type { OpenTask } from '../../../activities/status/line.ts';
import { waitingAtTask } from '../../../activities/status/waiting.ts';
import { isMoot } from '../../../rules/moot.ts';
import { toLookAt } from '../../../rules/task/look.ts';
import { at } from '../task/terms.ts';
import { assigns, closes, kinds, lastComment, run, says, seenNow, step, ticketOf, type World } from '../task/world.ts';
import { company, fieldwork, gives, later, says1, standing, told } from './fieldwork.ts';

describe('an audit given to somebody else', () => {
  it.each([
    ['sam', 'is not named as competent'],
    ['jonas', 'is the manager of Sam Okoro, who owns Access review (A.5.18)'],
    ['mara', 'owns the process Access (A.5.18)'],
  ])('goes back from %s, who may not, with one reply; lead and top management are told', (who, why) => {
    const org = company();
    const people = org.programme.people.map((p) => (p.id === 'sam' ? { ...p, manager: 'jonas' } : p));
    const w = gives(fieldwork({ ...org, programme: { ...org.programme, people } }), who);
    expect(w.state.assignee).toBe('ken');
    expect(standing(w)).toEqual(['ken-adeyemi']);
    expect(w.comments).toHaveLength(1);
    expect(lastComment(w)).toContain(why);
    expect(told(w)).toEqual(['mara', 'elena']);
    expect(w.state.audit?.checks.at(-1)).toMatchObject({ person: who, because: 'reassigned' });
    step(w);
    expect(w.comments).toHaveLength(1);
    says1(w, 'ken', '/finding minor A.5.18 access they had access');
    expect(w.calls).toHaveLength(1);
  });

  it('is taken over by whoever may, whose findings wait for the lead', () => {
    const w = gives(fieldwork(), 'priya');
    expect(w.state).toMatchObject({ assignee: 'priya', audit: { asked: { person: 'priya', of: ['mara'] } } });
    expect(lastComment(w)).toContain('Priya Nair took this audit over; nothing stands against it.');
    expect(told(w)).toEqual([]);
    says1(w, 'priya', '/finding minor 7.2 access this');
    expect(lastComment(w)).toContain('Mara Lindt has to approve Priya Nair as the auditor first');
    expect(w.calls).toEqual([]);
    says1(w, 'ken', '/approve');
    expect(lastComment(w)).toContain('on this ticket Mara Lindt may approve');
    says1(w, 'mara', '/approve');
    expect(lastComment(w)).toBe('Priya Nair audits this, approved by Mara Lindt.');
    says1(w, 'priya', '/finding minor 7.2 access this');
    expect(w.calls).toMatchObject([{ finding: { by: 'priya' } }]);
  });

  it('waits for the lead in the successor of a deleted ticket, too', () => {
    const w = gives(fieldwork(), 'priya');
    ticketOf(w).deleted = true;
    step(w);
    step(w);
    expect(w.comments.map((c) => c.text).slice(-2)).toEqual([
      expect.stringMatching(/^This replaces /),
      expect.stringContaining('Priya Nair took this audit over; nothing stands against it.'),
    ]);
  });

  it('is not asked about again where it was handed in meanwhile', () => {
    const w = gives(fieldwork(), 'priya');
    w.state = { ...w.state, stage: 'submitted' };
    const said = w.comments.length;
    ticketOf(w).deleted = true;
    step(w);
    step(w);
    expect(w.comments.slice(said).map((c) => c.text)).toEqual([expect.stringMatching(/^This replaces /)]);
  });

  it('waits in the lead’s sight until they decide, and help says by which words', () => {
    const w = gives(fieldwork(), 'priya');
    const waiting = () => waitingAtTask({ key: 'k7', state: w.state } as OpenTask, w.org);
    expect(waiting()).toMatchObject([{ waitsFor: 'auditor', of: ['mara'], since: w.state.audit?.asked?.at }]);
    says1(w, 'priya', '/help');
    expect(lastComment(w)).toContain('/approve: Mara Lindt');
    says1(w, 'mara', '/approve');
    expect(waiting()).toEqual([]);
  });

  it('stands in the lead’s digest once that waited for two weeks, each week anew, until they decide', () => {
    const w = gives(fieldwork(), 'priya');
    const reminders = () => w.notices.filter((n) => n.subject.startsWith('To decide: '));
    const asked = Date.parse(w.state.audit?.asked?.at ?? '');
    const days = (n: number) => new Date(asked + n * 86_400_000).toISOString();
    run(w, days(13.9));
    expect(reminders()).toEqual([]);
    run(w, days(22));
    expect(reminders()).toMatchObject([
      { to: 'mara', digest: true, chase: { own: true } },
      { to: 'mara', digest: true },
    ]);
    expect(reminders()[0]?.lines[0]).toBe(
      'Internal audit, 2027 H1: fieldwork: Priya Nair took this audit over, and waits for your /approve auditor or /deny auditor because … since 7 April; until then no finding of theirs is recorded.',
    );
    const moot = () => reminders().flatMap(({ chase }) => (chase ? [isMoot(chase, w.state)] : []));
    expect(moot()).toEqual([false, false]);
    says1(w, 'mara', '/approve');
    expect(moot()).toEqual([true, true]);
    run(w, days(40));
    expect(reminders()).toHaveLength(2);
  });

  it('comes back where the lead does not agree, with a reason, and stays there', () => {
    const w = gives(fieldwork(), 'priya');
    says1(w, 'mara', '/deny');
    expect(lastComment(w)).toContain('it needs a reason');
    says1(w, 'mara', '/deny auditor because she set it up');
    step(w);
    expect(lastComment(w)).toBe('Not agreed: she set it up. It is back with Ken Adeyemi.');
    expect(w.state.assignee).toBe('ken');
    expect(standing(w)).toEqual(['ken-adeyemi']);
    run(w, at('04-08 10:00'));
    expect(kinds(w).filter((k) => k === 'reassigned')).toHaveLength(2);
    expect(w.state.audit?.asked).toBeUndefined();
  });

  it('is handed in by its auditor alone, and by whoever took it over once the lead approved', () => {
    const found = says1(fieldwork(), 'ken', '/finding minor 7.2 access this');
    closes(found, 'sam');
    step(found);
    step(later(found));
    expect(lastComment(found)).toBe(
      'Reopened: Sam Okoro cannot do this for Ken Adeyemi. Ken Adeyemi closes it once it is done.',
    );
    expect(found.state.stage).toBe('open');
    gives(found, 'priya');
    closes(found, 'priya');
    step(found);
    step(later(found));
    expect(lastComment(found)).toBe('Reopened: Mara Lindt has to approve Priya Nair as the auditor first.');
    says1(found, 'mara', '/approve');
    closes(found, 'priya');
    step(found);
    expect(found.state.submission).toMatchObject({ by: 'priya' });
  });

  it('and back again to its auditor needs nobody', () => {
    const w = gives(gives(fieldwork(), 'priya'), 'ken');
    says1(w, 'ken', '/finding minor 7.2 access this');
    expect(w.calls).toHaveLength(1);
    says1(w, 'priya', '/finding minor 7.2 access this');
    expect(w.calls).toHaveLength(1);
  });

  it('is approved by top management where the lead took it over', () => {
    const w = gives(fieldwork(company(), ['7.2']), 'mara');
    says1(w, 'mara', '/approve');
    expect(w.state.audit?.approved).toEqual([]);
    says1(w, 'elena', '/approve');
    expect(w.state.audit?.approved).toMatchObject([{ person: 'mara', by: 'elena' }]);
  });

  it('names who decides as of now, wherever that is said: the new lead, or top management where the lead took it over', () => {
    const w = gives(fieldwork(), 'priya');
    const { roles } = w.org.programme;
    const asks = (lead: string) => {
      w.org = { ...w.org, programme: { ...w.org.programme, roles: { ...roles, lead: [lead] } } };
      says1(w, 'priya', '/finding minor 7.2 access this');
      const refused = lastComment(w);
      says1(w, 'priya', '/help');
      const [waiting] = waitingAtTask({ key: 'k7', state: w.state } as OpenTask, w.org);
      return [refused, /\/approve: (.*?)(?= \/|\n|$)/.exec(lastComment(w))?.[1], waiting?.of];
    };
    const finding = (who: string) =>
      expect.stringContaining(`not recorded: ${who} has to approve Priya Nair as the auditor first.`);
    expect(asks('jonas')).toEqual([finding('Jonas Weber'), expect.stringMatching(/^Jonas Weber/), ['jonas']]);
    expect(asks('priya')).toEqual([finding('Elena Costa'), expect.stringMatching(/^Elena Costa/), ['elena']]);
  });

  it('while a later date is asked for, each is decided by its name; a bare word gets one reply', () => {
    const w = gives(fieldwork(), 'priya');
    says1(w, 'priya', '/extend 2027-04-23 because of holidays');
    expect(lastComment(w)).toContain('/approve extension or /deny extension because …');
    for (const bare of ['/approve', '/deny because she set it up']) {
      says1(w, 'mara', bare);
      const verb = bare.split(' ')[0];
      expect(lastComment(w)).toBe(
        `More than one thing waits to be decided here. Please write ${verb} auditor or ${verb} extension.`,
      );
    }
    expect(kinds(w)).not.toEqual(expect.arrayContaining([expect.stringMatching(/-(approved|denied)$/)]));
    says1(w, 'mara', '/approve waiver');
    expect(lastComment(w)).toContain('no waiver is being asked for');
    says1(w, 'mara', '/approve auditor');
    expect([w.state.audit?.approved.length, w.state.extension?.by]).toEqual([1, 'priya']);
    says1(w, 'mara', '/approve');
    expect(kinds(w)).toContain('extension-approved');
  });

  it('is not agreed to by a word that names a request which nobody made, or which was decided', () => {
    const w = gives(fieldwork(), 'priya');
    says1(w, 'priya', '/extend 2027-04-23 because of holidays');
    says1(w, 'mara', '/deny extension because there is time enough');
    expect(kinds(w)).toContain('extension-denied');
    says1(w, 'mara', '/approve extension');
    expect(lastComment(w)).toContain('no extension is being asked for');
    expect(w.state.audit?.approved).toEqual([]);
    says1(w, 'mara', '/approve');
    expect(w.state.audit?.approved).toHaveLength(1);
  });

  it('goes back to whom it came from once a finding shows that the new one may not', () => {
    const w = gives(fieldwork(), 'priya');
    says1(w, 'mara', '/approve');
    w.seen = { work: [{ display: 'AR-1', rows: ['7.2'], did: ['priya'], verified: [], approved: [] }] };
    says1(w, 'priya', '/finding minor A.5.18 access this');
    step(w);
    expect(w.calls).toEqual([]);
    expect([w.state.assignee, standing(w)]).toEqual(['ken', ['ken-adeyemi']]);
    expect(told(w)).toEqual(['mara', 'elena']);
  });

  it('is not agreed to once the new one has a part in it, whatever the lead writes', () => {
    const w = gives(fieldwork(), 'priya');
    w.seen = { work: [{ display: 'AR-1', rows: ['7.2'], did: ['priya'], verified: [], approved: [] }] };
    says1(w, 'mara', '/approve');
    step(w);
    expect(lastComment(w)).toContain('did AR-1 (7.2)');
    expect(w.state.audit?.approved).toEqual([]);
    expect([w.state.assignee, standing(w)]).toEqual(['ken', ['ken-adeyemi']]);
    expect(told(w)).toEqual(['mara', 'elena']);
  });

  it('and back to whom it opened for waits for the lead where something stood against them then', () => {
    const w = gives(gives(fieldwork(company(), ['7.2', 'A.5.18'], ['was competent until May only']), 'priya'), 'ken');
    expect(w.state.audit?.asked?.person).toBe('ken');
    says1(w, 'ken', '/finding minor 7.2 access this');
    expect(w.calls).toEqual([]);
  });

  it('is looked at whenever it was given away or an auditor’s word stands in it', () => {
    const asks = (act: (w: World) => void) => {
      const w = fieldwork();
      act(w);
      const { reading } = seenNow(w);
      return reading && 'comments' in reading && toLookAt(w.state, reading, w.org, {}).work;
    };
    expect(asks(() => {})).toBe(false);
    expect(asks((w) => says(w, 'ken', 'on it'))).toBe(false);
    for (const word of ['/finding minor 7.2 access this', '/scope 7.2', '/approve'])
      expect([word, asks((w) => says(w, 'ken', word))]).toEqual([word, true]);
    expect(asks((w) => assigns(w, 'ken', 'priya'))).toBe(true);
  });

  it('to a stranger or nobody is put back as any task is', () => {
    const w = fieldwork();
    assigns(w, 'ken', undefined);
    step(w);
    step(w);
    expect(standing(w)).toEqual(['ken-adeyemi']);
    expect(w.comments).toEqual([]);
  });
});
