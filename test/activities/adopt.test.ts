import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { statusOf } from '../../activities/status.ts';
import { declareAdoption } from '../../activities/tickets/adopt.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import { installationIn } from '../../workers/installation.ts';
import { commentKeys, repeated } from '../engine/harness/looking.ts';
import { DUTIES, type Losing, openLosing } from './losing.ts';

let lost: Losing;
beforeEach(async () => {
  lost = await openLosing();
});
afterEach(() => lost.end());

describe('a register made anew', () => {
  it('finds the tickets of its open duties by their keys, and opens no second one', async () => {
    await lost.lostMonth();
    const before = await lost.standing();
    const numbers = lost.tickets().map((t) => t.number);
    await lost.lose('2027-05-03T09:00:00.000Z');
    const { registerUrl: url } = installationIn(lost.folder);
    lost.scene.deps.register = await openRegister({ url, clock: lost.scene.now, projections, create: true });
    await declareAdoption(lost.scene.deps.register, 'example', 'olga@desk', lost.scene.now());
    await lost.scene.apply(DUTIES.replaceAll('shift: none', 'shift: none\n    backfill: 2027-04-01'));
    for (const minute of ['02', '04', '06', '08']) await lost.at(`2027-05-03T09:${minute}:00.000Z`);
    expect(lost.tickets().map((t) => t.number)).toEqual(numbers);
    expect(repeated(commentKeys(lost.tickets()))).toEqual([]);
    const after = await lost.standing();
    const named = (all: typeof after, display: string) => Object.values(all).find((r) => r.display === display);
    for (const { display, ticket_number } of Object.values(before).filter((r) => r.ticket_number))
      if (display !== 'NC-2027-001') expect(named(after, String(display))).toMatchObject({ ticket_number });
    const { engine } = await statusOf(lost.scene.deps.register, lost.scene.now());
    expect(engine.strays.map((s) => s.display)).toEqual(['NC-2027-001']);
    expect(engine.gaps).toMatchObject([{ kind: 'adopted', until: '2027-05-03T09:00:00.000Z' }]);
  });
});
