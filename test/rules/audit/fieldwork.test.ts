import { describe, expect, it } from '@jest/globals';
import { asksForAuditor } from '../../../rules/audit/auditor.ts';
import type { Person } from '../../../rules/programme.ts';
import { advanceTask } from '../../../rules/task/advance.ts';
import { draftTask } from '../../../rules/task/draft.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { at } from '../task/terms.ts';
import {
  assigns,
  closes,
  down,
  kinds,
  lastComment,
  run,
  says,
  seenNow,
  step,
  type World,
  world,
} from '../task/world.ts';

const rules = { advanceTask, evolveTask, draftTask };
const competence = { auditor: { until: '2027-12-31', proof: 'lead auditor, 2025' } };

/** Ken audits; Sam, whom Jonas manages, owns what rests on A.5.18; Mara leads; Priya may audit, too. */
function company(who = ['ken', 'priya', 'jonas', 'mara']) {
  const org = organisation({ duties: [duty({ verifier: 'elena' })] });
  const people = org.programme.people.map((p): Person => (who.includes(p.id) ? { ...p, competence } : p));
  return { ...org, programme: { ...org.programme, people } };
}

function fieldwork(org = company(), scope = ['7.2', 'A.5.18'], against: string[] = []): World {
  const audit = {
    title: { text: 'Internal audit, 2027 H1' },
    period: '2027-04-16',
    scope,
    opening: { person: 'ken', rows: scope, competence: competence.auditor, bars: against.map((text) => ({ text })) },
  };
  const w = world(rules, {
    org,
    terms: {
      kind: 'internal-audit',
      slot: 'fieldwork',
      owner: 'ken',
      title: { text: 'Internal audit, 2027 H1: fieldwork' },
      evidence: [{ id: 'findings', text: { text: 'each as you make it' }, file: false, kept: false, word: 'finding' }],
      audit,
      clauses: ['9.2'],
    },
  });
  return down(w, at('04-07 10:00'));
}

function says1(w: World, who: string, text: string): World {
  says(w, who, text);
  step(w);
  return later(w);
}

function gives(w: World, to: string): World {
  assigns(w, 'ken', to);
  step(w);
  step(w);
  return later(w);
}

function later(w: World): World {
  return down(w, new Date(Date.parse(w.now) + 3_600_000).toISOString());
}

const standing = (w: World) => w.ticket?.ticket.assignees.map((a) => a.login);
const told = (w: World) => w.notices.filter((n) => n.subject.includes('may not audit')).map((n) => n.to);

