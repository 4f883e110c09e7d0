import { describe, expect, it } from '@jest/globals';
import { people } from '../../../contract/bench.ts';
import { errorOf, wholeOf } from '../../../contract/cases.ts';
import { draftOf, progressed } from '../../../contract/draft.ts';
import { elsewhere, resolution } from '../../../contract/jira-site.ts';
import { openSite, type Site } from './site.ts';

async function opened(site: Site) {
  const draft = draftOf();
  const { ref } = await site.tickets.ensure(draft);
  site.written();
  site.calls();
  return { draft, ref };
}

const statusesOf = (site: Site, ref: Parameters<Site['issue']>[0]) =>
  site
    .issue(ref)
    .history.flatMap(({ items }) => items.filter(({ field }) => field === 'status').map((item) => item.toString));

describe('a way through a workflow', () => {
  it('is gone step by step, and ends where the category is', async () => {
    const site = await openSite('strict');
    const { draft, ref } = await opened(site);
    await site.tickets.ensure({ ...draft, category: 'done' }, ref);
    expect(statusesOf(site, ref)).toEqual(['In Arbeit', 'In Prüfung', 'Freigegeben', 'Fertig']);
    expect(site.issue(ref).resolution?.id).toBe(resolution.done);
    expect(site.written().map(({ kind }) => kind)).toEqual(['state', 'state', 'state', 'state']);
  });

  it('leads from done to dropped over open, because only closing sets a resolution', async () => {
    const site = await openSite('strict');
    const { draft, ref } = await opened(site);
    await site.tickets.ensure({ ...draft, category: 'done' }, ref);
    await site.tickets.ensure({ ...draft, category: 'dropped' }, ref);
    expect(statusesOf(site, ref).slice(4)).toEqual([
      'Zu erledigen',
      'In Arbeit',
      'In Prüfung',
      'Freigegeben',
      'Fertig',
    ]);
    expect(site.issue(ref).resolution?.id).toBe(resolution.dropped);
  });

  it('is one transition where the closed status can be entered again', async () => {
    const site = await openSite();
    const { draft, ref } = await opened(site);
    await site.tickets.ensure({ ...draft, category: 'done' }, ref);
    site.written();
    await site.tickets.ensure({ ...draft, category: 'dropped' }, ref);
    expect(site.written().map(({ kind }) => kind)).toEqual(['state']);
    expect(wholeOf(await site.tickets.read(ref)).category).toBe('dropped');
  });

  it('ends in the configured status although another of its category is nearer', async () => {
    const site = await openSite('strict', { status: { open: '10101' } });
    const { draft, ref } = await opened(site);
    await site.tickets.ensure({ ...draft, category: 'done' }, ref);
    await site.tickets.ensure({ ...draft, category: 'open' }, ref);
    expect(statusesOf(site, ref).slice(-2)).toEqual(['Zu erledigen', 'In Arbeit']);
  });

  it('goes by category where an issue was moved to a project that has not that status', async () => {
    const site = await openSite('strict', { status: { open: '77', done: '78' } });
    const { draft, ref } = await opened(site);
    site.sandbox.act.transfer(people.sam, ...site.place(ref), elsewhere);
    await site.tickets.ensure({ ...draft, category: 'done' }, ref);
    expect(wholeOf(await site.tickets.read(ref)).category).toBe('done');
  });

  it('changes nothing where the category holds already', async () => {
    const site = await openSite('strict');
    const { draft, ref } = await opened(site);
    site.sandbox.act.transition(people.sam, ...site.place(ref), '111');
    await site.tickets.ensure({ ...draft, category: 'open' }, ref);
    expect([site.written(), site.issue(ref).status.name]).toEqual([[], 'In Arbeit']);
  });

  it('that was taken away is refused with what is offered; back again, it is gone to its end', async () => {
    const site = await openSite('strict');
    const { draft, ref } = await opened(site);
    const fault = site.sandbox.faults.add({ kind: 'transition-removed', login: people.engine });
    const next = { ...progressed(draft), category: 'done' as const };
    const error = await errorOf(site.tickets.ensure(next, ref));
    expect(error?.fault).toEqual({ kind: 'refused', fields: ['status'] });
    expect(error?.message).toMatch(/ISMS-1 .*10101 \(In Arbeit\)/s);
    expect(JSON.stringify(site.issue(ref).description)).toContain('users.csv');
    site.sandbox.faults.lift(fault);
    await site.tickets.ensure(next, ref);
    expect(wholeOf(await site.tickets.read(ref)).category).toBe('done');
  });

  it('is none for an account that may make no transition', async () => {
    const site = await openSite();
    const { draft, ref } = await opened(site);
    site.sandbox.faults.add({ kind: 'permission-removed', access: 'read', login: people.engine, path: 'transitions' });
    const error = await errorOf(site.tickets.ensure({ ...draft, category: 'done' }, ref));
    expect([error?.fault, error?.message]).toEqual([
      { kind: 'refused', fields: ['status'] },
      expect.stringContaining('offered: none'),
    ]);
  });

  it('that demands a resolution names it, what it takes, and where to write it', async () => {
    const site = await openSite('strict', { resolution: { done: '10000' } });
    const { draft, ref } = await opened(site);
    const error = await errorOf(site.tickets.ensure({ ...draft, category: 'dropped' }, ref));
    expect(error).toBeUndefined();
    expect(wholeOf(await site.tickets.read(ref)).category).toBe('done');
    const other = await openSite('strict', { resolution: { dropped: '10001' } });
    const second = await opened(other);
    const refused = await errorOf(other.tickets.ensure({ ...second.draft, category: 'done' }, second.ref));
    expect(refused?.fault).toEqual({ kind: 'refused', fields: ['resolution'] });
    expect(refused?.message).toMatch(
      /"Abschließen" to "Fertig" demands "Resolution" \(trackers\.jira\.resolution\.done; allowed: 10000 \(Done\)/,
    );
  });

  it('a stray one that was closed as done is dropped all the same: nobody takes it for done', async () => {
    const site = await openSite();
    const [stray, successor] = [(await site.tickets.ensure(draftOf())).ref, (await site.tickets.ensure(draftOf())).ref];
    site.sandbox.act.close(people.sam, ...site.place(stray), 'completed');
    await site.tickets.retire(stray, successor);
    expect(wholeOf(await site.tickets.read(stray)).category).toBe('dropped');
  });

  it('shows what is dropped as done where nothing is configured that tells them apart', async () => {
    const site = await openSite('simple', { resolution: {} });
    const { draft, ref } = await opened(site);
    await site.tickets.ensure({ ...draft, category: 'dropped' }, ref);
    expect(wholeOf(await site.tickets.read(ref)).category).toBe('done');
    site.written();
    await site.tickets.ensure({ ...draft, category: 'dropped' }, ref);
    expect(site.written()).toEqual([]);
  });
});
