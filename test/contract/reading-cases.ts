import { expect } from '@jest/globals';
import { msBetween } from '../../rules/time.ts';
import { people } from './bench.ts';
import { type Cases, faultOf, wholeOf } from './cases.ts';
import { draftOf } from './draft.ts';

export function readingCases({ bench, check }: Cases): void {
  const open = async () => (await bench().tickets.ensure(draftOf())).ref;
  const kinds = async (ref: Awaited<ReturnType<typeof open>>) =>
    wholeOf(await bench().tickets.read(ref)).changes.map((c) => c.kind);

  check('an unchanged ticket costs one call and is said to be unchanged', async () => {
    const ref = await open();
    await bench().pass(2000);
    const { updated } = wholeOf(await bench().tickets.read(ref));
    const before = bench().calls();
    expect(await bench().tickets.read(ref, updated)).toMatchObject({ unchanged: true, asOf: expect.any(String) });
    expect(bench().calls() - before).toBe(1);
    await bench().people.comment(people.sam, ref, 'new');
    expect(wholeOf(await bench().tickets.read(ref, updated)).comments).toHaveLength(1);
  });

  check('a change in the same moment as a reading is not missed', async () => {
    const ref = await open();
    await bench().people.comment(people.sam, ref, 'one');
    const { updated } = wholeOf(await bench().tickets.read(ref));
    await bench().people.comment(people.sam, ref, 'two');
    expect(wholeOf(await bench().tickets.read(ref, updated)).comments).toHaveLength(2);
  });

  check('says who closed it, when, and how', async () => {
    const ref = await open();
    await bench().people.close(people.sam, ref, 'dropped');
    const ticket = wholeOf(await bench().tickets.read(ref));
    expect(ticket).toMatchObject({ category: 'dropped', closed: { by: { login: people.sam } } });
    // A tracker may look at its clock once for the ticket and once for its history.
    expect(Math.abs(msBetween(ticket.closed?.at ?? '', ticket.changes.at(-1)?.at ?? ''))).toBeLessThan(1000);
    expect(ticket.changes.at(-1)).toMatchObject({ kind: 'closed', category: 'dropped', by: { login: people.sam } });
  });

  check('a reopened ticket has no standing close, and its history keeps both', async () => {
    const ref = await open();
    await bench().people.close(people.sam, ref, 'done');
    await bench().people.reopen(people.mara, ref);
    expect(wholeOf(await bench().tickets.read(ref)).closed).toBeUndefined();
    expect((await kinds(ref)).slice(-2)).toEqual(['closed', 'reopened']);
    await bench().people.close(people.mara, ref, 'done');
    const { closed, changes } = wholeOf(await bench().tickets.read(ref));
    expect(closed?.by.login).toBe(people.mara);
    expect(changes.filter((c) => c.kind === 'closed').map((c) => c.by.login)).toEqual([people.sam, people.mara]);
  });

  check('tells assignments with who and by whom', async () => {
    const ref = await open();
    await bench().people.assign(people.mara, ref, people.mara);
    const { changes } = wholeOf(await bench().tickets.read(ref));
    const assigned = changes.findLast((c) => c.kind === 'assigned');
    expect(assigned).toMatchObject({ account: { login: people.mara }, by: { login: people.mara } });
    expect(changes.findLast((c) => c.kind === 'unassigned')?.account?.login).toBe(people.sam);
  });

  check(
    'the earlier of two closes keeps its own category',
    async () => {
      const ref = await open();
      await bench().people.close(people.sam, ref, 'dropped');
      await bench().people.reopen(people.sam, ref);
      await bench().people.close(people.sam, ref, 'done');
      const { changes } = wholeOf(await bench().tickets.read(ref));
      expect(changes.filter((c) => c.kind === 'closed').map((c) => c.category)).toEqual(['dropped', 'done']);
    },
    'closing-words',
  );

  check(
    'a deleted ticket is gone, be it that the tracker shows no more than that',
    async () => {
      const ref = await open();
      await bench().people.remove(ref);
      expect(await bench().tickets.read(ref)).toMatchObject({ gone: expect.any(String), asOf: expect.any(String) });
    },
    'removal',
  );

  check(
    'a deleted ticket is gone for good',
    async () => {
      const ref = await open();
      await bench().people.remove(ref);
      expect(await bench().tickets.read(ref)).toMatchObject({ gone: 'deleted', asOf: expect.any(String) });
    },
    'deletion-proof',
  );

  check(
    'a ticket out of sight is hidden while the target is not',
    async () => {
      const ref = await open();
      await bench().people.hide(ref);
      expect(await bench().tickets.read(ref)).toMatchObject({ gone: 'hidden', asOf: expect.any(String) });
    },
    'hiding',
  );

  check(
    'a moved ticket is followed, and its new place told',
    async () => {
      const draft = draftOf();
      const { ref } = await bench().tickets.ensure(draft);
      await bench().people.move(ref);
      const ticket = wholeOf(await bench().tickets.read(ref));
      expect(ticket.ref.url).not.toBe(ref.url);
      expect(ticket.title).toBe(draft.title);
      expect(ticket.changes.map((c) => c.kind)).toContain('moved');
      await bench().tickets.comment(ref, 'after', [['still here']], false);
      await bench().tickets.comment(ref, 'after', [['still here']], true);
      expect((await bench().tickets.ensure({ ...draft, title: 'Moved on' }, ref)).ref).toEqual(ticket.ref);
      const again = wholeOf(await bench().tickets.read(ticket.ref));
      expect(again).toMatchObject({ title: 'Moved on', comments: [{ key: 'after' }] });
    },
    'moves',
  );

  check(
    'a ticket that was made a part of another is the same ticket',
    async () => {
      const whole = await open();
      const draft = draftOf();
      const { ref } = await bench().tickets.ensure(draft);
      await bench().people.convert(ref, whole);
      const ticket = wholeOf(await bench().tickets.read(ref));
      expect(ticket).toMatchObject({ ref, title: draft.title, category: 'open', fence: 'intact' });
      await bench().tickets.ensure({ ...draft, category: 'done' }, ref);
      expect(wholeOf(await bench().tickets.read(ref)).category).toBe('done');
    },
    'conversion',
  );

  check('no access to the whole target is not a lost ticket', async () => {
    const ref = await open();
    bench().faults.refuseToken();
    expect(await faultOf(bench().tickets.read(ref))).toEqual({ kind: 'unauthorised' });
  });
}
