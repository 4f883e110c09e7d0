import { afterAll, expect, it } from '@jest/globals';
import { plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { registers, START } from '../fixture.ts';

/** What holds of all that lies beside the log. */
export function besideCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  it('counts each counter by itself and never twice', async () => {
    const { register } = await place.open();
    const count = (name: string) => register.write((tx) => tx.nextCount(name));
    const all = await Promise.all([count('nc-2027'), count('nc-2027'), count('nc-2028')]);
    expect(all).toEqual([1, 2, 1]);
    await expect(
      register.write(async (tx) => {
        await tx.nextCount('nc-2027');
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await count('nc-2027')).toBe(3);
  });

  it('keeps programme versions, their purpose, and what is in effect', async () => {
    const { register } = await place.open();
    expect(await register.latestProgramme()).toBeUndefined();
    const source = await register.putBlob(Buffer.from('a: 1'), 'application/yaml');
    const first = { at: START, source, programme: { a: 1 }, state: 'effective', actor: 'person:mara' };
    const added = await register.write((tx) => tx.addProgramme(first));
    const second = { ...first, programme: { a: 2 }, state: 'pending', because: 'less work' };
    await register.write((tx) => tx.addProgramme(second));
    expect(await register.programme(1)).toEqual({ version: 1, hash: added.hash, ...first });
    expect(await register.latestProgramme()).toMatchObject({ version: 2, programme: { a: 2 }, because: 'less work' });

    const hash = await register.write((tx) => tx.reviseProgramme(2, { a: 3 }, 'effective'));
    expect(await register.latestProgramme()).toMatchObject({
      version: 2,
      programme: { a: 3 },
      state: 'effective',
      hash,
    });
    expect((await register.programmeHistory()).map((one) => [one.version, one.state])).toEqual([
      [1, 'effective'],
      [2, 'effective'],
    ]);
    expect(await register.programme(3)).toBeUndefined();
    const revising = register.write((tx) => tx.reviseProgramme(3, {}, 'effective'));
    await expect(revising).rejects.toMatchObject({ fault: 'unknown' });
  });

  it('keeps accounts per tracker and person', async () => {
    const { register } = await place.open();
    const sam = { tracker: 'gh', person: 'sam', login: 'sam-okoro', accountId: '7' };
    const atJira = { ...sam, tracker: 'jira', accountId: '8' };
    await register.write((tx) => tx.putAccounts([sam, atJira]));
    await register.write((tx) => tx.putAccounts([{ ...sam, login: 'sam-o' }]));
    expect(await register.accounts('gh')).toEqual([{ ...sam, login: 'sam-o' }]);
    expect(await register.accounts()).toEqual([{ ...sam, login: 'sam-o' }, atJira]);
  });

  it('keeps the watermark of each tracker apart', async () => {
    const { register } = await place.open();
    await register.write((tx) => tx.setWatermark('gh', START));
    await register.write((tx) => tx.setWatermark('gh', plusMs(START, 1)));
    expect(await register.watermark('gh')).toBe(plusMs(START, 1));
    expect(await register.watermark('jira')).toBeUndefined();
  });

  it('remembers which changes were looked at', async () => {
    const { register } = await place.open();
    await register.write((tx) =>
      tx.markSeen('gh', [
        { ticket: '1', updated: START },
        { ticket: '2', updated: START },
      ]),
    );
    await register.write((tx) => tx.markSeen('gh', [{ ticket: '2', updated: plusMs(START, 1) }]));
    const seen = await register.seen('gh', ['1', '2', '3']);
    expect([...seen].sort()).toEqual([
      ['1', START],
      ['2', plusMs(START, 1)],
    ]);
    expect((await register.seen('jira', ['1'])).size).toBe(0);
  });

  it('answers a tick with the one before', async () => {
    const { register } = await place.open();
    expect(await register.lastTick()).toBeUndefined();
    expect(await register.write((tx) => tx.tick(START))).toBeUndefined();
    expect(await register.write((tx) => tx.tick(plusMs(START, 5)))).toBe(START);
    expect(await register.lastTick()).toBe(plusMs(START, 5));
    expect(await register.head()).toEqual({ sequence: 0, hash: '' });
  });
}
