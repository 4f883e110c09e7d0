import { describe, expect, it } from '@jest/globals';
import { REPO } from './harness/company.ts';
import { commentKeys, eventually, repeated, said, tasks, ticketOf, tickets } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const open = onSite();

describe('another version of the Temporal server', () => {
  it('begins with a store of its own, and the register fills it: what is open goes on', async () => {
    const here = open();
    await here.apply({ duties: duty({ id: 'aws', verifier: 'mara' }) });
    const before = here.child();
    await before.runs;
    const ticket = await ticketOf(here, 'aws');
    before.kill();
    await before.gone;
    const files = await here.servers.upgradeTemporal('9.9.9');
    expect(files).toHaveLength(2);
    expect(files).toContain('temporal-9.9.9.sqlite');

    here.sandbox.act.attach('sam-okoro', REPO, ticket.number, 'export.csv', Buffer.from('user,role\n'));
    here.sandbox.act.close('sam-okoro', REPO, ticket.number, 'completed');
    await here.child().runs;
    await eventually(here, 'the verifier to be asked', () => said(ticket).at(-1)?.includes('handed this in'));
    expect((await tasks(here.register)).map((t) => t.columns.state)).toEqual(['submitted']);
    expect(tickets(here)).toHaveLength(1);
    expect(repeated(commentKeys(tickets(here)))).toEqual([]);
  });
});
