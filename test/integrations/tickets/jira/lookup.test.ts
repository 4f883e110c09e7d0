import { describe, expect, it } from '@jest/globals';
import { renameKey } from '../../../../sandbox/jira/issues/relocate.ts';
import { people } from '../../../contract/bench.ts';
import { errorOf, faultOf, wholeOf } from '../../../contract/cases.ts';
import { draftOf } from '../../../contract/draft.ts';
import { elsewhere, home } from '../../../contract/jira-site.ts';
import { openSite, type Site } from './site.ts';

const LAG_MS = 60_000;
const titles = ({ sandbox }: Site) => [...sandbox.site.issues.values()].map(({ summary }) => summary);

/** An opening whose answer is lost, at a time from which on search shows nothing of the last minute. */
async function lost(site: Site) {
  site.sandbox.faults.add({ kind: 'search-lag', ms: LAG_MS, login: people.engine });
  site.sandbox.faults.add({ kind: 'timeout-after-write', times: 1, login: people.engine });
  const draft = draftOf();
  const firstTried = site.now();
  expect(await faultOf(site.tickets.ensure(draft))).toEqual({ kind: 'unreachable' });
  return { draft, firstTried };
}

describe('an opening whose outcome is unknown', () => {
  it('is looked for over a search that lags a minute, and found, not opened again', async () => {
    const site = await openSite('simple', { settleMs: 180_000 });
    const { draft, firstTried } = await lost(site);
    let outcome = await errorOf(site.tickets.ensure({ ...draft, firstTried }));
    expect(outcome?.fault).toEqual({ kind: 'uncertain' });
    expect(outcome?.message).toContain(`dutybound link ${draft.display}`);
    for (let tries = 0; outcome?.fault.kind === 'uncertain' && tries < 20; tries++)
      outcome = await errorOf(site.tickets.ensure({ ...draft, firstTried }));
    expect(outcome).toBeUndefined();
    expect(site.clock.at - Date.parse(firstTried)).toBeLessThan(180_000);
    expect(titles(site)).toEqual([draft.title]);
  });

  it('is found although somebody took its label off', async () => {
    const site = await openSite();
    const { draft, firstTried } = await lost(site);
    site.sandbox.act.unlabel(people.sam, home, 1, `dutybound-${draft.key}`);
    site.sandbox.faults.clear();
    const { created, ref } = await site.tickets.ensure({ ...draft, firstTried });
    expect([created, titles(site)]).toEqual([false, [draft.title]]);
    expect(site.issue(ref).labels).toContain(`dutybound-${draft.key}`);
  });

  it('is found in the project to which it was moved meanwhile', async () => {
    const site = await openSite();
    const { draft, firstTried } = await lost(site);
    site.sandbox.act.transfer(people.sam, home, 1, elsewhere);
    site.sandbox.faults.clear();
    const { created, ref } = await site.tickets.ensure({ ...draft, firstTried });
    expect([created, ref.number]).toEqual([false, `${elsewhere}-1`]);
  });

  it('is opened once it has settled, as by a clock that is late', async () => {
    const site = await openSite();
    site.sandbox.faults.add({ kind: 'timeout-before-write', times: 1, login: people.engine });
    const draft = draftOf();
    const firstTried = site.now();
    expect(await faultOf(site.tickets.ensure(draft))).toEqual({ kind: 'unreachable' });
    expect(await faultOf(site.tickets.ensure({ ...draft, firstTried }))).toEqual({ kind: 'uncertain' });
    site.clock.at += 60_000;
    expect((await site.tickets.ensure({ ...draft, firstTried })).created).toBe(true);
    expect(titles(site)).toEqual([draft.title]);
  });
});

