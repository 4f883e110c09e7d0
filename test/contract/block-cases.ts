import { expect } from '@jest/globals';
import { people } from './bench.ts';
import { type Cases, faultOf, wholeOf } from './cases.ts';
import { draftOf, progressed } from './draft.ts';

export function blockCases({ bench, check }: Cases): void {
  const open = async () => {
    const draft = draftOf();
    return { draft, ref: (await bench().tickets.ensure(draft)).ref };
  };

  check('rewrites the block in one write, and leaves the text below it alone', async () => {
    const { draft, ref } = await open();
    await bench().people.typeBelow(people.sam, ref, 'My notes:\n\n  * two  spaces  kept  \n');
    const { below } = await bench().people.textOf(ref);
    const before = bench().writes();
    const { rewritten } = await bench().tickets.ensure(progressed({ ...draft, title: 'Renamed' }), ref);
    expect([rewritten, bench().writes() - before]).toEqual([true, 1]);
    const after = await bench().people.textOf(ref);
    expect(after.below).toBe(below);
    expect(after.block).toContain('users.csv');
    expect(wholeOf(await bench().tickets.read(ref))).toMatchObject({
      title: 'Renamed',
      fence: 'intact',
    });
  });

  check('text typed inside the block is moved below it, once', async () => {
    const { draft, ref } = await open();
    await bench().people.typeInside(people.sam, ref, 'I asked Jonas about this');
    await bench().people.typeBelow(people.sam, ref, 'older notes');
    expect(wholeOf(await bench().tickets.read(ref)).fence).toBe('altered');
    const next = progressed(draft);
    await bench().tickets.ensure(next, ref);
    const { block, below } = await bench().people.textOf(ref);
    expect(block).not.toContain('Jonas');
    expect(below.split('I asked Jonas about this')).toHaveLength(2);
    expect(below).toContain('older notes');
    expect(below).not.toContain('Remove what must go');
    const before = bench().writes();
    await bench().tickets.ensure({ ...next, lastWritten: next.block }, ref);
    expect(bench().writes()).toBe(before);
  });

  check('without its end marker the text is left alone, and all else is written', async () => {
    const { draft, ref } = await open();
    await bench().people.breakFence(people.sam, ref);
    expect(wholeOf(await bench().tickets.read(ref)).fence).toBe('missing');
    const text = await bench().people.textOf(ref);
    const work = bench().tickets.ensure(progressed({ ...draft, category: 'done' }), ref);
    expect(await faultOf(work)).toEqual({ kind: 'refused', fields: ['fence'] });
    expect(await bench().people.textOf(ref)).toEqual(text);
    expect(wholeOf(await bench().tickets.read(ref)).category).toBe('done');
  });

  check('a ticket without end marker is taken over where that is asked for, and keeps what people wrote', async () => {
    const { draft, ref } = await open();
    await bench().people.typeInside(people.sam, ref, 'I asked Jonas about this');
    await bench().people.breakFence(people.sam, ref);
    const next = { ...progressed(draft), key: `${draft.key}x` };
    await bench().tickets.ensure({ ...next, takeOver: true }, ref);
    expect(wholeOf(await bench().tickets.read(ref)).fence).toBe('intact');
    const { block, below } = await bench().people.textOf(ref);
    expect(block).toContain('users.csv');
    expect(block).not.toContain('Jonas');
    expect(below.split('I asked Jonas about this')).toHaveLength(2);
    const listed = await bench().tickets.changedSince('2020-01-01T00:00:00.000Z');
    expect(listed.find((each) => each.ticket.id === ref.id)?.key).toBe(next.key);
    const before = bench().writes();
    await bench().tickets.ensure({ ...next, lastWritten: next.block }, ref);
    expect(bench().writes()).toBe(before);
  });

  check('what was read before is written upon only by whoever says that it decided on that', async () => {
    const { draft, ref } = await open();
    await bench().tickets.read(ref);
    await bench().people.close(people.sam, ref, 'done');
    await bench().tickets.ensure(draft, ref);
    expect(wholeOf(await bench().tickets.read(ref)).category).toBe('open');
  });

  check('keeps the block where that is asked for, and has all else as drafted', async () => {
    const { draft, ref } = await open();
    const { block } = await bench().people.textOf(ref);
    const next = { ...progressed(draft), title: 'Renamed', labels: ['isms', 'isms/major'], category: 'done' as const };
    const { rewritten } = await bench().tickets.ensure({ ...next, keepBlock: true }, ref);
    expect([rewritten, (await bench().people.textOf(ref)).block]).toEqual([false, block]);
    const ticket = wholeOf(await bench().tickets.read(ref));
    expect(ticket).toMatchObject({ title: 'Renamed', category: 'done', fence: 'intact' });
    expect([...ticket.labels].sort()).toEqual(['isms', 'isms/major']);
  });

  check("people's labels stay, and the engine's own are put back", async () => {
    const { draft, ref } = await open();
    await bench().people.label(people.sam, ref, 'urgent');
    await bench().tickets.ensure({ ...draft, labels: ['isms', 'isms/nc'] }, ref);
    expect([...wholeOf(await bench().tickets.read(ref)).labels].sort()).toEqual(['isms', 'isms/nc', 'urgent']);
  });

  check(
    'an assignee takes an empty place, or that of whom the draft names, and nobody else loses the ticket',
    async () => {
      const { assignee: _, ...nobody } = draftOf();
      const assignee = people.sam;
      const { ref } = await bench().tickets.ensure(nobody);
      const holders = async () => wholeOf(await bench().tickets.read(ref)).assignees;
      await bench().tickets.ensure({ ...nobody, assignee }, ref);
      expect(await holders()).toMatchObject([{ login: people.sam }]);
      await bench().people.assign(people.mara, ref, people.mara);
      for (const draft of [nobody, { ...nobody, assignee }]) await bench().tickets.ensure(draft, ref);
      const [mara] = await holders();
      expect(mara?.login).toBe(people.mara);
      await bench().tickets.ensure({ ...nobody, assignee, over: [mara?.id ?? ''] }, ref);
      expect(await holders()).toMatchObject([{ login: people.sam }]);
    },
  );

  check('each category is reached from each other', async () => {
    const { draft, ref } = await open();
    for (const category of ['done', 'dropped', 'open', 'dropped', 'done', 'open'] as const) {
      await bench().tickets.ensure({ ...draft, category }, ref);
      expect(wholeOf(await bench().tickets.read(ref)).category).toBe(category);
    }
  });

  check("people's words in the block call nobody and stay on their line", async () => {
    const nasty = 'see @mara, fixes #1\n\n## `code` <b>x</b>';
    const draft = draftOf({ block: [{ kind: 'paragraph', text: ['Reason: ', { quoted: nasty }] }] });
    const { ref } = await bench().tickets.ensure(draft);
    const { block } = await bench().people.textOf(ref);
    expect(block.trim().split('\n')).toHaveLength(1);
    expect(block).toContain('Reason: ');
    expect(await bench().people.called(ref)).toEqual([]);
    expect(wholeOf(await bench().tickets.read(ref)).fence).toBe('intact');
  });

  check(
    'a gone ticket cannot be written',
    async () => {
      const { draft, ref } = await open();
      await bench().people.remove(ref);
      expect(await faultOf(bench().tickets.ensure(draft, ref))).toEqual({ kind: 'gone' });
      expect(await faultOf(bench().tickets.comment(ref, 'k', [['x']], false))).toEqual({ kind: 'gone' });
    },
    'removal',
  );
}
