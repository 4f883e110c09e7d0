import { afterAll, describe, expect, it } from '@jest/globals';
import { dialectOf } from '../../../register/dialect/dialect-of.ts';
import { eventHash, eventOf } from '../../../register/log.ts';
import { migrate, migrations } from '../../../register/migrate.ts';
import { projections } from '../../../register/projections/all.ts';
import type { EventRow } from '../../../register/schema.ts';
import { EVENT_SCHEMA } from '../../../rules/event-shapes.ts';
import { goldenLog, goldenTables, insertLines, type Line } from '../../golden/stored.ts';
import type { Engine } from '../engines/engine.ts';
import { event, registers, START, tally } from '../fixture.ts';

const GOLDEN = new URL('../../golden/0.1.0-schema-1/', import.meta.url);
/** Numbers of the migrations that brought tables for records and for versions of the programme. */
const [RECORDS, PROGRAMME] = [2, 4];

/** Registers that earlier releases made, opened by this one. */
export function upgradeCases(engine: Engine): void {
  const place = registers(engine, projections);
  const small = registers(engine, [tally]);
  afterAll(async () => {
    await place.end();
    await small.end();
  });

  /** Makes a register as it was when there were only so many migrations. */
  async function madeBy(count: number): Promise<string> {
    const url = engine.fresh();
    const dialect = dialectOf(url);
    await dialect.prepare(true);
    const db = dialect.connect('migrate');
    await dialect.alone(db, (one) => migrate(one, dialect, true, START, migrations.slice(0, count)));
    await db.destroy();
    return url;
  }

  /** Fills it with what a company's life left in it, as far as it had tables for that. */
  async function lived(url: string, count: number): Promise<number> {
    const log = count >= PROGRAMME ? goldenLog(GOLDEN) : chainedAnew(goldenLog(GOLDEN).filter(withoutProgramme));
    const db = dialectOf(url).connect('write');
    await insertLines(db, log);
    if (count >= RECORDS) await insertLines(db, goldenTables(GOLDEN));
    await db.destroy();
    return log.filter((line) => line.table === 'event').length;
  }

  describe.each(migrations.map((_, index) => index + 1))('a register of schema %i', (count) => {
    it('opens, and is whole', async () => {
      const url = await madeBy(count);
      const done = await engine.run(url, 'select number from migration order by number');
      expect(done.map((row) => row.number)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      const events = await lived(url, count);
      const { register } = await place.open(url, false);
      if (count < RECORDS) await register.rebuild('person:mara');
      const told = count < RECORDS ? events + 1 : events;
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [], events: told });
      expect(await register.rows('task', {}, { limit: 99 })).toHaveLength(9);
      const after = await engine.run(url, 'select number from migration order by number');
      expect(after).toHaveLength(migrations.length);
    });

    it('goes on being written', async () => {
      const url = await madeBy(count);
      const { register } = await small.open(url, false);
      await register.write((tx) => tx.append([event('task/a', { amount: 1, note: { text: 'hello' } })]));
      expect(await register.load('task', 'a')).toMatchObject({ state: { total: 1, note: { text: 'hello' } } });
      expect(await register.verify()).toMatchObject({ ok: true, events: 1 });
    });
  });

  describe('an event of a later release', () => {
    const later = EVENT_SCHEMA + 1;

    /** As a later release writes it, chain and all. */
    async function withLater() {
      const { register, url } = await small.open();
      const [one] = await register.write((tx) => tx.append([event('task/a'), event('task/a')]));
      const [, two] = await register.events({ limit: 2, words: 'hashes' });
      if (!one || !two) throw new Error('no events');
      const hash = eventHash({ ...two, schema: later });
      await engine.tamper(
        url,
        `update event set schema = ${later}, hash = '${hash}' where sequence = 2`,
        `update chain_head set hash = '${hash}'`,
      );
      return { register, url };
    }

    const refused = new RegExp(
      `^event 2 has schema ${later}, this release knows up to ${EVENT_SCHEMA}: upgrade dutybound$`,
    );

    it('keeps the register closed to this one', async () => {
      const { url } = await withLater();
      const opening = small.open(url, false);
      await expect(opening).rejects.toMatchObject({ fault: 'newer' });
      await expect(opening).rejects.toThrow(refused);
    });

    it('is neither read nor folded by one that was open already, and is no damage', async () => {
      const { register } = await withLater();
      await expect(register.events({ limit: 9 })).rejects.toThrow(refused);
      await expect(register.verify()).rejects.toThrow(refused);
      await expect(register.rebuild('person:mara')).rejects.toThrow(refused);
      expect(await register.events({ limit: 9, words: 'hashes' })).toHaveLength(2);
    });
  });
}

function withoutProgramme({ table, row }: Line): boolean {
  return table !== 'programme' && row.stream !== 'programme';
}

/** Numbers and links events anew, of which some were taken out. */
function chainedAnew(lines: Line[]): Line[] {
  let last = { sequence: 0, hash: '' };
  return lines.map((line) => {
    if (line.table !== 'event') return line;
    const row = { ...(line.row as unknown as EventRow), sequence: last.sequence + 1, previous: last.hash };
    last = { sequence: row.sequence, hash: eventHash(eventOf(row)) };
    return { table: 'event', row: { ...row, hash: last.hash } };
  });
}
