import { lead } from './stages.ts';

/** `change` (6.3, 8.1): purpose and consequences, triage, plan approved, carried out and its result reviewed. */
export async function change(key: string): Promise<void> {
  const { stage, beside, conclude } = lead(key);
  do {
    await stage('describe');
    await stage('triage');
    await beside(['plan', 'carry-out'], ['notify']);
  } while (!(await conclude()));
}
