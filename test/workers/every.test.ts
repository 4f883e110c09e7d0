import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { every } from '../../workers/every.ts';

async function until(met: () => boolean): Promise<void> {
  while (!met()) await pause(2);
}

it('does it again after it failed, never twice at once, and no more once it was ended', async () => {
  const failures: unknown[] = [];
  let [begun, underWay, most] = [0, 0, 0];
  let release = () => {};
  const end = every(
    1,
    async () => {
      begun++;
      underWay++;
      most = Math.max(most, underWay);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      underWay--;
      throw new Error(`time ${begun}`);
    },
    (error) => failures.push(error),
  );
  await until(() => begun === 1);
  await pause(20);
  release();
  await until(() => begun === 2);
  end();
  release();
  await until(() => failures.length === 2);
  await pause(20);
  expect({ begun, most, failures }).toEqual({
    begun: 2,
    most: 1,
    failures: [new Error('time 1'), new Error('time 2')],
  });
});
