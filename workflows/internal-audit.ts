import { lead } from './stages.ts';

/** `internal-audit` (9.2): planned, carried out with each finding recorded at once, and reported to relevant and top management. */
export async function internalAudit(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('plan');
    await stage('fieldwork');
    await stage('report');
  } while (!(await conclude()));
}
