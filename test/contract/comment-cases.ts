import { expect } from '@jest/globals';
import { people } from './bench.ts';
import { type Cases, faultOf, wholeOf } from './cases.ts';
import { draftOf } from './draft.ts';

export function commentCases({ bench, check }: Cases): void {
  const open = async () => (await bench().tickets.ensure(draftOf())).ref;

  check('writes a comment once per key, also when the answer was lost', async () => {
    const ref = await open();
    const words = [['This is due on Friday.'], ['Still missing: ', { strong: 'removals' }]];
    bench().faults.loseNextAnswer();
    expect(await faultOf(bench().tickets.comment(ref, 'k1/1/remind/1', words, false))).toEqual({ kind: 'unreachable' });
    const again = await bench().tickets.comment(ref, 'k1/1/remind/1', words, true);
    await bench().tickets.comment(ref, 'k1/1/remind/2', words, true);
    const { comments } = wholeOf(await bench().tickets.read(ref));
    expect(comments.map((c) => c.key)).toEqual(['k1/1/remind/1', 'k1/1/remind/2']);
    expect(comments[0]).toMatchObject({ id: again.id, at: again.at, author: { login: bench().engine } });
    expect(comments[0]?.text).toContain('This is due on Friday.');
  });

  check("a key in somebody else's comment is nothing", async () => {
    const ref = await open();
    await bench().people.comment(people.stranger, ref, bench().people.markedComment('hello', 'k2'));
    await bench().tickets.comment(ref, 'k2', [['The real one']], true);
    const { comments } = wholeOf(await bench().tickets.read(ref));
    expect(comments.map((c) => [c.author.login, c.key])).toEqual([
      [people.stranger, undefined],
      [bench().engine, 'k2'],
    ]);
  });

  check('quotations and code are not what somebody says', async () => {
    const ref = await open();
    const text = bench().people.formatted({ own: 'all removed, @mara', code: '/approve', quote: '/accept' });
    await bench().people.comment(people.sam, ref, text);
    const [comment] = wholeOf(await bench().tickets.read(ref)).comments;
    expect(comment?.text).toContain('all removed, @mara');
    expect(comment?.text).not.toContain('approve');
    expect(comment?.text).not.toContain('accept');
  });

  check('lines stay lines', async () => {
    const ref = await open();
    await bench().people.comment(people.sam, ref, 'Here it is.\n/evidence export none needed\n\nRegards');
    const [comment] = wholeOf(await bench().tickets.read(ref)).comments;
    expect(comment?.text.split('\n')).toEqual(['Here it is.', '/evidence export none needed', 'Regards']);
    expect(comment).toMatchObject({ edited: false, attachments: [], author: { login: people.sam } });
  });

  check('an edited comment says so, and when', async () => {
    const ref = await open();
    const id = await bench().people.comment(people.sam, ref, 'fine');
    const before = wholeOf(await bench().tickets.read(ref)).comments[0];
    expect(before).not.toHaveProperty('editedAt');
    await bench().pass(2000);
    await bench().people.editComment(people.sam, ref, id, '/approve');
    const [comment] = wholeOf(await bench().tickets.read(ref)).comments;
    expect(comment).toMatchObject({ id, at: before?.at, edited: true, text: '/approve' });
    expect((comment?.editedAt ?? '') > (before?.at ?? '')).toBe(true);
  });

  check('links are attachments and stay in the text as addresses', async () => {
    const ref = await open();
    const url = 'https://files.example.com/aws-users_0412.csv';
    await bench().people.comment(people.sam, ref, `/evidence export ${url}`);
    const [comment] = wholeOf(await bench().tickets.read(ref)).comments;
    expect(comment?.text).toBe(`/evidence export ${url}`);
    expect(comment?.attachments).toEqual([{ name: 'aws-users_0412.csv', url }]);
    expect(await bench().tickets.attachment(ref, url)).toBeUndefined();
  });

  check(
    'a file on the own host is handed over byte for byte',
    async () => {
      const ref = await open();
      const bytes = Buffer.from([0, 255, 10, 13, 128, 37]);
      const url = await bench().people.keepFile(ref, 'export.bin', bytes);
      await bench().people.comment(people.sam, ref, `here: ${url}`);
      const [comment] = wholeOf(await bench().tickets.read(ref)).comments;
      expect(comment?.attachments[0]).toMatchObject({ name: 'export.bin', url, id: expect.any(String) });
      expect((await bench().tickets.attachment(ref, url))?.bytes).toEqual(bytes);
      expect(await bench().tickets.attachment(ref, `${url}.missing`)).toBeUndefined();
    },
    'attachment-bytes',
  );

  check(
    'a file dragged into a comment counts, and is kept where it has an id',
    async () => {
      const ref = await open();
      const bytes = Buffer.from('a,b');
      const url = await bench().people.dragFile(ref, 'removals.csv', bytes);
      const { comments } = wholeOf(await bench().tickets.read(ref));
      expect(comments).toMatchObject([{ author: { login: people.sam }, attachments: [{ name: 'removals.csv', url }] }]);
      const isKept = comments[0]?.attachments[0]?.id !== undefined;
      expect((await bench().tickets.attachment(ref, url))?.bytes).toEqual(isKept ? bytes : undefined);
    },
    'dragged-files',
  );

  check(
    'a file put on the ticket without a word counts as said by whoever put it there',
    async () => {
      const ref = await open();
      const bytes = Buffer.from('a,b');
      const url = await bench().people.pinFile(ref, 'removals.csv', bytes);
      const { comments } = wholeOf(await bench().tickets.read(ref));
      expect(comments).toMatchObject([{ author: { login: people.sam }, text: '', edited: false }]);
      expect(comments[0]?.attachments).toEqual([{ id: expect.any(String), name: 'removals.csv', url }]);
      expect((await bench().tickets.attachment(ref, url))?.bytes).toEqual(bytes);
    },
    'pinned-files',
  );

  check(
    'a heard comment shows it, and hearing it twice changes nothing',
    async () => {
      const draft = draftOf();
      const { ref } = await bench().tickets.ensure(draft);
      const id = await bench().people.comment(people.sam, ref, '/done');
      expect(await bench().people.isHeard(ref, id)).toBe(false);
      await bench().tickets.ensure({ ...draft, heard: [id] }, ref);
      await bench().tickets.ensure({ ...draft, heard: [id] }, ref);
      expect(await bench().people.isHeard(ref, id)).toBe(true);
      const [comment] = wholeOf(await bench().tickets.read(ref)).comments;
      expect(comment?.edited).toBe(false);
    },
    'reactions',
  );
}
