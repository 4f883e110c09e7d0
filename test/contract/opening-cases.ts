import { expect } from '@jest/globals';
import { people } from './bench.ts';
import { type Cases, errorOf, faultOf, wholeOf } from './cases.ts';
import { draftOf } from './draft.ts';

export function openingCases({ bench, check }: Cases): void {
  const count = async (title: string) => (await bench().people.titles()).filter((t) => t === title).length;

  check('opens a ticket as drafted', async () => {
    const draft = draftOf();
    const { ref, created, at } = await bench().tickets.ensure(draft);
    expect(created).toBe(true);
    const ticket = wholeOf(await bench().tickets.read(ref));
    expect(ticket).toMatchObject({ ref, title: draft.title, category: 'open', fence: 'intact', createdAt: at });
    expect([...ticket.labels].sort()).toEqual(['isms', 'isms/review']);
    expect(ticket.assignees.map((a) => a.login)).toEqual([people.sam]);
    expect(ref.tracker).toBe(bench().tickets.id);
  });

  check('opens a ticket in three calls at most once the engine knows its own account', async () => {
    await bench().tickets.ensure(draftOf());
    const before = bench().calls();
    await bench().tickets.ensure(draftOf());
    expect(bench().calls() - before).toBeLessThanOrEqual(3);
  });

  check('the same draft again finds the ticket and writes nothing', async () => {
    const draft = draftOf();
    const first = await bench().tickets.ensure(draft);
    const before = bench().writes();
    const again = await bench().tickets.ensure(draft);
    expect(again).toEqual({ ...first, created: false, writes: 0 });
    expect((await bench().tickets.ensure(draft, first.ref)).ref).toEqual(first.ref);
    expect(bench().writes()).toBe(before);
    expect(await count(draft.title)).toBe(1);
  });

  check('says how many of its calls wrote something', async () => {
    const before = bench().writes();
    const draft = draftOf();
    const { ref, writes: opened, ...first } = await bench().tickets.ensure(draft);
    const { writes: edited } = await bench().tickets.ensure({ ...draft, title: 'Another title' }, ref);
    expect(first.rewritten).toBe(false);
    const { writes: said } = await bench().tickets.comment(ref, 'k9', [['A word']], false);
    const { writes: saidBefore } = await bench().tickets.comment(ref, 'k9', [['A word']], true);
    expect([opened, edited, said, saidBefore]).toEqual([1, 1, 1, 0]);
    expect(bench().writes() - before).toBe(3);
  });

  check('a lost answer is unreachable, and the next attempt finds what was written', async () => {
    const draft = draftOf();
    const firstTried = bench().now();
    bench().faults.loseNextAnswer();
    expect(await faultOf(bench().tickets.ensure(draft))).toEqual({ kind: 'unreachable' });
    expect((await bench().tickets.ensure({ ...draft, firstTried })).created).toBe(false);
    expect(await count(draft.title)).toBe(1);
  });

  check('while lists lag the outcome is uncertain, and nothing is opened twice', async () => {
    const draft = draftOf();
    const firstTried = bench().now();
    bench().faults.lagLists();
    bench().faults.loseNextAnswer();
    expect(await faultOf(bench().tickets.ensure(draft))).toEqual({ kind: 'unreachable' });
    expect(await faultOf(bench().tickets.ensure({ ...draft, firstTried }))).toEqual({ kind: 'uncertain' });
    bench().faults.heal();
    expect((await bench().tickets.ensure({ ...draft, firstTried })).created).toBe(false);
    expect(await count(draft.title)).toBe(1);
  });

  check('what cannot be taken back is not sent once its time is over, and the time is asked right before', async () => {
    const draft = draftOf();
    const [over, left] = [bench().now(), new Date(Date.parse(bench().now()) + 60_000).toISOString()];
    expect(await faultOf(bench().tickets.ensure(draft, undefined, () => over))).toEqual({ kind: 'unreachable' });
    expect(await count(draft.title)).toBe(0);
    const asked: number[] = [];
    const until = () => {
      asked.push(bench().calls());
      return left;
    };
    const before = bench().calls();
    const { ref, created } = await bench().tickets.ensure(draft, undefined, until);
    expect([created, asked]).toEqual([true, [before + 1]]);
    const writes = bench().writes();
    const said = bench().tickets.comment(ref, 'k8', [['A word']], true, () => over);
    expect([await faultOf(said), bench().writes() - writes]).toEqual([{ kind: 'unreachable' }, 0]);
    expect((await bench().tickets.comment(ref, 'k8', [['A word']], true, until)).writes).toBe(1);
  });

  check('a ticket that was handed over before its opening was heard of stays with whoever has it', async () => {
    const draft = draftOf();
    const firstTried = bench().now();
    bench().faults.loseNextAnswer();
    expect(await faultOf(bench().tickets.ensure(draft))).toEqual({ kind: 'unreachable' });
    const listed = await bench().tickets.changedSince(firstTried);
    const ref = listed.find((ticket) => ticket.key === draft.key)?.ref;
    if (!ref) throw new Error(`${draft.key} was not listed`);
    await bench().people.assign(people.sam, ref, people.mara);
    expect((await bench().tickets.ensure({ ...draft, firstTried })).created).toBe(false);
    expect(wholeOf(await bench().tickets.read(ref)).assignees.map((a) => a.login)).toEqual([people.mara]);
  });

  check('an attempt that never reached the tracker is made up for once it has settled', async () => {
    const draft = draftOf();
    const firstTried = bench().now();
    expect(await faultOf(bench().tickets.ensure({ ...draft, firstTried }))).toEqual({ kind: 'uncertain' });
    await bench().pass(120_000);
    const lastTried = bench().now();
    expect(await faultOf(bench().tickets.ensure({ ...draft, firstTried, lastTried }))).toEqual({ kind: 'uncertain' });
    expect((await bench().tickets.ensure({ ...draft, firstTried })).created).toBe(true);
    expect(await count(draft.title)).toBe(1);
  });

  check("a stranger's copy of the marks is not taken for the ticket", async () => {
    const draft = draftOf();
    const { ref } = await bench().tickets.ensure(draft);
    await bench().people.copy(people.stranger, ref);
    expect((await bench().tickets.ensure({ ...draft, firstTried: bench().now() })).ref).toEqual(ref);
    const other = draftOf();
    const first = await bench().tickets.ensure(other);
    await bench().people.copy(people.stranger, first.ref);
    expect((await bench().tickets.ensure(other)).ref).toEqual(first.ref);
  });

  check('labels that the tracker drops without a word are refused, and the ticket that is there is named', async () => {
    const draft = draftOf();
    bench().faults.dropLabels();
    const error = await errorOf(bench().tickets.ensure(draft));
    expect(error?.fault).toEqual({ kind: 'refused', fields: ['labels'] });
    bench().faults.heal();
    const { ref, created, at } = await bench().tickets.ensure(draft, error?.opened?.ref);
    expect([created, { ref, at }]).toEqual([false, error?.opened]);
    expect([...wholeOf(await bench().tickets.read(ref)).labels].sort()).toEqual(['isms', 'isms/review']);
    expect(await count(draft.title)).toBe(1);
  });

  check('an assignee whom the tracker does not take is refused, and no second ticket comes of it', async () => {
    const draft = draftOf({ assignee: 'nobody-here' });
    expect(await faultOf(bench().tickets.ensure(draft))).toMatchObject({ kind: 'refused' });
    expect(await faultOf(bench().tickets.ensure(draft))).toMatchObject({ kind: 'refused' });
    expect(await count(draft.title)).toBeLessThanOrEqual(1);
  });

  check(
    'a due date stands in its own field',
    async () => {
      const { ref } = await bench().tickets.ensure(draftOf({ due: '2027-04-16' }));
      expect(wholeOf(await bench().tickets.read(ref)).due).toBe('2027-04-16');
    },
    'due-date',
  );

  check(
    'without a due date its field reads as empty, unlike none',
    async () => {
      const { ref } = await bench().tickets.ensure(draftOf());
      expect(wholeOf(await bench().tickets.read(ref)).due).toBeNull();
    },
    'due-date',
  );

  check(
    'a due date stays where the draft says nothing of it, and is taken out where there is none any more',
    async () => {
      const draft = draftOf();
      const { ref } = await bench().tickets.ensure({ ...draft, due: '2027-04-16' });
      await bench().tickets.ensure(draft, ref);
      expect(wholeOf(await bench().tickets.read(ref)).due).toBe('2027-04-16');
      await bench().tickets.ensure({ ...draft, due: null }, ref);
      expect(wholeOf(await bench().tickets.read(ref)).due).toBeNull();
    },
    'due-date',
  );

  check(
    'a grade shows beside the text, goes up with the draft, and is taken out with it',
    async () => {
      const draft = draftOf({ grade: 'minor' });
      const { ref } = await bench().tickets.ensure(draft);
      expect((await bench().people.partsOf(ref)).grade).toBe('minor');
      await bench().tickets.ensure({ ...draft, grade: 'major' }, ref);
      expect((await bench().people.partsOf(ref)).grade).toBe('major');
      await bench().tickets.ensure({ ...draft, grade: null }, ref);
      expect((await bench().people.partsOf(ref)).grade).toBeUndefined();
    },
    'grade',
  );

  check(
    'a ticket is shown as a part of its parent, and not of a ticket elsewhere or one that takes no parts',
    async () => {
      const parent = (await bench().tickets.ensure(draftOf())).ref;
      const draft = draftOf({ parent });
      const part = (await bench().tickets.ensure(draft)).ref;
      expect((await bench().people.partsOf(part)).parent).toBe(parent.id);
      const before = bench().writes();
      await bench().tickets.ensure(draft, part);
      expect(bench().writes()).toBe(before);
      for (const wrong of [{ ...parent, tracker: 'another' }, part]) {
        const { ref, created } = await bench().tickets.ensure(draftOf({ parent: wrong }));
        expect([created, (await bench().people.partsOf(ref)).parent]).toEqual([true, undefined]);
      }
    },
    'parent',
  );

  check('faults are told apart', async () => {
    const draft = draftOf();
    bench().faults.down();
    expect(await faultOf(bench().tickets.ensure(draft))).toEqual({ kind: 'unreachable' });
    bench().faults.heal();
    bench().faults.refuseToken();
    expect(await faultOf(bench().tickets.ensure(draft))).toEqual({ kind: 'unauthorised' });
    bench().faults.heal();
    bench().faults.limit();
    expect(await faultOf(bench().tickets.ensure(draft))).toMatchObject({ kind: 'rate-limited' });
    bench().faults.heal();
    expect(await count(draft.title)).toBe(0);
  });

  check('a ticket that the account may not touch is out of reach, and no other one is', async () => {
    const [draft, other] = [draftOf(), draftOf()];
    const [{ ref }, { ref: open }] = [await bench().tickets.ensure(draft), await bench().tickets.ensure(other)];
    bench().faults.forbid(ref);
    const outOfReach = { kind: 'refused', fields: ['access'] };
    expect(await faultOf(bench().tickets.comment(ref, 'k/1', [['x']], false))).toEqual(outOfReach);
    expect(await faultOf(bench().tickets.ensure({ ...draft, category: 'done' }, ref))).toEqual(outOfReach);
    expect(await faultOf(bench().tickets.read(ref))).toEqual(outOfReach);
    expect(await faultOf(bench().tickets.comment(open, 'k/2', [['x']], false))).toBeUndefined();
    bench().faults.heal();
    expect(await faultOf(bench().tickets.comment(ref, 'k/1', [['x']], true))).toBeUndefined();
  });
}
