import { afterAll, expect, it } from '@jest/globals';
import { lastBackup } from '../../activities/backup.ts';
import { examineBackup } from '../../activities/doctor/backup.ts';
import { watch } from '../../activities/watch.ts';
import { sqliteEngine } from '../register/engines/sqlite.ts';
import { event, registers, START } from '../register/fixture.ts';

const engine = sqliteEngine();
const place = registers(engine);
afterAll(async () => {
  await place.end();
  await engine.stop();
});

it('the last backup is dated by when it was begun, whoever asks: nothing before that is missing in it', async () => {
  const { register } = await place.open();
  const noted = '2027-01-04T09:30:00.000Z';
  place.at(noted);
  await register.write((tx) => tx.append([event('engine', { file: 'b', sequence: 0, hash: '' }, 'backed-up')]));
  expect((await register.events({ limit: 1 }))[0]).toMatchObject({ at: START, noticed: noted });
  expect((await lastBackup(register))?.at).toBe(START);
  expect((await examineBackup(register, 'here', noted))[0]?.found).toBe(START);
  expect((await watch(register, noted)).backedUp).toBe(START);
});
