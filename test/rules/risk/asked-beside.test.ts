import { describe, expect, it } from '@jest/globals';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { down, heard, kinds, says, step, world } from '../task/world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const current = { level: 12, limit: 8, criteria: '5x5/8' };
const asked = { by: 'sam', at: at('04-01 10:00'), because: { text: 'x' }, expires: '2027-12-31', task: 'k6' };
const concession = { criteria, current, asked, risk: { id: 'R-1', title: { text: 'Theft' } } };
const tickets: [string, Partial<TaskTerms>][] = [
  ['criteria', { kind: 'risk-criteria', risks: { criteria }, owner: 'elena' }],
  ['concession', { kind: 'risk-concession', risks: concession, owner: 'elena', barred: ['sam'] }],
];

/** A ticket of Elena's; she is top management, and Priya with her where there are two. */
function opened(of: Partial<TaskTerms>, top = ['elena'], riskCriteria = criteria) {
  const org = organisation({ riskCriteria, roles: { lead: ['mara'], top } });
  const w = world(rules, { org, terms: { slot: 'decide', evidence: [], clauses: ['8.2'], ...of } });
  w.now = at('04-02 10:00');
  return w;
}

const WAIVE = '/waive because nothing changed';
const EXTEND = '/extend 2027-04-23 because she is away';

describe.each(tickets)('a request beside a decision on a %s', (name, of) => {
  it.each([
    [WAIVE, 'waiver'],
    [EXTEND, 'extension'],
  ])('leaves the decision itself to be taken by its name: %s', (request, what) => {
    const w = opened(of);
    heard(w, 'mara', request);
    for (const verb of ['approve', 'deny because so'])
      expect(heard(w, 'elena', `/${verb}`)).toBe(
        `More than one thing waits to be decided here. Please write /${verb.split(' ')[0]} ${name} or /${verb.split(' ')[0]} ${what}.`,
      );
    expect(w.state.stage).toBe('open');
    heard(w, 'elena', `/approve ${name}`);
    expect(w.state).toMatchObject({ stage: 'ended', verdict: 'approved' });
  });

  it('is denied itself by its name, with the reason that follows', () => {
    const w = opened(of);
    heard(w, 'mara', WAIVE);
    expect(heard(w, 'elena', `/deny ${name}`)).toContain('it needs a reason');
    expect(heard(w, 'elena', `/deny ${name} because 12 is too much`)).toMatch(/12 is too much/);
    expect(kinds(w)).not.toContain('waiver-denied');
  });

  it('is decided by its name, by whoever may', () => {
    const w = opened(of, ['elena', 'priya']);
    expect(heard(w, 'mara', WAIVE)).toContain('until you /approve waiver or /deny waiver because …');
    heard(w, 'priya', '/deny waiver because they did');
    expect([w.state.stage, kinds(w).includes('waiver-denied')]).toEqual(['open', true]);
    heard(w, 'mara', WAIVE);
    expect(heard(w, 'priya', '/approve waiver #184')).toContain('Without one, /approve waiver waives it');
    heard(w, 'priya', '/approve waiver');
    expect(w.state).toMatchObject({ verdict: 'waived', waived: { by: 'priya' } });
    const later = opened(of, ['elena', 'priya']);
    expect(heard(later, 'mara', EXTEND)).toContain('/approve extension or /deny extension because …');
    heard(later, 'priya', '/approve extension');
    expect(later.state.extended).toHaveLength(1);
  });

  it('names what is asked for: a word for a request that nobody made decides nothing', () => {
    const w = opened(of, ['elena', 'priya']);
    expect(heard(w, 'elena', '/approve waiver')).toContain('no waiver is being asked for');
    heard(w, 'mara', EXTEND);
    expect(heard(w, 'elena', '/approve waiver')).toContain('no waiver is being asked for');
    expect([w.state.stage, w.state.extended]).toEqual(['open', []]);
    heard(w, 'priya', '/deny extension because it is urgent');
    expect(heard(w, 'elena', '/approve')).not.toContain('More than one thing');
    expect(w.state.verdict).toBe('approved');
  });
});

it('criteria that changed since are approved by name and version, also while a waiver is asked for', () => {
  const w = opened({ ...tickets[0]?.[1], risks: { criteria: { ...criteria, acceptable: 6 } } });
  heard(w, 'mara', WAIVE);
  expect(heard(w, 'elena', '/approve criteria')).toContain('approve criteria 5x5/8 to approve these');
  heard(w, 'elena', '/approve criteria 5x5/8');
  expect(w.state.verdict).toBe('approved');
});

it('a reason may begin with the name where nothing else waits', () => {
  const w = opened({ ...tickets[1]?.[1] });
  heard(w, 'elena', '/deny concession is too long');
  expect(w.state.decided).toMatchObject({ decision: 'denied', reason: { text: 'concession is too long' } });
});

describe('a ticket for criteria', () => {
  it('says on /help how it is decided, and by whom', () => {
    const said = heard(opened({ kind: 'risk-criteria', risks: { criteria }, owner: 'elena' }), 'sam', '/help');
    expect(said).toMatch(/\/approve or \/deny because ….* Elena Costa may decide\.$/m);
  });
});

describe.each(tickets)('help in a ticket for a %s', (name, of) => {
  it('says who decides, what may be asked for and by whom, and who decides what was asked', () => {
    const w = opened(of, ['elena', 'priya']);
    const said = heard(w, 'sam', '/help');
    expect(said).toContain('Elena Costa or Priya Nair may decide.');
    expect(said).toContain('/extend DATE because …: Elena Costa or Mara Lindt');
    expect(said).toContain('/waive because …: Elena Costa or Mara Lindt');
    heard(w, 'mara', EXTEND);
    const later = heard(w, 'sam', '/help');
    expect(later).not.toContain('/extend DATE');
    expect(later).toContain('/approve extension or /deny extension because … the later date: Priya Nair');
    heard(w, 'elena', `/approve ${name}`);
    expect(heard(w, 'sam', '/help')).toMatch(/^This is over; no word changes it here\.\s+To tell of something/);
  });
});

it('help in a ticket for an acceptance names the risk’s owner', () => {
  const risks = { criteria, current, risk: concession.risk };
  const said = heard(opened({ kind: 'risk-acceptance', risks, owner: 'sam' }), 'priya', '/help');
  expect(said).toMatch(/\/reject because …\. Sam Okoro may decide\.$/m);
  expect(said).toMatch(/^\/extend DATE because …: Sam Okoro or Mara Lindt$/m);
});

describe('a concession whose last day is over', () => {
  const late = () => {
    const w = opened({ kind: 'risk-concession', risks: { ...concession, asked: { ...asked, expires: '2027-04-02' } } });
    return { w, said: (text: string) => heard(w, 'elena', text) };
  };

  it('can be approved until the end of that day, by the instant of the word and not of its reading', () => {
    const { w } = late();
    w.now = at('04-02 23:59');
    says(w, 'elena', '/approve');
    step(down(w, at('04-05 10:00')));
    expect(w.state.verdict).toBe('approved');
  });

  it('is not approved any more once it is over, only denied', () => {
    const { w, said } = late();
    w.now = at('04-03 00:00');
    expect(said('/approve')).toContain('its last day, 2 April, is over: deny it, and the risk is assessed anew');
    expect(w.state.stage).toBe('open');
    said('/deny because it came too late');
    expect(w.state.verdict).toBe('denied');
  });
});
