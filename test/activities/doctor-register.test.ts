import { afterAll, describe, expect, it } from '@jest/globals';
import { examineRegister } from '../../activities/doctor/register.ts';
import { recordTables } from '../../register/columns.ts';
import { sqliteEngine } from '../register/engines/sqlite.ts';
import { event, registers, tally } from '../register/fixture.ts';

const engine = sqliteEngine();
const projections = recordTables.map((table) => ({ ...tally, table, stream: table, columns: () => ({}) }));
const place = registers(engine, projections);
afterAll(async () => {
  await place.end();
  await engine.stop();
});

/** What is found of a register of 150 tasks and one record of each other table, after these statements. */
async function foundAfter(...statements: string[]) {
  const { register, url } = await place.open();
  await register.write(async (tx) => {
    await tx.append(Array.from({ length: 150 }, (_, n) => event(`task/${n}`)));
    await tx.append(recordTables.map((table) => event(`${table}/one`)));
    const { version, hash } = await tx.addProgramme({
      at: '2027-01-04T08:00:00.000Z',
      source: 'f',
      programme: { zone: 'UTC' },
      state: 'effective',
      actor: 'person:mara',
    });
    await tx.append([event('programme', { version, hash })]);
  });
  await engine.tamper(url, ...statements);
  return (await examineRegister(register, 'here')).map(({ what, found }) => [what, found]);
}

const mended = 'rows differ from what the log says';
const lost = 'the log, or what it stands on, was changed or lost';
const programme = `update programme set programme = '{"zone":"CET"}'`;

describe('doctor on the register', () => {
  it.each(recordTables)('asks for a rebuild, never for a restore, where a row of %s differs', async (table) => {
    const found = await foundAfter(`update ${table} set updated = '2030' where key = 'one'`);
    expect(found).toEqual([['projection', `${mended}: one place, first ${table} one.updated`]]);
  });

  it('counts every row that differs, however many are listed', async () => {
    const found = await foundAfter("update task set updated = '2030'");
    expect(found).toEqual([['projection', `${mended}: 151 places, first task 0.updated`]]);
  });

  it('hides no damage of the log behind rows, and books none of them to it', async () => {
    const found = await foundAfter("update task set updated = '2030'", programme);
    expect(found).toEqual([
      ['chain', `${lost}: one place, first programme 1 hash`],
      ['projection', `${mended}: 151 places, first task 0.updated`],
    ]);
  });

  it('hides no row behind damage of the log', async () => {
    const found = await foundAfter(
      "update event set actor = 'person:sam'",
      "update documented set updated = '2030' where key = 'one'",
    );
    expect(found).toEqual([
      ['chain', `${lost}: 155 places, first event 1 hash`],
      ['projection', `${mended}: one place, first documented one.updated`],
    ]);
  });
});
