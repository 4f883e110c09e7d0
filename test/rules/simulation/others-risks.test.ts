import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../rules/event.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import { nobodyAcceptedAnothersRisk } from '../../../rules/simulation/others-risks.ts';
import { organisation } from '../task/people.ts';

const AT = '2027-04-10T10:00:00.000Z';
const delegation = { to: 'priya', from: '2027-04-01', until: '2027-04-30', powers: ['risk' as const] };
const org = organisation({}, { sam: delegation });
const event = (kind: string, body: RecordedEvent['body'], at = AT): RecordedEvent => ({
  stream: 'documented/risk/R-1',
  kind,
  body,
  at,
  actor: 'engine',
  sequence: 1,
  version: 1,
  noticed: at,
});
const identified = event('identified', { owner: 'sam', title: { text: 'Theft' } });
const accepted = (by: string, more: RecordedEvent['body'] = {}, at = AT) =>
  event('risk-accepted', { by, level: 6, limit: 8, ...more }, at);
const judged = (...events: RecordedEvent[]) => nobodyAcceptedAnothersRisk({ events, org } as unknown as Life);

describe('nobody accepted a risk that is not theirs', () => {
  it('holds for owners, and for their delegates while they are', () => {
    expect(judged(identified, accepted('sam'), accepted('priya'))).toMatchObject({ ok: true, detail: '2 acceptances' });
    expect(judged(identified, event('handed-over', { owner: 'ken' }), accepted('ken')).ok).toBe(true);
  });

  it('does not for anybody else, nor for who owned it before, nor for a delegate whose time is over', () => {
    expect(judged(identified, accepted('mara')).detail).toBe('R-1 of sam: accepted by mara');
    expect(judged(identified, event('handed-over', { owner: 'ken' }), accepted('sam')).ok).toBe(false);
    expect(judged(identified, accepted('priya', {}, '2027-05-10T10:00:00.000Z')).ok).toBe(false);
  });

  it('does not above the criteria without management, or without an end', () => {
    const approved = { by: 'elena', at: AT };
    expect(judged(identified, accepted('sam', { level: 12, approved, expires: '2027-12-31' })).ok).toBe(true);
    expect(judged(identified, accepted('sam', { level: 12, approved })).ok).toBe(false);
    expect(judged(identified, accepted('sam', { level: 12, expires: '2027-12-31' })).ok).toBe(false);
  });

  it('does not where whoever accepts or owns it approves that, unless all of top management does', () => {
    const conceded = (by: string, approver: string) =>
      accepted(by, { level: 12, expires: '2027-12-31', approved: { by: approver, at: AT } });
    const owned = event('identified', { owner: 'elena', title: { text: 'Theft' } });
    expect(judged(identified, conceded('sam', 'sam')).detail).toBe(
      'R-1: sam approved what is theirs, or what they accepted',
    );
    expect(judged(owned, conceded('elena', 'elena')).ok).toBe(true);
    const { programme } = org;
    const two = { ...org, programme: { ...programme, roles: { ...programme.roles, top: ['elena', 'ken'] } } };
    const of = (...events: RecordedEvent[]) => nobodyAcceptedAnothersRisk({ events, org: two } as unknown as Life);
    expect(of(owned, conceded('elena', 'elena')).detail).toContain('elena approved');
    expect(of(owned, conceded('elena', 'ken')).ok).toBe(true);
  });

  it('judges a concession by who owned the risk when it was accepted, and lets whoever owns it by then approve nothing', () => {
    const later = '2027-04-12T10:00:00.000Z';
    const handed = event('handed-over', { owner: 'elena' }, later);
    const waited = (approver: string) =>
      accepted('sam', { level: 12, expires: '2027-12-31', approved: { by: approver, at: later } });
    expect(judged(identified, handed, waited('elena')).ok).toBe(true);
    const { programme } = org;
    const two = { ...org, programme: { ...programme, roles: { ...programme.roles, top: ['elena', 'ken'] } } };
    const of = (...events: RecordedEvent[]) => nobodyAcceptedAnothersRisk({ events, org: two } as unknown as Life);
    expect(of(identified, handed, waited('elena')).detail).toContain('elena approved');
    expect(of(identified, handed, waited('ken')).ok).toBe(true);
  });
});
