import { describe, expect, it } from '@jest/globals';
import { at } from '../task/terms.ts';
import { closes, heard, kinds, lastComment, run, says, step, type World, world } from '../task/world.ts';
import { company, fieldwork, rules, says1, standing, told } from './fieldwork.ts';

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

  it('by the number of 2013 is of the control that it is now', () => {
    const w = says1(fieldwork(), 'ken', '/finding A.9.2.5 minor access Nobody looked at the rights');
    expect(w.calls).toMatchObject([{ finding: { clauses: ['A.5.18'] } }]);
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
    ['/finding minor A.18.2.3 access nobody looked', 'A.18.2.3 is A.5.36 and A.8.8 now'],
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

  it('goes to them again once it was brought back and corrected, and is recorded as sent then', () => {
    const w = reporting();
    const handsIn = (name: string) => {
      heard(w, 'ken', `/evidence report https://wiki.example.com/${name}`);
      closes(w, 'ken');
      run(w, new Date(Date.parse(w.now) + 3_600_000).toISOString());
      heard(w, 'elena', '/accept');
    };
    handsIn('report');
    heard(w, 'elena', '/reject because a finding is missing');
    expect(reported(w)).toEqual([1, ['elena', 'mara']]);
    handsIn('report-2');
    expect(reported(w)).toEqual([2, ['elena', 'mara', 'elena', 'mara']]);
    expect(w.notices.at(-1)?.lines).toContain('It takes the place of the report that was sent on 1 April.');
    expect(w.state.audit?.reported?.handedIn).toBe(w.state.submission?.at);
    heard(w, 'elena', 'Thank you.');
    expect(reported(w)[0]).toBe(2);
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