describe('a finding', () => {
  it('raises a nonconformity at once, owned by whom it names, dated by the auditor’s day', () => {
    const w = says1(
      fieldwork(),
      'ken',
      '/finding A.5.18 minor access @sam-okoro Two leavers kept access. For 19 days.',
    );
    expect(w.calls).toEqual([
      {
        because: 'found',
        cause: 'finding:k7:1',
        at: at('04-07 10:00'),
        finding: {
          by: 'ken',
          title: 'Two leavers kept access',
          nature: 'Two leavers kept access. For 19 days.',
          source: { kind: 'finding' },
          links: [
            { key: 'k7', display: 'Internal audit, 2027 H1', number: '#231', url: 'https://git.example.com/isms/231' },
          ],
          clauses: ['A.5.18'],
          process: 'access',
          grade: 'minor',
          owner: 'sam',
          raisedOn: '2027-04-07',
        },
      },
    ]);
    says1(w, 'ken', '/finding major 7.2 access Nobody knows who needs which training');
    expect(w.calls).toMatchObject([{}, { cause: 'finding:k7:2', finding: { grade: 'major', clauses: ['7.2'] } }]);
    expect(w.state.given.map((e) => e.says?.n)).toEqual([1, 2]);
    expect(new Set(w.state.given.map((e) => e.says?.nonconformity)).size).toBe(2);
  });

  it('that is a concern is recorded alone; an opportunity goes to whoever may adopt it', () => {
    const w = says1(fieldwork(), 'ken', '/finding concern 7.2 access It may slip');
    says1(w, 'ken', '/finding ofi 7.2 access Show the effect, too');
    expect(w.calls).toMatchObject([
      {
        because: 'improvement',
        cause: 'finding:k7:2',
        suggestion: { by: 'ken', clauses: ['7.2'], process: 'access', text: 'Show the effect, too' },
      },
    ]);
    expect(w.calls).toHaveLength(1);
    expect(w.state.given.map((e) => e.says?.grade)).toEqual(['concern', 'ofi']);
    closes(w, 'ken');
    step(w);
    expect(w.state.submission?.items).toMatchObject([{ item: 'findings', by: 'ken' }]);
  });

  it.each([
    ['/finding A.5.18 access they had access', 'it needs a grade, one of major, minor, concern, ofi'],
    ['/finding minor access they had access', 'it needs the clause or control'],
    ['/finding minor A.5.38 access they had access', 'it needs the clause or control'],
    ['/finding minor A.5.18 they had access', 'it needs the process that it belongs to, one of access'],
    ['/finding they had access minor A.5.18 access', 'it needs a grade'],
    ['/finding minor A.5.18 access', 'it needs a sentence'],
    ['/finding minor A.5.18 access @nobody they had access', '@nobody is nobody in the programme'],
    ['/finding none', 'it needs a reason'],
    ['/finding none because …', 'it needs a reason'],
  ])('%s is not recorded', (text, why) => {
    const w = says1(fieldwork(), 'ken', text);
    expect(w.state.given).toEqual([]);
    expect(w.calls).toEqual([]);
    expect(lastComment(w)).toContain(why);
  });

  it('is made by the auditor alone: a manager, a delegate, and the lead are refused', () => {
    const org = company();
    const people = org.programme.people.map((p) =>
      p.id === 'ken' ? { ...p, manager: 'elena', delegate: { to: 'priya', powers: [] } } : p,
    );
    const w = fieldwork({ ...org, programme: { ...org.programme, people } });
    for (const who of ['elena', 'priya', 'mara']) says1(w, who, '/finding none because all is well');
    expect(w.state.given).toEqual([]);
    expect(w.comments.map((c) => c.text)).toEqual(
      Array(3).fill('/finding was not recorded: on this ticket Ken Adeyemi may use it.'),
    );
  });

  it('none stands only while there is none, and gives way to one', () => {
    const w = says1(fieldwork(), 'ken', '/finding none because all is as it should be');
    expect(w.state.given.at(-1)).toMatchObject({ says: { none: true } });
    says1(w, 'ken', '/finding minor 7.2 access but this');
    says1(w, 'ken', '/finding none because all is well');
    expect(lastComment(w)).toContain('findings were recorded here already');
    expect(w.state.given).toHaveLength(2);
  });

  it('by an auditor who has a part in it by now is refused, and lead and top management hear of it', () => {
    const w = fieldwork();
    const work = { display: 'AR-1', rows: ['7.2'], did: ['ken'], verified: [], approved: [] };
    w.seen = { work: [work] };
    says1(w, 'ken', '/finding minor A.5.18 access they had access');
    expect(w.calls).toEqual([]);
    expect(lastComment(w)).toContain('Ken Adeyemi did AR-1 (7.2)');
    expect(told(w)).toEqual(['mara', 'elena']);
    expect(w.state.audit?.checks.at(-1)).toMatchObject({ because: 'finding', bars: [{ text: 'did AR-1 (7.2)' }] });
    expect(standing(w)).toEqual(['ken-adeyemi']);
  });
});

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

  it('while a later date is asked for: a bare word decides that, and “auditor” names the other', () => {
    const w = gives(fieldwork(), 'priya');
    says1(w, 'priya', '/extend 2027-04-23 because of holidays');
    says1(w, 'mara', '/approve');
    expect(kinds(w)).toContain('extension-approved');
    expect(w.state.audit?.approved).toEqual([]);
    says1(w, 'mara', '/approve auditor');
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
      return reading && 'comments' in reading && asksForAuditor(w.state, reading, w.org);
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

describe('the report of an audit', () => {
  const reporting = () => {
    const { terms } = fieldwork().state;
    const evidence = [{ id: 'report', text: { text: 'what was found' }, file: false, kept: false }];
    const clauses = ['9.2'];
    return world(rules, { org: company(), terms: { ...terms, slot: 'report', evidence, clauses, verifier: 'elena' } });
  };
  const reported = (w: World) => [kinds(w).filter((k) => k === 'report-sent').length, sentTo(w)];
  const sentTo = (w: World) => w.notices.filter((n) => n.key.includes(':report:')).map((n) => n.to);

  it('goes to top management and the owners of what was audited once it is accepted, and not before', () => {
    const w = reporting();
    says(w, 'ken', '/evidence report https://wiki.example.com/report');
    closes(w, 'ken');
    run(w, at('04-07 10:00'));
    expect(reported(w)).toEqual([0, []]);
    says(w, 'elena', '/accept');
    run(w, at('04-07 11:00'));
    expect(reported(w)).toEqual([1, ['elena', 'mara']]);
  });

  it('that was waived goes to nobody', () => {
    const w = reporting();
    says(w, 'ken', '/waive because the audit is repeated');
    run(w, at('04-07 10:00'));
    says(w, 'elena', '/approve');
    run(w, at('04-07 11:00'));
    expect(w.state.verdict).toBe('waived');
    expect(reported(w)).toEqual([0, []]);
  });
});
