import { expect } from '@jest/globals';
import { type Bench, type BenchOptions, people } from './bench.ts';
import { type Cases, wholeOf } from './cases.ts';
import { draftOf } from './draft.ts';

const MANY = 120;

export function sweepCases({ bench, check }: Cases, setup: (options: BenchOptions) => Promise<Bench>): void {
  check('names what changed since an instant, and nothing older', async () => {
    const old = (await bench().tickets.ensure(draftOf())).ref;
    await bench().pass(3000);
    const from = bench().now();
    const { ref } = await bench().tickets.ensure(draftOf());
    const ids = (await bench().tickets.changedSince(from)).map((bell) => bell.ticket.id);
    expect(ids).toContain(ref.id);
    expect(ids).not.toContain(old.id);
    await bench().people.comment(people.sam, old, 'hello');
    const bells = await bench().tickets.changedSince(from);
    expect(bells.map((bell) => bell.ticket.id)).toContain(old.id);
    expect(bells.map((bell) => bell.updated)).toEqual(bells.map((bell) => bell.updated).sort());
  });

  check('says which key each ticket carries, where it is, and how it stands', async () => {
    const from = bench().now();
    const draft = draftOf();
    const { ref, at } = await bench().tickets.ensure(draft);
    const found = async () => (await bench().tickets.changedSince(from)).find((each) => each.ticket.id === ref.id);
    const { key, display } = draft;
    expect(await found()).toMatchObject({ ref, key, display, createdAt: at, category: 'open' });
    await bench().people.breakFence(people.sam, ref);
    await bench().people.close(people.sam, ref, 'done');
    const broken = await found();
    expect(broken).toMatchObject({ ref, category: 'done' });
    expect(broken).not.toHaveProperty('key');
  });

  check("a stranger's ticket rings for nobody", async () => {
    const { ref } = await bench().tickets.ensure(draftOf());
    const before = (await bench().tickets.changedSince('2020-01-01T00:00:00.000Z')).length;
    await bench().people.copy(people.stranger, ref);
    expect(await bench().tickets.changedSince('2020-01-01T00:00:00.000Z')).toHaveLength(before);
  });

  check('lists what carries a label, whoever opened it, since an instant', async () => {
    const { ref } = await bench().tickets.ensure(draftOf());
    const { ref: other } = await bench().tickets.ensure(draftOf());
    await bench().people.label(people.sam, ref, 'isms-incident');
    await bench().people.copy(people.stranger, ref);
    const long = '2020-01-01T00:00:00.000Z';
    const labelled = await bench().tickets.labelled('isms-incident', long);
    expect(labelled.map((each) => each.ref.id)).toContain(ref.id);
    expect(labelled.map((each) => each.ref.id)).not.toContain(other.id);
    expect(labelled.find((each) => each.ref.id === ref.id)).toMatchObject({ ref, by: { login: bench().engine } });
    const all = await bench().tickets.labelled('isms', long);
    expect(all.map((each) => each.updated)).toEqual(all.map((each) => each.updated).sort());
    await bench().pass(3000);
    const from = bench().now();
    expect(await bench().tickets.labelled('isms-incident', from)).toEqual([]);
    await bench().people.comment(people.sam, ref, 'more of it');
    expect((await bench().tickets.labelled('isms-incident', from)).map((each) => each.ref.id)).toEqual([ref.id]);
  });

  check('a stray ticket is closed with a pointer, once', async () => {
    const stray = (await bench().tickets.ensure(draftOf())).ref;
    const successor = (await bench().tickets.ensure(draftOf())).ref;
    await bench().tickets.retire(stray, successor);
    await bench().tickets.retire(stray, successor);
    const { category, comments } = wholeOf(await bench().tickets.read(stray));
    expect(category).toBe('dropped');
    expect(comments).toHaveLength(1);
  });

  check(
    `${MANY} tickets and comments on small pages are all seen`,
    async () => {
      const small = await setup({ pageSize: 30 });
      try {
        const drafts = Array.from({ length: MANY }, () => draftOf());
        const firstTried = small.now();
        const refs = [];
        for (const draft of drafts) refs.push((await small.tickets.ensure(draft)).ref);
        expect(new Set((await small.tickets.changedSince(firstTried)).map((bell) => bell.ticket.id)).size).toBe(MANY);
        const [first] = drafts;
        const [ref] = refs;
        if (first === undefined || ref === undefined) throw new Error('no drafts');
        expect((await small.tickets.ensure({ ...first, firstTried })).ref).toEqual(ref);
        for (let n = 0; n < 65; n++) await small.people.comment(people.sam, ref, `comment ${n}`);
        const { comments } = wholeOf(await small.tickets.read(ref));
        expect(comments.map((c) => c.text)).toEqual(Array.from({ length: 65 }, (_, n) => `comment ${n}`));
      } finally {
        await small.close();
      }
    },
    'small-pages',
  );
}
