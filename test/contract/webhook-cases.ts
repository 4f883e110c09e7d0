import { expect } from '@jest/globals';
import { people } from './bench.ts';
import type { Cases } from './cases.ts';
import { draftOf } from './draft.ts';

export function webhookCases({ bench, check }: Cases): void {
  check('a signed event rings for its ticket', async () => {
    const { ref } = await bench().tickets.ensure(draftOf());
    const request = await bench().webhook(ref, people.sam);
    const [bell, ...more] = bench().tickets.authenticate(request) ?? [];
    expect(bell).toMatchObject({
      ticket: { tracker: ref.tracker, id: ref.id },
      own: false,
      updated: expect.any(String),
    });
    expect(more).toEqual([]);
  });

  check('a label that somebody gave rings with it, and no other change with any', async () => {
    const { ref } = await bench().tickets.ensure(draftOf());
    const [bell] = bench().tickets.authenticate(await bench().webhook(ref, people.sam, 'isms-incident')) ?? [];
    expect(bell).toMatchObject({ ticket: { id: ref.id }, labels: expect.arrayContaining(['isms-incident']) });
    const [other] = bench().tickets.authenticate(await bench().webhook(ref, people.sam)) ?? [];
    expect(other?.labels).toBeUndefined();
  });

  check("the engine's own doing is told apart", async () => {
    const { ref } = await bench().tickets.ensure(draftOf());
    const bells = bench().tickets.authenticate(await bench().webhook(ref, people.engine));
    expect(bells).toMatchObject([{ own: true }]);
  });

  check('a changed byte, another signature, and none are not the tracker', async () => {
    const { ref } = await bench().tickets.ensure(draftOf());
    const good = await bench().webhook(ref, people.sam);
    expect(
      bench().tickets.authenticate({ ...good, body: Buffer.concat([good.body, Buffer.from(' ')]) }),
    ).toBeUndefined();
    const mangled = Object.entries(good.headers).map(([k, v]) => [k, v?.replace(/[0-9a-f]{8}$/, '00000000')]);
    expect(bench().tickets.authenticate({ ...good, headers: Object.fromEntries(mangled) })).toBeUndefined();
    expect(bench().tickets.authenticate({ ...good, headers: {} })).toBeUndefined();
  });
}
