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
});
