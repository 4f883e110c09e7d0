import { afterAll, describe, expect, it } from '@jest/globals';
import { identityOf } from '../../../rules/keys.ts';
import { plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { event, mirror, registers, START } from '../fixture.ts';

/** What holds of projected records and how they are found. */
export function recordsCases(engine: Engine): void {
  const place = registers(engine, [mirror('occurrence'), mirror('task'), mirror('nonconformity')]);
  afterAll(place.end);

  async function sample() {
    const { register } = await place.open();
    const ticket = { tracker: 'gh', ended: 0 };
    await register.write((tx) =>
      tx.append([
        event('occurrence/o1', { display: 'AR-1', duty: 'access', period: '2027-01-01', cause: 'interval', ended: 0 }),
        event('occurrence/o2', { duty: 'access', subject: 's1', period: '2027-01-01', cause: 'interval', ended: 1 }),
        event('occurrence/o3', { duty: 'backup', period: '2027-01-01', cause: 'interval', ended: 0 }),
        event('task/t1', {
          ...ticket,
          display: 'AR-1A',
          occurrence: 'o1',
          ticket_id: '11',
          ticket_number: '#1',
          ticket_url: 'https://x/1',
        }),
        event('task/t2', { ...ticket, occurrence: 'o1', ticket_id: '12', ticket_number: 'ISMS-2', ended: 1 }),
        event('task/t3', { ...ticket, nonconformity: 'n1', tracker: 'jira', ticket_id: '11', ticket_number: '#1' }),
        event('nonconformity/n1', { ...ticket, display: 'NC-2027-001', grade: 'minor', source: 'o1', ticket_id: '13' }),
      ]),
    );
    return register;
  }

  describe('load and rows', () => {
    it('give state, columns, version, and hints', async () => {
      const register = await sample();
      await register.write((tx) => tx.append([event('task/t2', { assignee: 'sam' })]));
      const loaded = await register.load<{ assignee: string }>('task', 't2');
      expect(loaded).toMatchObject({ table: 'task', key: 't2', streamVersion: 2, updated: START });
      expect(loaded?.state.assignee).toBe('sam');
      expect(loaded?.columns).toMatchObject({ assignee: 'sam', ended: 1, verifier: null });
      expect(loaded?.hints).toEqual({
        wake_at: null,
        read_at: null,
        seen_through: null,
        written_through: null,
        written: null,
      });
      expect(await register.load('task', 'nope')).toBeUndefined();
      expect(await register.load('occurrence', 't2')).toBeUndefined();
    });

    it('select by columns, in pages', async () => {
      const register = await sample();
      const keys = async (...args: Parameters<typeof register.rows>) =>
        (await register.rows(...args)).map((r) => r.key);
      expect(await keys('task', { tracker: 'gh' }, { limit: 9 })).toEqual(['t1', 't2']);
      expect(await keys('task', {}, { limit: 2 })).toEqual(['t1', 't2']);
      expect(await keys('task', {}, { limit: 2, after: 't2' })).toEqual(['t3']);
      expect(await keys('occurrence', { subject: null }, { limit: 9 })).toEqual(['o1', 'o3']);
      await expect(keys('task', { colour: 'red' }, { limit: 9 })).rejects.toThrow(
        /task has no column colour; there are: key, display/,
      );
      expect((await register.tasksOf('o1')).map((r) => r.key)).toEqual(['t1', 't2']);
      expect((await register.tasksOf('n1')).map((r) => r.key)).toEqual(['t3']);
      expect((await register.openRecords()).map((r) => r.key)).toEqual(['o1', 'o3', 't1', 't3', 'n1']);
    });

    it('begin with the greatest of a column where that is asked for', async () => {
      const register = await sample();
      const closed = (key: string, closed_at: string) => event(`occurrence/${key}`, { closed_at });
      await register.write((tx) =>
        tx.append([closed('o1', '2026-01-01'), closed('o2', '2027-01-01'), closed('o3', '2025-01-01')]),
      );
      const latest = async (where: Record<string, string>, limit: number) =>
        (await register.rows('occurrence', where, { latest: 'closed_at', limit })).map((row) => row.key);
      expect(await latest({}, 9)).toEqual(['o2', 'o1', 'o3']);
      expect(await latest({}, 1)).toEqual(['o2']);
      expect(await latest({ duty: 'backup' }, 1)).toEqual(['o3']);
      await expect(register.rows('task', {}, { latest: 'colour', limit: 1 })).rejects.toMatchObject({
        fault: 'misuse',
      });
    });

    it('empty a column that the state no longer has', async () => {
      const register = await sample();
      await register.write((tx) => tx.append([event('task/t1', { display: null })]));
      expect((await register.load('task', 't1'))?.columns.display).toBeNull();
    });
  });

  describe('occurrences', () => {
    it('open once per identity, also without a subject', async () => {
      const register = await sample();
      const again = { duty: 'access', period: '2027-01-01', cause: 'interval' };
      await expect(register.write((tx) => tx.append([event('occurrence/o9', again)]))).rejects.toMatchObject({
        fault: 'duplicate',
      });
      expect(await register.load('occurrence', 'o9')).toBeUndefined();
      await register.write((tx) => tx.append([event('occurrence/o9', { ...again, cause: 'trigger' })]));
      const access = { duty: 'access', period: '2027-01-01', cause: 'interval' };
      const opened = await register.identities();
      expect(opened.size).toBe(4);
      for (const one of [access, { ...access, subject: 's1' }, { ...access, cause: 'trigger' }])
        expect(opened.has(identityOf(one))).toBe(true);
      expect(opened.has(identityOf({ ...access, subject: 's2' }))).toBe(false);
    });

    it('are none in a new register', async () => {
      const { register } = await place.open();
      expect(await register.identities()).toEqual(new Set());
    });
  });

  describe('resolve', () => {
    it.each([
      ['t1', 'task', 't1'],
      ['AR-1A', 'task', 't1'],
      ['ar-1a', 'task', 't1'],
      ['AR-1', 'occurrence', 'o1'],
      ['NC-2027-001', 'nonconformity', 'n1'],
      ['ISMS-2', 'task', 't2'],
      ['isms-2', 'task', 't2'],
      ['jira:#1', 'task', 't3'],
      ['https://x/1', 'task', 't1'],
    ])('finds %s', async (name, table, key) => {
      expect(await (await sample()).resolve(name)).toEqual({ table, key });
    });

    it('finds nothing for a stranger, and asks where several fit', async () => {
      const register = await sample();
      expect(await register.resolve('#99')).toBeUndefined();
      await expect(register.resolve('#1')).rejects.toThrow('#1 may mean AR-1A, t3: use one of these instead');
    });

    it('finds records by their ticket, told apart by tracker', async () => {
      const register = await sample();
      expect(await register.byTicket('gh', '11')).toEqual({ table: 'task', key: 't1' });
      expect(await register.byTicket('jira', '11')).toEqual({ table: 'task', key: 't3' });
      expect(await register.byTicket('gh', '13')).toEqual({ table: 'nonconformity', key: 'n1' });
      expect(await register.byTicket('gh', '99')).toBeUndefined();
    });
  });

  describe('unread', () => {
    it('names open records with a ticket, the longest ago first, whichever table they are of', async () => {
      const register = await sample();
      const open = { tracker: 'gh', ended: 0 };
      await register.write(async (tx) => {
        await tx.append([event('task/t4', { ...open, ticket_id: '14' }), event('task/t5', { ...open })]);
        await tx.append([event('nonconformity/n2', { ...open, ticket_id: '15' })]);
        await tx.hint('task', 't1', { read_at: plusMs(START, 3) });
        await tx.hint('nonconformity', 'n1', { read_at: plusMs(START, 2) });
        await tx.hint('task', 't4', { read_at: plusMs(START, 1) });
      });
      const names = async (before: number, limit: number) =>
        (await register.unread('gh', plusMs(START, before), plusMs(START, 5), limit)).map(
          ({ table, key }) => `${table} ${key}`,
        );
      const all = ['nonconformity n2', 'task t4', 'nonconformity n1', 'task t1'];
      expect(await names(9, 9)).toEqual(all);
      for (const limit of [1, 2, 3]) expect(await names(9, limit)).toEqual(all.slice(0, limit));
      expect(await names(2, 9)).toEqual(all.slice(0, 2));
      expect((await register.unread('gh', plusMs(START, 9), START, 1))[0]?.columns).toMatchObject({ ticket_id: '15' });
    });

    it('leaves out who is blocked and looks by itself by then', async () => {
      const register = await sample();
      const blocked = { tracker: 'gh', ended: 0, blocked: 'closed' };
      await register.write(async (tx) => {
        await tx.append([event('task/t4', { ...blocked, ticket_id: '14' })]);
        await tx.append([event('task/t5', { ...blocked, ticket_id: '15' })]);
        await tx.append([event('task/t6', { tracker: 'gh', ended: 0, ticket_id: '16' })]);
        await tx.hint('task', 't4', { wake_at: plusMs(START, 3) });
        await tx.hint('task', 't6', { wake_at: plusMs(START, 3) });
      });
      const names = async (alone: number) =>
        (await register.unread('gh', START, plusMs(START, alone), 9)).map(({ key }) => key);
      expect(await names(2)).toEqual(expect.arrayContaining(['t4', 't5', 't6']));
      expect(await names(3)).toEqual((await names(2)).filter((key) => key !== 't4'));
    });
  });

  describe('hints', () => {
    it('stay where left out, go where null, and survive events', async () => {
      const register = await sample();
      await register.write(async (tx) => {
        await tx.hint('task', 't1', { wake_at: START, written: '[]' });
        await tx.hint('task', 't1', { read_at: START });
        await tx.hint('task', 't1', { written: null });
        await tx.hint('task', 't1', {});
        await tx.append([event('task/t1', { assignee: 'sam' })]);
      });
      const hints = { wake_at: START, read_at: START, seen_through: null, written_through: null, written: null };
      expect((await register.load('task', 't1'))?.hints).toEqual(hints);
      expect((await register.load('task', 't2'))?.hints.wake_at).toBeNull();
    });

    it('are refused where there is nothing to remember them by', async () => {
      const register = await sample();
      const missing = register.write((tx) => tx.hint('task', 'nope', { wake_at: START }));
      await expect(missing).rejects.toMatchObject({ fault: 'unknown' });
      const stray = register.write((tx) => tx.hint('occurrence', 'o1', { read_at: START }));
      await expect(stray).rejects.toMatchObject({ fault: 'misuse' });
    });

    it('name what is due, most overdue first, in pages', async () => {
      const register = await sample();
      await register.write(async (tx) => {
        await tx.hint('task', 't1', { wake_at: plusMs(START, 2) });
        await tx.hint('occurrence', 'o1', { wake_at: plusMs(START, 1) });
        await tx.hint('nonconformity', 'n1', { wake_at: plusMs(START, 2) });
        await tx.hint('task', 't2', { wake_at: plusMs(START, 3) });
      });
      const now = plusMs(START, 2);
      const first = await register.due(now, 2);
      expect(first.map((one) => `${one.table} ${one.key}`)).toEqual(['occurrence o1', 'nonconformity n1']);
      const next = await register.due(now, 2, first[1]);
      expect(next).toEqual([{ table: 'task', key: 't1', wakeAt: now }]);
      expect(await register.due(START, 9)).toEqual([]);
    });
  });
}
