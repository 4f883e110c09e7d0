import { lead } from './stages.ts';

/** `incident` (A.5.24–A.5.28): the response and its triage side by side; whom the triage names is told on their own clocks; lessons. */
export async function incident(key: string): Promise<void> {
  const { stage, beside, conclude } = lead(key);
  do {
    await beside(['respond'], ['triage', 'notify']);
    await stage('lessons');
  } while (!(await conclude()));
}
