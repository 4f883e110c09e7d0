import { afterAll, describe, expect, it } from '@jest/globals';
import type { NewEffect } from '../../../register/effects.ts';
import type { LeaseRequest } from '../../../register/leases.ts';
import type { Register } from '../../../register/register.ts';
import type { Breaker } from '../../../rules/breaker.ts';
import { plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { registers, START } from '../fixture.ts';

/** What holds the outbox back: a breaker that is open, a budget that is short. */
export function holdingCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  const breaker: Breaker = {
    kind: 'unreachable',
    why: 'no answer',
    since: START,
    told: false,
    pause: 2_000,
    nextCheck: plusMs(START, 2_000),
    opener: 'one',
  };

  function effect(key: string, over: Partial<NewEffect> = {}): NewEffect {
    return { key, record: key, tracker: 'gh', kind: 'comment', priority: 1, body: { key }, ...over };
  }

  async function withEffects(...effects: NewEffect[]): Promise<Register> {
    const { register } = await place.open();
    await register.write((tx) => tx.addEffects(effects));
    return register;
  }

  async function leased(register: Register, over: Partial<LeaseRequest> = {}): Promise<string[]> {
    const request = { owner: 'w1', leaseMs: 12_000, limit: 10, now: START, ...over };
    return (await register.leaseEffects(request)).map((lease) => lease.key);
  }

  describe('a breaker', () => {
    it('is one for all registers at the address, and remembered after it closed, until something went out', async () => {
      const { register, url } = await place.open();
      const other = (await place.open(url, false)).register;
      await register.write((tx) => tx.setBreaker('gh', breaker));
      expect(await other.breaker('gh')).toEqual(breaker);
      expect(await other.openBreakers()).toEqual(['gh']);
      await other.write((tx) => tx.forgetBreaker('gh'));
      expect(await register.breaker('gh')).toEqual(breaker);
      await other.write((tx) => tx.setBreaker('gh', { ...breaker, closed: START }));
      expect(await register.breaker('gh')).toBeUndefined();
      expect(await register.openBreakers()).toEqual([]);
      expect(await register.lastBreaker('gh')).toEqual({ ...breaker, closed: START });
      await register.write((tx) => tx.forgetBreaker('gh'));
      expect(await other.lastBreaker('gh')).toBeUndefined();
    });

    it('lets nothing of its tracker be leased while it is open, and everything else', async () => {
      const register = await withEffects(
        effect('one'),
        effect('two', { tracker: 'jira' }),
        effect('three', { record: 'one', tracker: 'mail', kind: 'notice' }),
      );
      await register.write((tx) => tx.setBreaker('gh', breaker));
      expect(await leased(register)).toEqual(['two', 'three']);
      expect(await leased(register, { record: 'one' })).toEqual([]);
      expect((await register.effects({ tracker: 'gh' }, 9))[0]).toMatchObject({ state: 'pending', attempts: 0 });
      await register.write((tx) => tx.setBreaker('gh', { ...breaker, closed: START }));
      expect(await leased(register)).toEqual(['one']);
    });

    it('on recovery makes due what failed, not what waits for its own time, was refused, or opens it again and again', async () => {
      const register = await withEffects(
        effect('failed'),
        effect('opener'),
        effect('refused'),
        effect('planned', { notBefore: plusMs(START, 60_000) }),
        effect('mail', { tracker: 'mail', kind: 'notice' }),
      );
      const soon = plusMs(START, 60_000);
      for (let round = 0; round < 4; round++) {
        const leases = await register.leaseEffects({ owner: 'w1', leaseMs: 1, limit: 10, now: START });
        await register.write(async (tx) => {
          for (const lease of leases) {
            const last = lease.key !== 'opener' || round === 3;
            const wait = lease.key === 'refused' ? plusMs(START, 21_600_000) : soon;
            await tx.releaseEffect(lease, { kind: 'retry', error: 'no answer', notBefore: last ? wait : START });
          }
        });
      }
      expect(await register.write((tx) => tx.reviveEffects('gh', 'opener'))).toBe(1);
      const after = await register.effects({}, 9);
      expect(after.filter((e) => e.notBefore === START).map((e) => e.key)).toEqual(['failed']);
      expect(await register.write((tx) => tx.reviveEffects('gh', 'another'))).toBe(1);
    });
  });

  describe('a short budget', () => {
    const limits = { gh: { perMinute: 2, perHour: 100 } };

    it('leases what it allows, the most urgent first, and says when it allows more', async () => {
      const register = await withEffects(
        effect('block', { priority: 3 }),
        effect('reply'),
        effect('escalation', { priority: 0 }),
        effect('other', { tracker: 'jira', priority: 3 }),
      );
      expect(await register.heldUntil('gh', limits.gh, START)).toBeUndefined();
      expect(await leased(register, { limits, limit: 2 })).toEqual(['escalation', 'reply']);
      expect(await leased(register, { limits })).toEqual(['other']);
      const held = (await register.effects({ states: ['pending'] }, 9))[0];
      expect(held).toMatchObject({ key: 'block', attempts: 0, notBefore: START });
      expect(await register.heldUntil('gh', limits.gh, START)).toBe(plusMs(START, 72_000));
      expect(await register.heldUntil('jira', limits.gh, START)).toBeUndefined();
    });

    it('counts two for a ticket until it is known how many it took, and lets nothing less urgent pass it', async () => {
      const register = await withEffects(
        effect('first'),
        effect('ticket', { kind: 'ensure', priority: 2 }),
        effect('block', { priority: 3 }),
      );
      const [first] = await register.leaseEffects({ owner: 'w', leaseMs: 1, limit: 1, now: START, limits });
      expect(await leased(register, { tracker: 'gh', limits, limit: 1 })).toEqual([]);
      await register.write((tx) => tx.spendWrites(first?.taken ?? 0, 0));
      expect(await leased(register, { tracker: 'gh', limits, limit: 1 })).toEqual(['ticket']);
    });

    it('keeps a record’s own attempt from taking what somebody more urgent waits for', async () => {
      const register = await withEffects(
        effect('e1', { priority: 0 }),
        effect('e2', { priority: 0 }),
        effect('mine', { record: 'r', priority: 3 }),
        effect('mail', { record: 'r', kind: 'notice', tracker: 'mail' }),
      );
      expect(await leased(register, { record: 'r', limits, limit: 1 })).toEqual(['mail']);
      expect(await leased(register, { record: 'r', limits, limit: 1 })).toEqual([]);
      expect(await leased(register, { record: 'e1', limits, limit: 1 })).toEqual(['e1']);
    });

    it('goes on counting a write under way while its lease is renewed', async () => {
      const register = await withEffects(effect('slow'), effect('next'));
      const one = { gh: { perMinute: 1, perHour: 100 } };
      const [lease] = await register.leaseEffects({ owner: 'w', leaseMs: 12_000, limit: 1, now: START, limits: one });
      if (!lease) throw new Error('no lease');
      await register.renewLease(lease, plusMs(START, 70_000));
      expect(await leased(register, { now: plusMs(START, 80_000), limits: one })).toEqual([]);
      expect(await register.heldUntil('gh', one.gh, plusMs(START, 80_000))).toBe(plusMs(START, 130_000));
    });

    it('is shared by as many workers as ask at once', async () => {
      const { register, url } = await place.open();
      const other = (await place.open(url, false)).register;
      await register.write((tx) => tx.addEffects(Array.from({ length: 9 }, (_, n) => effect(`e${n}`))));
      const asked = [register, other, register, other].map((one, n) => leased(one, { owner: `w${n}`, limits }));
      expect((await Promise.all(asked)).flat()).toHaveLength(2);
    });
  });

  describe('postponeEffects', () => {
    it('puts off what waits and what was left behind, not what is in delivery or done', async () => {
      const register = await withEffects(
        effect('waits'),
        effect('left'),
        effect('held'),
        effect('done'),
        effect('other'),
      );
      await register.leaseEffects({ owner: 'w', leaseMs: 0, limit: 9, now: START, keys: ['left'] });
      await register.leaseEffects({ owner: 'w', leaseMs: 1_000, limit: 9, now: START, keys: ['held'] });
      await register.write((tx) => tx.finishEffect('done', null));
      const later = plusMs(START, 60_000);
      const keys = ['waits', 'left', 'held', 'done'];
      expect(await register.write((tx) => tx.postponeEffects(keys, later))).toBe(2);
      const after = await register.effects({ dueBy: START }, 9);
      expect(after.map((e) => [e.key, e.state])).toEqual([
        ['held', 'leased'],
        ['done', 'done'],
        ['other', 'pending'],
      ]);
      expect((await register.effects({ doneSince: START }, 9)).map((e) => e.key)).toEqual(['done']);
      expect(await register.effects({ doneSince: later }, 9)).toEqual([]);
      expect(await leased(register, { now: later, keys: ['left'] })).toEqual(['left']);
    });
  });

  describe('leaseEffects', () => {
    it('leases these keys only, and nothing of what is left out', async () => {
      const register = await withEffects(effect('a'), effect('b'), effect('c', { tracker: 'contact', kind: 'notice' }));
      expect(await leased(register, { keys: [] })).toEqual([]);
      expect(await leased(register, { keys: ['b', 'nobody'] })).toEqual(['b']);
      expect(await leased(register, { except: ['contact'] })).toEqual(['a']);
      expect(await register.dueOutboxes(START)).toEqual(['contact']);
      expect(await register.dueOutboxes(plusMs(START, 12_000))).toEqual(['contact', 'gh']);
    });
  });
}
