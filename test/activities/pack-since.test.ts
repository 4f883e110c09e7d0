import { describe, expect, it } from '@jest/globals';
import { sealPack } from '../../activities/management-review/pack.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { treatments } from './treatments.ts';

const company = treatments();

/** A review whose minutes were signed now. @param sequence the event at which its pack was made. */
async function signed(id: string, sequence?: number): Promise<void> {
  const { deps, now } = company.scene;
  const pack = sequence === undefined ? {} : { pack: { sequence, head: 'h', kept: 'k' } };
  const body = { title: { text: id }, chair: 'mara', statements: [], actions: [], refused: [], by: 'elena', ...pack };
  const event = { stream: `documented/decision/${id}`, kind: 'signed', actor: 'person:elena', at: now(), body };
  await deps.register.write((tx) => tx.append([event]));
}

function later(days: number): string {
  const at = new Date(Date.parse(company.scene.now()) + days * 86_400_000).toISOString();
  company.scene.set(at);
  return at;
}

async function since(): Promise<string> {
  const { deps, now } = company.scene;
  return (await sealPack(deps, await loadOrganisation(deps.register, now()), now())).pack.since;
}

describe('what is new to a management review', () => {
  it('is what came after the pack of the last one was made, for until its signature nobody could have considered it', async () => {
    await signed('MR-0');
    const made = later(10);
    await company.recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
    const { sequence } = await company.scene.deps.register.head();
    later(20);
    await signed('MR-1', sequence);
    later(90);
    expect(await since()).toBe(made);
  });

  it('is what came after the signature of one that had no pack', async () => {
    const at = later(10);
    await signed('MR-0');
    later(90);
    expect(await since()).toBe(at);
  });
});
