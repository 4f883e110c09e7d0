import { eachIn } from '../cli/each.ts';

const DUTIES = `
  assessing: { kind: risk-assessment, title: Risks, ask: Assess., clause: 8.2, process: access, owner: mara, first: 2037-05-14 }
  treating: { kind: risk-treatment, title: Treatment, ask: Tell., clause: 8.3, process: access, owner: mara, first: 2037-05-14 }
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
`;

/** @returns the company of each test, which assesses and treats risks; to be called once, outside of them. */
export function treatments() {
  const place = eachIn(DUTIES);
  return {
    get scene() {
      return place.scene;
    },
    /** Something happened to R-1, which is Sam's. */
    async recorded(kind: string, body: object): Promise<void> {
      const { deps, now } = place.scene;
      const event = { stream: 'documented/risk/R-1', kind, actor: 'person:sam', at: now() };
      await deps.register.write((tx) => tx.append([{ ...event, body: JSON.parse(JSON.stringify(body)) }]));
    },
  };
}
