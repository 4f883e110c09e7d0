import { describe, expect, it } from '@jest/globals';
import { record } from '../../../../sandbox/jira/issues/change.ts';
import { item } from '../../../../sandbox/jira/issues/values.ts';
import { strict } from '../../../../sandbox/jira/kinds/strict.ts';
import type { Issue, Status } from '../../../../sandbox/jira/model.ts';
import { people } from '../../../contract/bench.ts';
import { wholeOf } from '../../../contract/cases.ts';
import { draftOf } from '../../../contract/draft.ts';
import { elsewhere } from '../../../contract/jira-site.ts';
import { openSite, type Site } from './site.ts';

/** Leads an issue into a status, whatever its workflow says. */
function put({ sandbox }: Site, login: string, issue: Issue, to: Status): void {
  const person = sandbox.store.people.find((each) => each.login === login);
  if (person === undefined) throw new Error(`nobody is called ${login}`);
  const { id, name } = issue.status;
  issue.status = to;
  const change = item('status', 'jira', { id, text: name }, { id: to.id, text: to.name });
  record(sandbox.site, issue, person, [change], { name: 'issue_generic' });
}

describe('who closed an issue, and when,', () => {
  it('is told after it was moved to a project with statuses of its own, by a process that never saw the first one', async () => {
    const site = await openSite();
    const { ref } = await site.tickets.ensure(draftOf());
    site.sandbox.act.close(people.sam, ...site.place(ref), 'completed');
    const at = site.now();
    site.clock.at += 3_600_000;
    const attic = site.sandbox.site.projects.find(({ key }) => key === elsewhere);
    Object.assign(attic ?? {}, { kind: strict });
    site.sandbox.act.transfer(people.mara, ...site.place(ref), elsewhere);
    const other = site.another();
    expect(wholeOf(await other.read(ref)).closed).toMatchObject({ by: { id: people.sam }, at });
    site.calls();
    expect(wholeOf(await other.read(ref)).closed).toMatchObject({ by: { id: people.sam }, at });
    expect(site.calls()).toBe(1);
  });

  it('is told of a status that came into the workflow later', async () => {
    const site = await openSite();
    const { ref } = await site.tickets.ensure(draftOf());
    const issue = site.issue(ref);
    const { project } = issue;
    const [first, second, last] = project.kind.statuses;
    if (second === undefined || last === undefined) throw new Error('too few statuses');
    put(site, people.sam, issue, { ...second, id: '66', name: 'Gone' });
    put(site, people.sam, issue, first);
    await site.tickets.read(ref);
    const checked: Status = { id: '77', name: 'Checked', category: 'done' };
    Object.assign(project, { kind: { ...project.kind, statuses: [...project.kind.statuses, checked] } });
    put(site, people.sam, issue, checked);
    const at = site.now();
    site.clock.at += 3_600_000;
    put(site, people.mara, issue, last);
    expect(wholeOf(await site.tickets.read(ref)).closed).toMatchObject({ by: { id: people.sam }, at });
  });
});