describe('what is looked up', () => {
  it('is read afresh before anything is written over it', async () => {
    const site = await openSite();
    const draft = draftOf();
    const { ref } = await site.tickets.ensure(draft);
    site.clock.at += LAG_MS;
    site.sandbox.faults.add({ kind: 'search-lag', ms: LAG_MS / 2, login: people.engine });
    site.sandbox.act.label(people.sam, ...site.place(ref), 'urgent');
    await site.another().ensure({ ...draft, labels: ['isms', 'isms/nc'] });
    expect(wholeOf(await site.tickets.read(ref)).labels.toSorted()).toEqual(['isms', 'isms/nc', 'urgent']);
  });

  it('is never of somebody else, nor without the property', async () => {
    const site = await openSite();
    const draft = draftOf();
    site.sandbox.act.createIssue(people.sam, home, { title: 'mine', labels: ['isms', `dutybound-${draft.key}`] });
    expect((await site.tickets.ensure(draft)).created).toBe(true);
  });
});

describe('a sweep', () => {
  it('leaves out what the account does for another project of the same site', async () => {
    const site = await openSite();
    const other = site.another({ id: 'leads', project: elsewhere });
    const from = site.now();
    const own = (await site.tickets.ensure(draftOf())).ref;
    const theirs = (await other.ensure(draftOf())).ref;
    expect((await site.tickets.changedSince(from)).map(({ ref }) => ref)).toEqual([own]);
    expect((await other.changedSince(from)).map(({ ref }) => ref)).toEqual([theirs]);
    site.sandbox.act.transfer(people.sam, ...site.place(own), elsewhere);
    expect((await site.tickets.changedSince(from)).map(({ ref }) => [ref.id, ref.number])).toEqual([
      [own.id, `${elsewhere}-2`],
    ]);
    expect((await other.changedSince(from)).map(({ ref }) => ref)).toEqual([theirs]);
  });

  it('hears of an event by the label of its own project’s issues alone', async () => {
    const site = await openSite();
    const other = site.another({ id: 'leads', project: elsewhere });
    const from = site.now();
    const own = (await site.tickets.ensure(draftOf())).ref;
    const theirs = (await other.ensure(draftOf())).ref;
    for (const ref of [own, theirs]) site.sandbox.act.label(people.sam, ...site.place(ref), 'isms-incident');
    expect((await site.tickets.labelled('isms-incident', from)).map(({ ref }) => ref)).toEqual([own]);
    expect((await other.labelled('isms-incident', from)).map(({ ref }) => ref)).toEqual([theirs]);
  });

  it('goes on with what was opened before the project got another key, wherever that is now', async () => {
    const site = await openSite();
    const { sandbox } = site;
    const other = site.another({ id: 'leads', project: elsewhere });
    const from = site.now();
    const stays = (await site.tickets.ensure(draftOf())).ref;
    const moves = (await site.tickets.ensure(draftOf())).ref;
    sandbox.act.transfer(people.sam, ...site.place(moves), elsewhere);
    const [project] = sandbox.site.projects;
    if (project) renameKey(sandbox.site, project, 'SECURITY');
    const renamed = site.another({ project: 'SECURITY' });
    const fresh = (await renamed.ensure(draftOf())).ref;
    const found = async () => (await renamed.changedSince(from)).map(({ ref }) => [ref.id, ref.number]).sort();
    expect(await found()).toEqual([
      [stays.id, 'SECURITY-1'],
      [moves.id, `${elsewhere}-1`],
      [fresh.id, 'SECURITY-3'],
    ]);
    site.calls();
    expect([(await found()).length, site.calls()]).toEqual([3, 1]);
    expect(await other.changedSince(from)).toEqual([]);
  });

  it('sees what it wrote itself over a search that lags, and the rest once that is over', async () => {
    const site = await openSite();
    site.clock.at += LAG_MS;
    const from = site.now();
    site.sandbox.faults.add({ kind: 'search-lag', ms: LAG_MS, login: people.engine });
    const { ref } = await site.tickets.ensure(draftOf());
    const ids = async (tickets = site.tickets) => (await tickets.changedSince(from)).map(({ ticket }) => ticket.id);
    expect([await ids(), await ids(site.another())]).toEqual([[ref.id], []]);
    site.clock.at += LAG_MS;
    expect(await ids(site.another())).toEqual([ref.id]);
  });
});
