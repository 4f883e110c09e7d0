import { afterAll, describe, expect, it } from '@jest/globals';
import type { NewEffect } from '../../../register/effects.ts';
import type { Register } from '../../../register/register.ts';
import { plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { event, mirror, registers, START } from '../fixture.ts';

/** What holds of the outbox. */
export function effectsCases(engine: Engine): void {
  const place = registers(engine);
  const opened = registers(engine, [mirror('task'), mirror('nonconformity')]);
  afterAll(place.end);
  afterAll(opened.end);

  function effect(key: string, over: Partial<NewEffect> = {}): NewEffect {
    return { key, record: key, tracker: 'gh', kind: 'comment', priority: 1, body: { key }, ...over };
  }

  async function withEffects(...effects: NewEffect[]): Promise<Register> {
    const { register } = await place.open();
    await register.write((tx) => tx.addEffects(effects));
    return register;
  }

  function request(over: { owner?: string; now?: string; limit?: number; record?: string; tracker?: string } = {}) {
    return { owner: 'w1', leaseMs: 1000, limit: 10, now: START, ...over };
  }

  async function leasedKeys(register: Register, over: Parameters<typeof request>[0] = {}): Promise<string[]> {
    return (await register.leaseEffects(request(over))).map((lease) => lease.key);
  }

  describe('addEffects', () => {
    it('ignores a key that is there already, whatever became of it', async () => {
      const register = await withEffects(effect('a', { body: { first: true } }));
      await register.write((tx) => tx.finishEffect('a', { id: '7' }));
      const added = await register.write((tx) => tx.addEffects([effect('a', { body: {} }), effect('b')]));
      expect(added).toBe(1);
      const stored = await register.effects({}, 10);
      expect(stored.map((e) => [e.key, e.state, e.body])).toEqual([
        ['a', 'done', { first: true }],
        ['b', 'pending', { key: 'b' }],
      ]);
      expect(stored[0]?.result).toEqual({ id: '7' });
    });
  });

  describe('leaseEffects', () => {
    it('hands out by priority, then by creation', async () => {
      const register = await withEffects(
        effect('block', { priority: 3 }),
        effect('reply-1', { priority: 1 }),
        effect('escalation', { priority: 0 }),
        effect('reply-2', { priority: 1 }),
      );
      expect(await leasedKeys(register)).toEqual(['escalation', 'reply-1', 'reply-2', 'block']);
    });

    it('lets a comment pass a redraw that waits, but never an opening', async () => {
      const later = plusMs(START, 60_000);
      const redraw = effect('redraw', { record: 'r', kind: 'ensure', priority: 3, notBefore: later });
      const opening = effect('opening', { record: 's', kind: 'ensure', priority: 2, notBefore: later });
      const register = await withEffects(
        redraw,
        effect('reply', { record: 'r' }),
        opening,
        effect('late', { record: 's' }),
      );
      expect(await leasedKeys(register)).toEqual(['reply']);
    });

    it('lets all of a record pass a writing that waits after a failure, once its ticket is there, and none before', async () => {
      const { register } = await opened.open();
      const later = plusMs(START, 60_000);
      const ensure = (key: string, record: string, more: Partial<NewEffect> = {}) =>
        effect(key, { record, kind: 'ensure', priority: 2, ...more });
      const records = ['new', 'task', 'nonconformity'];
      for (const table of ['task', 'nonconformity'])
        await register.write((tx) => tx.append([event(`${table}/${table}`, { ticket_id: '231' })]));
      await register.write((tx) => tx.append([event('task/new', { ticket_id: null })]));
      await register.write((tx) => tx.addEffects(records.map((record) => ensure(`${record}-first`, record))));
      const firsts = await register.leaseEffects(request());
      await register.write((tx) => tx.addEffects(records.map((record) => ensure(`${record}-next`, record))));
      await register.write((tx) => tx.addEffects(records.map((record) => effect(`${record}-reply`, { record }))));
      // In delivery, it is passed by nothing.
      expect(await leasedKeys(register)).toEqual([]);
      const refused = { kind: 'retry' as const, error: 'refused', notBefore: later };
      for (const lease of firsts) await register.write((tx) => tx.releaseEffect(lease, refused));
      const passing = ['task', 'nonconformity'].flatMap((record) => [`${record}-next`, `${record}-reply`]);
      expect((await leasedKeys(register, { now: plusMs(START, 1) })).sort()).toEqual(passing.sort());
      // Tried again, it is in delivery as before.
      for (const key of passing) await register.write((tx) => tx.finishEffect(key, {}));
      expect(await leasedKeys(register, { now: later })).toContain('task-first');
      await register.write((tx) => tx.addEffects([ensure('task-third', 'task')]));
      expect(await leasedKeys(register, { now: plusMs(later, 1) })).not.toContain('task-third');
      // What waits for its own time is no failure.
      await register.write((tx) => tx.addEffects([ensure('own', 'task', { tracker: 'jira', notBefore: later })]));
      await register.write((tx) => tx.addEffects([ensure('after', 'task', { tracker: 'jira' })]));
      expect(await leasedKeys(register, { tracker: 'jira' })).toEqual([]);
    });

    it('lets no notice wait for another one of its record', async () => {
      const failing = effect('to-a', {
        record: 'r',
        kind: 'notice',
        tracker: 'mail',
        notBefore: plusMs(START, 60_000),
      });
      const register = await withEffects(failing, effect('to-b', { record: 'r', kind: 'notice', tracker: 'mail' }));
      expect(await leasedKeys(register)).toEqual(['to-b']);
    });

    it('keeps the order of creation within a record, and lifts what an urgent one waits for', async () => {
      const register = await withEffects(
        effect('other-block', { priority: 3 }),
        effect('opening', { record: 'r', priority: 2 }),
        effect('escalation', { record: 'r', priority: 0 }),
        effect('block', { record: 'r', priority: 3 }),
        effect('reply', { priority: 1 }),
      );
      expect(await leasedKeys(register)).toEqual(['opening', 'escalation', 'reply', 'other-block', 'block']);
    });

    it('lets nothing overtake its record while an earlier one is in delivery, or waits to be tried again', async () => {
      const register = await withEffects(effect('one', { record: 'r' }), effect('two', { record: 'r', priority: 0 }));
      const [lease] = await register.leaseEffects(request({ limit: 1 }));
      expect(lease?.key).toBe('one');
      expect(await leasedKeys(register, { owner: 'w2' })).toEqual([]);
      if (!lease) throw new Error('no lease');
      const notBefore = plusMs(START, 500);
      await register.write((tx) => tx.releaseEffect(lease, { kind: 'retry', error: 'unreachable', notBefore }));
      expect(await leasedKeys(register, { owner: 'w2' })).toEqual([]);
      expect(await leasedKeys(register, { owner: 'w2', now: notBefore })).toEqual(['one', 'two']);
    });

    it('lets a record go on at another tracker', async () => {
      const register = await withEffects(effect('a', { record: 'r' }), effect('b', { record: 'r', tracker: 'mail' }));
      await register.leaseEffects(request({ tracker: 'gh' }));
      expect(await leasedKeys(register, { owner: 'w2' })).toEqual(['b']);
    });

    it('gives each effect to one of two owners only', async () => {
      const register = await withEffects(...Array.from({ length: 20 }, (_, n) => effect(`e${n}`)));
      const owners = ['w1', 'w2', 'w3', 'w4'];
      const leases = await Promise.all(owners.map((owner) => leasedKeys(register, { owner, limit: 7 })));
      expect(leases.map((keys) => keys.length)).toEqual([7, 7, 6, 0]);
      expect(new Set(leases.flat()).size).toBe(20);
    });

    it('takes over an expired lease, and says that it was tried', async () => {
      const register = await withEffects(effect('a'));
      const [first] = await register.leaseEffects(request());
      expect(first).toMatchObject({ tried: false, attempts: 1, owner: 'w1' });
      expect(first).not.toHaveProperty('firstTried');
      expect(await leasedKeys(register, { owner: 'w2', now: plusMs(START, 999) })).toEqual([]);
      const [second] = await register.leaseEffects(request({ owner: 'w2', now: plusMs(START, 1000) }));
      expect(second).toMatchObject({ key: 'a', tried: true, attempts: 2, firstTried: START, owner: 'w2' });
    });

    it('filters by record and tracker, and waits for notBefore', async () => {
      const later = plusMs(START, 1);
      const register = await withEffects(
        effect('a'),
        effect('b'),
        effect('c', { tracker: 'jira' }),
        effect('d', { notBefore: later }),
      );
      expect(await leasedKeys(register, { record: 'b' })).toEqual(['b']);
      expect(await leasedKeys(register, { tracker: 'jira' })).toEqual(['c']);
      expect(await leasedKeys(register)).toEqual(['a']);
      expect(await leasedKeys(register, { now: later })).toEqual(['d']);
    });
  });

  describe('the end of a lease', () => {
    async function leased() {
      const register = await withEffects(effect('a'));
      const [lease] = await register.leaseEffects(request());
      if (!lease) throw new Error('no lease');
      return { register, lease };
    }

    it('done is done: not handed out again, finished once', async () => {
      const { register, lease } = await leased();
      expect(await register.write((tx) => tx.finishEffect(lease.key, { id: '1' }))).toBe(true);
      expect(await register.write((tx) => tx.finishEffect(lease.key, { id: '2' }))).toBe(false);
      expect((await register.effects({}, 1))[0]).toMatchObject({ state: 'done', result: { id: '1' }, doneAt: START });
      expect(await leasedKeys(register, { now: plusMs(START, 9999) })).toEqual([]);
    });

    it('done by the first owner counts after another took over, whose release then changes nothing', async () => {
      const { register } = await leased();
      const now = plusMs(START, 1000);
      const [second] = await register.leaseEffects(request({ owner: 'w2', now }));
      if (!second) throw new Error('no lease');
      expect(await register.write((tx) => tx.finishEffect('a', null))).toBe(true);
      const outcome = { kind: 'retry', error: 'lost', notBefore: now } as const;
      expect(await register.write((tx) => tx.releaseEffect(second, outcome))).toBe(false);
      expect((await register.effects({}, 1))[0]?.state).toBe('done');
    });

    it('a lost lease cannot be given back', async () => {
      const { register, lease } = await leased();
      await register.leaseEffects(request({ owner: 'w2', now: plusMs(START, 1000) }));
      const failed = { kind: 'failed', error: 'refused' } as const;
      expect(await register.write((tx) => tx.releaseEffect(lease, failed))).toBe(false);
      expect((await register.effects({}, 1))[0]).toMatchObject({ state: 'leased', leaseOwner: 'w2' });
    });

    it('untried leaves no trace of an attempt', async () => {
      const { register, lease } = await leased();
      await register.write((tx) => tx.releaseEffect(lease, { kind: 'untried', notBefore: START }));
      const [again] = await register.leaseEffects(request({ now: plusMs(START, 5) }));
      expect(again).toMatchObject({ tried: false, attempts: 1 });
      expect((await register.effects({}, 1))[0]?.firstTried).toBe(plusMs(START, 5));
    });

    it('failed waits for redrive', async () => {
      const { register, lease } = await leased();
      await register.write((tx) => tx.releaseEffect(lease, { kind: 'failed', error: 'refused: labels' }));
      expect(await leasedKeys(register, { now: plusMs(START, 9999) })).toEqual([]);
      expect(await register.effects({ states: ['failed'] }, 9)).toMatchObject([{ lastError: 'refused: labels' }]);
      await expect(register.write((tx) => tx.redriveEffects({}))).rejects.toMatchObject({ fault: 'misuse' });
      expect(await register.write((tx) => tx.redriveEffects({ record: 'b' }))).toBe(0);
      expect(await register.write((tx) => tx.redriveEffects({ record: 'a' }))).toBe(1);
      expect((await register.leaseEffects(request())).map((one) => one.tried)).toEqual([true]);
    });

    it('redrive brings a refused one forward by hours, and leaves alone what waits for its own time', async () => {
      const { register, lease } = await leased();
      const [tonight, tomorrow] = [plusMs(START, 21_600_000), plusMs(START, 86_400_000)];
      await register.write((tx) => tx.releaseEffect(lease, { kind: 'retry', error: 'refused', notBefore: tonight }));
      await register.write((tx) =>
        tx.addEffects([effect('notice', { record: 'a', tracker: 'mail', notBefore: tomorrow })]),
      );
      expect(await register.write((tx) => tx.redriveEffects({ record: 'a' }))).toBe(1);
      const left = await register.effects({}, 9);
      expect(left.map((e) => [e.key, e.notBefore])).toEqual([
        ['a', START],
        ['notice', tomorrow],
      ]);
      expect(await register.write((tx) => tx.redriveEffects({ record: 'a' }))).toBe(0);
    });
  });

  describe('cancelEffects', () => {
    it('cancels what waits of the record and kind, not what is in delivery or done', async () => {
      const mine = (key: string, kind: NewEffect['kind']) => effect(key, { record: 'r', kind, tracker: key });
      const register = await withEffects(
        mine('sent', 'comment'),
        mine('going', 'comment'),
        mine('waiting', 'comment'),
        mine('spared', 'comment'),
        mine('ensure', 'ensure'),
        effect('foreign'),
      );
      await register.write((tx) => tx.finishEffect('sent', null));
      await register.leaseEffects(request({ tracker: 'going' }));
      const filter = { kinds: ['comment' as const], except: ['spared'] };
      expect(await register.write((tx) => tx.cancelEffects('r', filter))).toBe(1);
      const states = (await register.effects({}, 9)).map((e) => `${e.key} ${e.state}`);
      expect(states).toEqual([
        'sent done',
        'going leased',
        'waiting cancelled',
        'spared pending',
        'ensure pending',
        'foreign pending',
      ]);
      expect(await register.write((tx) => tx.cancelEffects('r', { kinds: [] }))).toBe(0);
      expect(await register.write((tx) => tx.cancelEffects('r', { except: [] }))).toBe(2);
      expect(await leasedKeys(register, { now: plusMs(START, 10) })).toEqual(['foreign']);
      expect(await register.effectCounts()).toContainEqual({ tracker: 'waiting', state: 'cancelled', count: 1 });
    });

    it('cancels what an expired lease left behind', async () => {
      const register = await withEffects(effect('a'));
      await register.leaseEffects(request());
      place.at(plusMs(START, 1000));
      expect(await register.write((tx) => tx.cancelEffects('a'))).toBe(1);
      place.at(START);
    });
  });
}
