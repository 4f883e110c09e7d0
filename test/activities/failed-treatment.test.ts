import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tell } from '../../activities/occasion.ts';
import { tableOf } from '../../activities/tables.ts';
import { openAsked } from '../../activities/trigger.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { REPO } from '../cli/company.ts';
import { type Desk, desk } from '../cli/desk.ts';
import { type Scene, setScene } from '../cli/scene.ts';

const DUTIES = `
  assessing: { kind: risk-assessment, title: Risks, ask: Assess., clause: 8.2, process: access, owner: mara, first: 2037-05-14 }
  treating: { kind: risk-treatment, title: Treatment, ask: Tell., clause: 8.3, process: access, owner: mara, first: 2037-05-14 }
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
`;

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  here = desk();
  await here.run('init');
  scene = await setScene(join(here.folder, '.dutybound'), '2027-04-01T08:00:00.000Z');
  await scene.apply(DUTIES);
  await recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
  await recorded('rated', { consequence: 4, likelihood: 3, level: 12, limit: 8, criteria: '5x5/8', by: 'sam' });
});
afterEach(async () => {
  await scene.close();
  here.end();
});

async function recorded(kind: string, body: object): Promise<void> {
  const event = { stream: 'documented/risk/R-1', kind, actor: 'person:sam', at: scene.now() };
  await scene.deps.register.write((tx) => tx.append([{ ...event, body: JSON.parse(JSON.stringify(body)) }]));
}

async function treating(): Promise<void> {
  const asked = { duty: 'treating', because: 'too high', actor: 'engine' };
  await scene.deps.register.write((tx) => openAsked(tx, asked, 'risk:R-1:rated:o1', scene.now()));
  await scene.settle();
}

function ticket(title: string) {
  const all = [...(scene.sandbox.store.repositories[0]?.tickets.values() ?? [])];
  const found = all.find((t) => t.title.includes(title));
  if (!found) throw new Error(`no ticket ${title}; there are: ${all.map((t) => t.title).join('; ')}`);
  return found;
}

async function told(who: string, title: string, text: string, closes = false): Promise<void> {
  const { number } = ticket(title);
  scene.set(new Date(Date.parse(scene.now()) + 3_600_000).toISOString());
  scene.says(who, number, text);
  if (closes) scene.sandbox.act.close(who, REPO, number, 'completed');
  await scene.settle();
  scene.set(new Date(Date.parse(scene.now()) + 120_000).toISOString());
  await scene.settle();
}

const begun = async () => {
  const rows = await scene.deps.register.loadRows<OccurrenceState>('occurrence', {}, { limit: 50 });
  return rows.map(({ state }) => `${state.duty} ${state.cause}`.replace(/[0-9a-z]{24}/, 'KEY')).sort();
};
const listed = async () => (await tableOf(scene.deps.register, 'failed-treatment', scene.now())).rows;

describe('a treatment that failed', () => {
  it('because it is not accepted is recorded once, assessed anew by itself, and asked about only what does not follow', async () => {
    await treating();
    await told('sam-okoro', 'Treat R-1', '/treat retain because there is no money', true);
    await told('sam-okoro', 'accept it?', '/reject because it is too much');
    expect(await begun()).toEqual([
      'assessing risk:R-1:failed:KEY',
      'treating risk:R-1:rated:o1',
      'treatment:failed event:KEY',
    ]);
    const triage = ticket('Failed treatment, FAIL-2027-001: R-1 Theft');
    expect(triage.assignees.map(({ login }) => login)).toEqual(['mara-lindt']);
    expect(triage.body).toContain('its owner did not accept what is left of it: “it is too much”');
    expect(triage.body).toContain('R-1 is assessed anew: that has begun.');
    expect(triage.body).not.toContain('**reassess**');
    expect(await listed()).toMatchObject([{ failed: 'FAIL-2027-001', reassess: 'by itself', state: 'open' }]);
    await told('mara-lindt', 'Failed treatment', '/answer nonconformity no because nobody broke a rule');
    expect(await listed()).toMatchObject([
      { risk: 'R-1', nonconformity: 'no, because nobody broke a rule (mara)', state: 'ended' },
    ]);
    expect(ticket('Failed treatment').state).toBe('closed');
    expect(await begun()).toHaveLength(3);
    expect((await scene.deps.register.verify()).ok).toBe(true);
  });

  it('that somebody tells of is triaged as a whole: "yes" has its risk assessed anew, once', async () => {
    const failed = {
      kind: 'failed-treatment',
      id: 'f1',
      title: 'R-1 Theft',
      risk: 'R-1',
      actor: 'person:mara',
    } as const;
    expect(await tell(scene.deps.register, failed, scene.now())).toMatchObject({ duties: ['treatment:failed'] });
    expect(await tell(scene.deps.register, failed, scene.now())).toBeUndefined();
    await scene.settle();
    await told('sam-okoro', 'Failed treatment', '/answer reassess no because it is mine');
    await told(
      'mara-lindt',
      'Failed treatment',
      '/answer reassess yes because the disks were not encrypted\n/answer nonconformity yes because our rule says so',
    );
    expect(await begun()).toEqual(['assessing risk:R-1:failed:f1', 'treatment:failed event:f1']);
    expect(await listed()).toMatchObject([
      { reassess: 'yes, because the disks were not encrypted (mara)', started: 'assessing, nonconformity' },
    ]);
  });
});
