import { describe, expect, it } from '@jest/globals';
import { bars, barWords } from '../../../rules/audit/independence.ts';
import type { Work } from '../../../rules/audit/work.ts';
import { workOf } from '../../../rules/audit/work.ts';
import type { Person, Programme } from '../../../rules/programme.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { assigns, handsIn, run, says, world } from '../task/world.ts';

const competence = { auditor: { until: '2027-12-31', proof: 'lead auditor, 2025' } };
const DAY = '2027-04-16';

function company(duties: Programme['duties'], parts: Partial<Programme> = {}) {
  const org = organisation({ duties, ...parts });
  const people = org.programme.people.map((p): Person => ({ ...p, competence }));
  return { ...org, programme: { ...org.programme, people } };
}

/** Sam owns it, Jonas manages him, Priya verifies, Mara owns the process. */
const org = company([duty({ clauses: ['A.5.18', '6.1.2 a'], verifier: 'priya' })]);
const against = (who: string, rows: string[], work: Work[] = [], on = DAY) => barWords(bars(who, rows, on, org, work));

describe('somebody may not audit', () => {
  it.each([
    ['sam', 'owns Access review (A.5.18)'],
    ['priya', 'verifies Access review (A.5.18)'],
    ['mara', 'owns the process Access (A.5.18)'],
    ['jonas', 'is the manager of Sam Okoro, who owns Access review (A.5.18)'],
  ])('what their own part in is: %s %s', (who, why) => {
    expect(against(who, ['A.5.18'])).toEqual([why]);
    expect(against(who, ['A.5.19'])).toEqual([]);
  });

  it('a clause by any of its sub-clauses', () => {
    expect(against('sam', ['6.1', '6.2'])).toEqual(['owns Access review (6.1)']);
  });

  it('what the compliance lead keeps, as the lead', () => {
    expect(against('mara', ['7.4', '7.5', '9.1', '9.2', '9.3', '10.1', '10.2'])).toEqual([
      'is the compliance lead (7.5, 9.1–9.3, 10.2)',
    ]);
    expect(against('ken', ['7.5', '9.1', '9.2', '9.3', '10.2'])).toEqual([]);
  });

  it('what they did, verified, or approved themselves', () => {
    const work = { display: 'AR-7K2', rows: ['A.8.2'], did: ['ken'], verified: ['elena'], approved: ['jonas'] };
    expect(against('ken', ['A.8.2'], [work])).toEqual(['did AR-7K2 (A.8.2)']);
    expect(against('elena', ['A.8.2'], [work])).toEqual(['verified AR-7K2 (A.8.2)']);
    expect(against('jonas', ['A.8.2'], [work])).toEqual(['approved a request in AR-7K2 (A.8.2)']);
    expect(against('priya', ['A.8.2'], [work])).toEqual([]);
  });

  it('anything once their competence has ended, or was never named', () => {
    expect(against('ken', ['A.8.2'], [], '2027-12-31')).toEqual([]);
    expect(against('ken', ['A.8.2'], [], '2028-01-01')).toEqual(['was competent to audit until Fri 31 Dec 2027 only']);
    const bare = organisation({ duties: [] });
    expect(barWords(bars('ken', [], DAY, bare, []))).toEqual(['is not named as competent to audit in the programme']);
  });

  it('but owning the audits themselves bars nobody from 9.2', () => {
    const audits = company([duty({ kind: 'internal-audit', clauses: ['9.2'], owner: 'ken', process: 'none' })]);
    expect(bars('ken', ['9.2'], DAY, audits, [])).toEqual([]);
  });

  it('what a subject of the duty is owned by', () => {
    const subjects = [{ id: 'crm', title: 'CRM', owner: 'ken' }];
    const reviews = company([duty({ subjects })]);
    expect(barWords(bars('ken', ['A.5.18'], DAY, reviews, []))).toEqual(['owns Access review (A.5.18)']);
  });
});

describe('what counts as work', () => {
  const base = {
    terms: { kind: 'review', clauses: ['A.5.18', '6.1.2 a'], display: 'AR-7K2' },
    assignee: 'sam',
    extended: [{ by: 'jonas' }],
    waived: { by: 'elena' },
    verified: { by: 'mara' },
    submission: { implementers: ['sam', 'ken'] },
    given: [],
    rejections: [],
    stage: 'ended',
  } as unknown as TaskState;

  it('is who did, verified, and approved it', () => {
    expect(workOf(base)).toEqual({
      display: 'AR-7K2',
      rows: ['A.5.18', '6.1'],
      did: ['sam', 'ken'],
      verified: ['mara'],
      approved: ['jonas', 'elena'],
    });
    const { submission: _, verified: __, ...open } = base;
    expect(workOf(open as TaskState)).toMatchObject({ did: ['sam'], verified: [] });
  });

  it('is who did, verified, or waived it before it was sent back, and who sent it back', () => {
    const rejections = [{ by: 'elena', did: ['priya'] }, { by: 'elena' }];
    const revivals = [
      { by: 'elena', verifiedBy: 'jonas' },
      { by: 'elena', waivedBy: 'mara' },
    ];
    const given = [{ by: 'sam' }, { by: 'dana' }];
    const { waived: _, ...again } = base;
    expect(workOf({ ...again, rejections, revivals, given } as unknown as TaskState)).toMatchObject({
      did: ['sam', 'ken', 'priya', 'dana'],
      verified: ['mara', 'elena', 'jonas'],
      approved: ['jonas', 'mara'],
    });
    const action = { ...base.terms, kind: 'action' as const };
    expect(workOf({ ...base, rejections, revivals, terms: action } as unknown as TaskState)).toMatchObject({
      did: ['sam', 'ken', 'priya'],
      verified: [],
      approved: [],
    });
  });

  it('is the whole of it, however often it was handed in and verified', () => {
    const w = handsIn(world(rules, { from: at('04-12 09:00') }));
    const heardOf = (who: string, text: string) => {
      run(w, new Date(Date.parse(w.now) + 3_600_000).toISOString());
      says(w, who, text);
      run(w, new Date(Date.parse(w.now) + 60_000).toISOString());
    };
    heardOf('mara', '/accept');
    expect(w.state.verdict).toBe('verified');
    heardOf('mara', '/reject because the export is of the wrong system');
    assigns(w, 'sam', 'priya');
    heardOf('priya', '/help');
    expect([w.state.assignee, w.state.verified]).toEqual(['priya', undefined]);
    expect(workOf(w.state)).toMatchObject({ did: ['sam', 'priya'], verified: ['mara'] });
    expect(w.state.rejections).toMatchObject([{ by: 'mara', did: ['sam'] }]);
    expect(w.state.revivals).toMatchObject([{ verdict: 'verified', verifiedBy: 'mara' }]);
  });

  it('is whose word decided it, too', () => {
    expect(workOf({ ...base, decided: { by: 'priya' } } as unknown as TaskState)?.approved).toContain('priya');
  });

  it('is not what audits and judgements are, nor the verification of a corrective action', () => {
    const of = (kind: TaskState['terms']['kind']) => workOf({ ...base, terms: { ...base.terms, kind } });
    expect([
      of('internal-audit'),
      of('effectiveness-review'),
      of('triage'),
      of('programme-change'),
      of('repeats'),
    ]).toEqual(Array(5).fill(undefined));
    expect(of('action')).toMatchObject({ did: ['sam', 'ken'], verified: [], approved: [] });
  });
});
