import { describe, expect, it } from '@jest/globals';
import { heldIn, type Redaction } from '../../activities/redact.ts';
import { disposal } from '../../activities/tables/disposal.ts';
import type { Register } from '../../register/register.ts';
import { KEPT, type Retention } from '../../rules/retention/terms.ts';
import { months } from '../rules/programmes.ts';
import { organisation } from '../rules/task/people.ts';

const NOW = '2034-01-10T08:00:00.000Z';
const ticket = (number: string) => ({ ref: { number } });
const task = (key: string, origin: object, endedAt?: string) => ({
  key,
  columns: { display: key, ticket_number: `#${key}` },
  state: { terms: { display: key, title: { text: key }, origin }, thread: ticket(`#${key}`), endedAt },
});
const found = (key: string, closedAt?: string) => ({
  key,
  columns: { display: `NC-${key}`, ticket_number: `#${key}` },
  state: {
    terms: { display: `NC-${key}`, title: { text: key } },
    thread: ticket(`#${key}`),
    ...(closedAt && { closed: { at: closedAt } }),
  },
});

const rows = {
  task: [
    task('review', { occurrence: 'o1' }, '2027-05-01T08:00:00.000Z'),
    task('doing', { occurrence: 'o2' }),
    task('action', { nonconformity: 'n1' }, '2027-03-01T08:00:00.000Z'),
    task('begun', { nonconformity: 'n2' }, '2027-03-01T08:00:00.000Z'),
  ],
  nonconformity: [found('n1', '2027-11-20T08:00:00.000Z'), found('n2')],
};
const register = {
  loadRows: async (table: keyof typeof rows) => rows[table],
  load: async (table: keyof typeof rows, key: string) => rows[table].find((row) => row.key === key),
} as unknown as Register;

async function lines(retention: Partial<Retention> = {}) {
  const org = organisation({ retention: { ...KEPT, ...retention } });
  const all = await disposal.rows({ register, org, now: NOW });
  return all.map(({ record, class: of, keep_until, held }) => [record, of, keep_until, held]);
}

describe('what may be disposed of', () => {
  it('is what has ended; an action with its nonconformity, and by the time of that class', async () => {
    expect(await lines()).toEqual([
      ['review', 'work', '2033-05-01', ''],
      ['action', 'nonconformities', '2033-11-20', ''],
      ['NC-n1', 'nonconformities', '2033-11-20', ''],
    ]);
    expect(await lines({ nonconformities: months(120) })).toEqual([['review', 'work', '2033-05-01', '']]);
    expect(await lines({ work: months(120) })).toHaveLength(2);
  });

  it.each(['NC-n1', '#n1'])('is not what is held by the name of its nonconformity, %s', async (record) => {
    const held = (await lines({ holds: [{ record, because: 'a lawsuit' }] })).map((line) => line[3]);
    expect(held).toEqual(['', 'a lawsuit', 'a lawsuit']);
  });

  it('by its own name holds an action alone', async () => {
    const held = await lines({ holds: [{ record: 'action', because: 'a lawsuit' }] });
    expect(held.map((line) => line[3])).toEqual(['', 'a lawsuit', '']);
  });
});

describe('what a legal hold keeps in', () => {
  const heldBy = (record: string, table: 'task' | 'nonconformity', key: string) => {
    const programme = { retention: { ...KEPT, holds: [{ record, because: 'a lawsuit' }] } };
    const records: Redaction['records'] = [{ table: 'task', key: 'review' }];
    return heldIn(register, { records: [...records, { table, key }] } as unknown as Redaction, programme);
  };

  it('is the words of what it names, and of a nonconformity’s actions', async () => {
    const because = 'a lawsuit';
    expect(await heldBy('#n1', 'nonconformity', 'n1')).toEqual({ record: 'NC-n1', because });
    expect(await heldBy('NC-n1', 'task', 'action')).toEqual({ record: 'NC-n1', because });
    expect(await heldBy('action', 'task', 'action')).toEqual({ record: 'action', because });
    expect(await heldBy('NC-n1', 'task', 'begun')).toBeUndefined();
  });
});
