import { afterAll, expect, it } from '@jest/globals';
import type { Engine } from '../engines/engine.ts';
import { registers, START } from '../fixture.ts';

/** What is noted of webhooks. */
export function hooksCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  it('notes what became of deliveries, for each tracker by itself, and nothing in the log', async () => {
    const { register } = await place.open();
    expect(await register.hooks('github')).toEqual({});
    const head = await register.head();
    await register.noteDelivered('github', 'taken', START);
    await register.noteDelivered('github', 'refused', '2027-04-12T08:00:00.000Z');
    const unannounced = { since: START, last: '2027-04-12T09:00:00.000Z', count: 2 };
    await register.write((tx) => tx.setUnannounced('github', unannounced));
    await register.write((tx) => tx.setWatermark('github', START));
    expect(await register.hooks('github')).toEqual({ taken: START, refused: '2027-04-12T08:00:00.000Z', unannounced });
    await register.noteDelivered('github', 'taken', '2027-04-12T10:00:00.000Z');
    expect(await register.hooks('github')).toMatchObject({ taken: '2027-04-12T10:00:00.000Z', unannounced });
    expect(await register.hooks('other')).toEqual({});
    expect(await register.watermark('github')).toBe(START);
    expect(await register.head()).toEqual(head);
  });
}
