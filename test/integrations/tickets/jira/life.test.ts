import { describe, expect, it } from '@jest/globals';
import { people } from '../../../contract/bench.ts';
import { wholeOf } from '../../../contract/cases.ts';
import { draftOf, progressed } from '../../../contract/draft.ts';
import { openSite } from './site.ts';

describe("a task's life", () => {
  it('from its opening over its submission to its verification costs at most 12 calls and 8 writes', async () => {
    const site = await openSite();
    const { tickets, sandbox, clock } = site;
    await tickets.ensure(draftOf());
    await tickets.changedSince(site.now());
    site.calls();
    site.written();

    const draft = draftOf({ due: '2027-04-16' });
    const { ref } = await tickets.ensure(draft);
    expect(site.calls()).toBe(3);

    clock.at += 60_000;
    sandbox.act.attach(people.sam, ...site.place(ref), 'export.csv', Buffer.from('a,b'), 'Here it is');
    sandbox.act.close(people.sam, ...site.place(ref), 'completed');
    const [comment] = wholeOf(await tickets.read(ref)).comments;
    const url = comment?.attachments[0]?.url ?? '';
    expect((await tickets.attachment(ref, url))?.bytes.toString()).toBe('a,b');
    const submitted = { ...progressed(draft), category: 'done' as const, justRead: true as const };
    await tickets.ensure(submitted, ref);
    await tickets.comment(ref, 'k/verify', [[{ mention: people.mara }, ' Sam handed this in. Is it right?']], false);
    expect(site.calls()).toBe(4);

    clock.at += 60_000;
    sandbox.act.comment(people.mara, ...site.place(ref), '!accept');
    const { updated, comments } = wholeOf(await tickets.read(ref));
    expect(comments.map(({ key, text }) => key ?? text)).toEqual([`Here it is\n${url}`, 'k/verify', '!accept']);
    await tickets.ensure(
      { ...draft, block: draft.block.slice(0, 2), lastWritten: submitted.block, category: 'done', justRead: true },
      ref,
    );
    await tickets.comment(ref, 'k/verified', [['Verified by Mara Lindt.']], false);
    expect(site.calls()).toBe(3);

    expect(site.written().map(({ kind }) => kind)).toEqual(['create', 'edit', 'comment', 'edit', 'comment']);
    expect(updated < site.now()).toBe(true);
  });

  it('rewrites block, labels, date, grade, and assignee in one edit, and sends nothing twice', async () => {
    const site = await openSite();
    const { tickets } = site;
    const draft = draftOf({ due: '2027-04-16', grade: 'minor' });
    const { ref } = await tickets.ensure(draft);
    const [holder] = wholeOf(await tickets.read(ref)).assignees;
    site.written();
    site.calls();
    const next = {
      ...progressed(draft),
      justRead: true as const,
      over: [holder?.id ?? ''],
      due: '2027-04-23',
      grade: 'major' as const,
      labels: ['isms', 'isms/major'],
      assignee: people.mara,
    };
    const { updated, writes } = await tickets.ensure(next, ref);
    expect([writes, site.written().length, site.calls()]).toEqual([1, 1, 1]);
    const { history, updatedAt, watchers } = site.issue(ref);
    expect(
      history
        .at(-1)
        ?.items.map(({ field }) => field)
        .sort(),
    ).toEqual(['assignee', 'description', 'duedate', 'labels', 'priority']);
    expect(Date.parse(updated)).toBe(updatedAt);
    expect(watchers.size).toBeGreaterThan(0);
    await tickets.ensure({ ...next, lastWritten: next.block }, ref);
    expect(site.written()).toEqual([]);
  });

  it('keeps its text where that is asked for, and has its title, labels, dates, and state', async () => {
    const site = await openSite();
    const draft = draftOf({ due: '2027-04-16' });
    const { ref } = await site.tickets.ensure(draft);
    const text = JSON.stringify(site.issue(ref).description);
    const next = { ...progressed(draft), title: 'Renamed', labels: ['isms', 'isms/major'], due: '2027-04-23' };
    const kept = { ...next, category: 'done' as const, keepBlock: true as const };
    const { rewritten } = await site.tickets.ensure(kept, ref);
    const { summary, description, labels, dueDate } = site.issue(ref);
    expect([rewritten, summary, dueDate, JSON.stringify(description)]).toEqual([false, 'Renamed', next.due, text]);
    expect(labels).toContain('isms/major');
    expect(wholeOf(await site.tickets.read(ref)).category).toBe('done');
    expect(await site.tickets.ensure(kept, ref)).toMatchObject({ writes: 0, rewritten: false });
  });

  it('shows a due date that somebody cleared as empty, and gets it back', async () => {
    const site = await openSite();
    const draft = draftOf({ due: '2027-04-16' });
    const { ref } = await site.tickets.ensure(draft);
    site.issue(ref).dueDate = null;
    expect(wholeOf(await site.tickets.read(ref)).due).toBeNull();
    await site.tickets.ensure({ ...draft, lastWritten: draft.block }, ref);
    expect(site.issue(ref).dueDate).toBe('2027-04-16');
  });

  it('is written on top of what was just read, and read again where that was a while ago', async () => {
    const site = await openSite();
    const { tickets, sandbox, clock } = site;
    const draft = draftOf();
    const { ref } = await tickets.ensure(draft);
    for (const [ago, calls] of [
      [4_999, 1],
      [5_000, 2],
    ] as const) {
      await tickets.read(ref);
      clock.at += ago;
      sandbox.act.label(people.sam, ...site.place(ref), `seen-after-${ago}`);
      site.calls();
      await tickets.ensure({ ...draft, title: `Written after ${ago} ms`, justRead: true }, ref);
      expect([site.issue(ref).summary, site.calls()]).toEqual([`Written after ${ago} ms`, calls]);
    }
    expect(site.issue(ref).labels).toContain('seen-after-5000');
  });

  it('says nothing of what came after its answer, nor before what it shows', async () => {
    const site = await openSite();
    site.clock.at += 750;
    const { ref } = await site.tickets.ensure(draftOf());
    const { asOf, createdAt } = wholeOf(await site.tickets.read(ref));
    expect([createdAt, asOf]).toEqual([site.now(), site.now()]);
    site.clock.at += 5000;
    expect(wholeOf(await site.tickets.read(ref)).asOf).toBe('2027-04-12T07:00:05.000Z');
  });

  it('asks for the keys of its comments once only, where another process wrote them', async () => {
    const site = await openSite();
    const { ref } = await site.tickets.ensure(draftOf());
    await site.tickets.comment(ref, 'k/1', [['One']], false);
    const other = site.another();
    await other.check();
    site.calls();
    const keys = async () => wholeOf(await other.read(ref)).comments.map(({ key }) => key);
    expect([await keys(), site.calls()]).toEqual([['k/1'], 2]);
    expect([await keys(), site.calls()]).toEqual([['k/1'], 1]);
    await site.tickets.comment(ref, 'k/2', [['Two']], false);
    site.calls();
    expect([await keys(), site.calls()]).toEqual([['k/1', 'k/2'], 2]);
  });
});
