import { describe, expect, it } from '@jest/globals';
import { people } from '../../../contract/bench.ts';
import { errorOf, faultOf, wholeOf } from '../../../contract/cases.ts';
import { draftOf, progressed } from '../../../contract/draft.ts';
import { elsewhere, priority } from '../../../contract/jira-site.ts';
import { openSite, type Site } from './site.ts';

/** A call as somebody else, past the pages. */
async function as(site: Site, login: string, method: string, path: string, body: unknown): Promise<number> {
  const person = site.sandbox.store.people.find((each) => each.login === login);
  if (person === undefined) throw new Error(`nobody is called ${login}`);
  Object.assign(person, { token: `${login}-token` });
  const headers = { authorization: `Bearer ${login}-token`, 'content-type': 'application/json' };
  const answer = await fetch(`${site.sandbox.jiraUrl}/rest/api/3${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  return answer.status;
}

const words = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'hello' }] }] };

describe('an issue', () => {
  it('is opened with its fields, its date, its key and its everyday priority in one call', async () => {
    const site = await openSite('strict');
    const draft = draftOf({ due: '2027-04-16' });
    const { ref } = await site.tickets.ensure(draft);
    const { properties, labels, dueDate, priority: has, custom, creator } = site.issue(ref);
    expect(properties.get('dutybound')).toMatchObject({ key: draft.key, display: draft.display, home: 'ISMS' });
    expect(labels).toEqual([`dutybound-${draft.key}`, 'isms', 'isms/review']);
    expect([dueDate, has.id, creator.login]).toEqual(['2027-04-16', priority.task, people.engine]);
    expect([...custom.keys()].sort()).toEqual([10417, 10418, 10419, 10420, 10421].map((id) => `customfield_${id}`));
    expect(ref).toEqual({
      tracker: 'jira',
      id: ref.id,
      number: 'ISMS-1',
      url: `${site.sandbox.jiraUrl}/browse/ISMS-1`,
    });
    expect(wholeOf(await site.tickets.read(ref)).labels).toEqual(['isms', 'isms/review']);
    expect(site.written().map(({ kind }) => kind)).toEqual(['create']);
  });

  it('that is for nobody who has an account there is nobody’s, whomever the project assigns by itself', async () => {
    const site = await openSite();
    const [project] = site.sandbox.site.projects;
    const lead = site.sandbox.store.people.find(({ login }) => login === people.mara);
    Object.assign(project ?? {}, { usualAssignee: lead });
    const { assignee: _, ...draft } = draftOf();
    const { ref } = await site.tickets.ensure(draft);
    expect(wholeOf(await site.tickets.read(ref)).assignees).toEqual([]);
  });

  it('that is for somebody who left is opened all the same, for nobody, and the field is named', async () => {
    const site = await openSite();
    const sam = site.sandbox.store.people.find(({ login }) => login === people.sam);
    Object.assign(sam ?? {}, { isInactive: true });
    const draft = draftOf();
    const error = await errorOf(site.tickets.ensure(draft));
    expect(error?.fault).toEqual({ kind: 'refused', fields: ['assignee'] });
    expect(error?.message).toContain('cannot be assigned issues');
    const ref = error?.opened?.ref;
    if (ref === undefined) throw new Error('no ticket was named');
    expect([site.issue(ref).summary, site.issue(ref).assignee]).toEqual([draft.title, null]);
    expect((await site.tickets.ensure({ ...draft, assignee: people.mara })).created).toBe(false);
    expect(wholeOf(await site.tickets.read(ref)).assignees.map(({ id }) => id)).toEqual([people.mara]);
  });

  it('counts as tried where the site asks for less once it was created: nobody may create it again unseen', async () => {
    const site = await openSite();
    site.sandbox.faults.add({ kind: 'too-many-requests', method: 'GET', path: '/issue/', times: 1 });
    const draft = draftOf();
    expect(await faultOf(site.tickets.ensure(draft))).toEqual({ kind: 'unreachable' });
    expect((await site.tickets.ensure(draft)).created).toBe(false);
  });

  it('of somebody else under the id of a ticket, as at another site, is neither read nor written', async () => {
    const site = await openSite();
    const title = 'somebody else’s';
    const { id, number } = site.sandbox.act.createIssue(people.sam, 'ISMS', { title, body: 'hello' });
    const ref = {
      tracker: 'jira',
      id: String(id),
      number: `ISMS-${number}`,
      url: 'https://elsewhere.example/browse/ISMS-1',
    };
    expect(await site.tickets.read(ref)).toMatchObject({ gone: 'hidden' });
    const error = await errorOf(site.tickets.ensure({ ...draftOf(), takeOver: true }, ref));
    expect(error?.fault).toEqual({ kind: 'gone' });
    expect([site.issue(ref).summary, site.issue(ref).labels]).toEqual([title, []]);
    site.issue(ref).properties.set('dutybound', { key: 'k', display: 'AR-7K2', hash: '', home: 'ISMS' });
    expect(wholeOf(await site.tickets.read(ref)).title).toBe(title);
  });

  it('whose project demands a field that nobody configured is refused by its name', async () => {
    const site = await openSite('strict', { fields: {} });
    const error = await errorOf(site.tickets.ensure(draftOf()));
    expect(error?.fault).toEqual({ kind: 'refused', fields: ['customfield_10417'] });
    expect(error?.message).toContain('Cost centre is required');
  });

  it('is not even sent with a value that its field does not take', async () => {
    const site = await openSite('strict', { fields: { customfield_10417: '4100' } });
    const error = await errorOf(site.tickets.ensure(draftOf()));
    expect(error?.fault).toEqual({ kind: 'refused', fields: ['customfield_10417'] });
    expect(error?.message).toContain(
      '"Cost centre" (trackers.jira.fields.customfield_10417): 4100 is not among its values; allowed: 10220 (Operations), 10221 (Security)',
    );
    expect(site.written()).toEqual([]);
  });

  it('keeps the priority and the parent that people gave it where the draft says nothing of them', async () => {
    const site = await openSite();
    const draft = draftOf();
    const { ref } = await site.tickets.ensure(draft);
    Object.assign(site.issue(ref), { priority: { id: '5', name: 'Lowest' } });
    await site.tickets.ensure(progressed(draft), ref);
    expect(site.issue(ref).priority.id).toBe('5');
  });

  it('is put below its parent again, and stays where it is once it is no part any more', async () => {
    const site = await openSite();
    const [parent, other] = [(await site.tickets.ensure(draftOf())).ref, (await site.tickets.ensure(draftOf())).ref];
    const draft = draftOf({ parent });
    const { ref } = await site.tickets.ensure(draft);
    Object.assign(site.issue(ref), { parent: site.issue(other) });
    await site.tickets.ensure(draft, ref);
    expect(site.issue(ref).parent).toBe(site.issue(parent));
    Object.assign(site.issue(ref), { parent: null, type: site.issue(parent).type });
    site.written();
    await site.tickets.ensure(draft, ref);
    expect(site.written()).toEqual([]);
  });

  it('is opened as a part of none where its parent has left the project', async () => {
    const site = await openSite();
    const parent = (await site.tickets.ensure(draftOf())).ref;
    site.sandbox.act.transfer(people.sam, ...site.place(parent), elsewhere);
    const { ref, created } = await site.tickets.ensure(draftOf({ parent }));
    expect([created, site.issue(ref).parent, site.issue(ref).type.isSubtask]).toEqual([true, null, false]);
  });

  it('without its property, or with another key in it, is not written over', async () => {
    const site = await openSite();
    const draft = draftOf();
    const { ref } = await site.tickets.ensure(draft);
    site.issue(ref).properties.set('dutybound', { key: 'other', display: draft.display, hash: 'x', home: 'ISMS' });
    expect(await faultOf(site.tickets.ensure(progressed(draft), ref))).toEqual({ kind: 'refused', fields: ['fence'] });
    site.issue(ref).properties.delete('dutybound');
    expect(wholeOf(await site.tickets.read(ref)).fence).toBe('altered');
    await site.tickets.ensure(progressed(draft), ref);
    expect(wholeOf(await site.tickets.read(ref)).fence).toBe('intact');
  });
});

describe('an edit', () => {
  it('spares the watchers a mail where the account administers the project, and is made with one where it does not', async () => {
    for (const [access, quiet] of [
      ['admin', true],
      ['push', false],
    ] as const) {
      const site = await openSite();
      site.sandbox.act.grant('ISMS', people.engine, access);
      const seen: boolean[] = [];
      site.sandbox.site.listeners.add(({ quietly, what }) => void (what.kind === 'updated' && seen.push(quietly)));
      const draft = draftOf();
      const { ref } = await site.tickets.ensure(draft);
      await site.tickets.ensure(progressed(draft), ref);
      expect(seen).toEqual([quiet]);
      await site.tickets.check();
      expect(site.tickets.inabilities.includes('silent-edits')).toBe(!quiet);
    }
  });

  it('that is met by another one is tried again later', async () => {
    const site = await openSite();
    const draft = draftOf();
    const { ref } = await site.tickets.ensure(draft);
    site.sandbox.faults.add({ kind: 'write-conflict', times: 1 });
    expect(await faultOf(site.tickets.ensure(progressed(draft), ref))).toEqual({ kind: 'unreachable' });
    expect((await site.tickets.ensure(progressed(draft), ref)).writes).toBe(1);
  });

  it('in a project that was turned read-only is unauthorised, and goes through once it is writable again', async () => {
    const site = await openSite();
    const draft = draftOf();
    const { ref } = await site.tickets.ensure(draft);
    const fault = site.sandbox.faults.add({ kind: 'read-only', repository: 'ISMS' });
    expect(await faultOf(site.tickets.ensure(progressed(draft), ref))).toEqual({ kind: 'unauthorised' });
    expect(await faultOf(site.tickets.ensure(draftOf()))).toEqual({ kind: 'unauthorised' });
    site.sandbox.faults.lift(fault);
    expect((await site.tickets.ensure(progressed(draft), ref)).writes).toBe(1);
  });

  it('that names somebody whose account was deactivated is refused by the field', async () => {
    const site = await openSite();
    const draft = draftOf({ assignee: people.mara });
    const { ref } = await site.tickets.ensure(draft);
    expect(await site.tickets.account(people.sam)).toEqual({ id: people.sam, login: people.sam });
    site.sandbox.act.activateAccount(people.sam, false);
    expect(await site.tickets.account(people.sam)).toBeUndefined();
    const handed = { ...progressed(draft), assignee: people.sam, over: [people.mara] };
    expect(await faultOf(site.tickets.ensure(handed, ref))).toEqual({ kind: 'refused', fields: ['assignee'] });
  });
});

describe('a token', () => {
  it('that is revoked stops everything; its successor goes on', async () => {
    const site = await openSite();
    const draft = draftOf();
    const { ref } = await site.tickets.ensure(draft);
    const bot = site.sandbox.store.people.find(({ login }) => login === people.engine);
    if (bot === undefined) throw new Error('no engine');
    Object.assign(bot, { token: 'another-token' });
    expect(await faultOf(site.tickets.read(ref))).toEqual({ kind: 'unauthorised' });
    expect(await faultOf(site.tickets.ensure(progressed(draft), ref))).toEqual({ kind: 'unauthorised' });
    const renewed = site.another({ auth: { mail: 'bot@example.com', token: 'another-token' } });
    expect((await renewed.ensure(progressed(draft), ref)).writes).toBe(1);
  });
});

describe('a comment of somebody else', () => {
  it("is nobody's repetition although it carries the engine's property", async () => {
    const site = await openSite();
    const { ref } = await site.tickets.ensure(draftOf());
    const properties = [{ key: 'dutybound', value: { key: 'k/1' } }];
    expect(await as(site, people.stranger, 'POST', `/issue/${ref.id}/comment`, { body: words, properties })).toBe(201);
    expect((await site.tickets.comment(ref, 'k/1', [['The real one']], true)).writes).toBe(1);
    expect((await site.tickets.comment(ref, 'k/1', [['The real one']], true)).writes).toBe(0);
    const { comments } = wholeOf(await site.another().read(ref));
    expect(comments.map(({ author, key }) => [author.id, key])).toEqual([
      [people.stranger, undefined],
      [people.engine, 'k/1'],
    ]);
  });
});
