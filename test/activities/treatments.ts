import { step } from '../../activities/steps/step.ts';
import { tableOf } from '../../activities/tables.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import { eachIn } from '../cli/each.ts';

const DUTIES = `
  assessing: { kind: risk-assessment, title: Risks, ask: Assess., clause: 8.2, process: access, owner: mara, first: 2037-05-14 }
  treating: { kind: risk-treatment, title: Treatment, ask: Tell., clause: 8.3, process: access, owner: mara, first: 2037-05-14 }
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
`;

/** @returns the company of each test, which assesses and treats risks; to be called once, outside of them. */
export function treatments() {
  const place = eachIn(DUTIES);

  function numberOf(title: string): number {
    const all = [...(place.scene.sandbox.store.repositories[0]?.tickets.values() ?? [])];
    const found = all.find((t) => t.title.includes(title));
    if (!found) throw new Error(`no ticket ${title}; there are: ${all.map((t) => t.title).join('; ')}`);
    return found.number;
  }

  /** The time passes, and the engine looks, also into tickets of what has ended. */
  async function later(act: () => void | Promise<void> = () => undefined): Promise<void> {
    const { scene } = place;
    scene.set(new Date(Date.parse(scene.now()) + 3_600_000).toISOString());
    await act();
    scene.set(new Date(Date.parse(scene.now()) + 120_000).toISOString());
    const tasks = await scene.deps.register.loadRows<TaskState>('task', {}, { limit: 50 });
    for (const { key, state } of tasks) if (state.stage === 'ended') await step(scene.deps, key);
    await scene.settle();
  }

  return {
    get scene() {
      return place.scene;
    },
    later,
    numberOf,
    /** Something happened to R-1, which is Sam's. */
    async recorded(kind: string, body: object): Promise<void> {
      const { deps, now } = place.scene;
      const event = { stream: 'documented/risk/R-1', kind, actor: 'person:sam', at: now() };
      await deps.register.write((tx) => tx.append([{ ...event, body: JSON.parse(JSON.stringify(body)) }]));
    },
    /** Somebody writes into a ticket; the engine answers. */
    async told(who: string, title: string, text: string): Promise<void> {
      await later(() => place.scene.says(who, numberOf(title), text));
      await later();
    },
    /** Somebody writes into a ticket, and closes it as done. */
    async done(who: string, title: string, text: string): Promise<void> {
      await later(() => {
        place.scene.says(who, numberOf(title), text);
        place.scene.sandbox.act.close(who, REPO, numberOf(title), 'completed');
      });
      await later();
    },
    /** Which occurrences there are, each with its duty and cause. */
    async begun(): Promise<string[]> {
      const rows = await place.scene.deps.register.loadRows<OccurrenceState>('occurrence', {}, { limit: 50 });
      return rows.map(({ state }) => `${state.duty} ${state.cause}`.replace(/[0-9a-z]{24}/, 'KEY')).sort();
    },
    /** R-1 as its table has it. */
    async risk() {
      return (await tableOf(place.scene.deps.register, 'risk', place.scene.now())).rows[0];
    },
  };
}
