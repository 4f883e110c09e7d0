import { afterAll, describe, expect, it } from '@jest/globals';
import type { Engine } from '../engines/engine.ts';
import { schemaOf } from '../engines/postgres.ts';
import { event, registers } from '../fixture.ts';

const all = ['event_no_update', 'event_no_delete', 'event_no_truncate'];

/** What keeps the log as it is on PostgreSQL, and that its tables compare by bytes. */
export function guardCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  describe('tables on PostgreSQL', () => {
    it('refuse to empty the log', async () => {
      const { register, url } = await place.open();
      await register.write((tx) => tx.append([event('task/a')]));
      await expect(engine.run(url, 'truncate event')).rejects.toThrow('event is append-only');
      expect(await register.events({ limit: 9 })).toHaveLength(1);
    });

    it.each([
      ['switched off', 'alter table event disable trigger event_no_delete', ['event_no_delete']],
      ['on for replicas alone', 'alter table event enable replica trigger event_no_truncate', ['event_no_truncate']],
      [
        'doing nothing',
        "create or replace function event_append_only() returns trigger language plpgsql as 'begin return null; end'",
        all,
      ],
      [
        'narrowed by a condition',
        `drop trigger event_no_update on event; create trigger event_no_update before update on event
          for each row when (old.sequence > 9) execute function event_append_only()`,
        ['event_no_update'],
      ],
    ])('show a guard that is %s', async (_, statement, names) => {
      const { register, url } = await place.open();
      await engine.run(url, statement);
      const found = await register.verify();
      expect(found.breaks).toEqual(
        names.map((name) => ({ where: `trigger ${name}`, found: 'missing or changed', expected: 'as it was made' })),
      );
    });

    it('have no text that sorts by a language', async () => {
      const { url } = await place.open();
      const texts = await engine.run(
        url,
        `select table_name, column_name, collation_name from information_schema.columns
          where table_schema = '${schemaOf(url)}' and data_type = 'text' and table_name <> 'migration'`,
      );
      expect(texts.length).toBeGreaterThan(80);
      expect(texts.filter((column) => column.collation_name !== 'C')).toEqual([]);
    });
  });
}
