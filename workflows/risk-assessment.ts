import { lead } from './stages.ts';

/**
 * `risk-assessment` (6.1.2, 8.2): criteria that management approved; prepared; each owner rates their risks; the results reported, which
 * starts the treatment of each risk that cannot be retained.
 */
export async function riskAssessment(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('criteria');
    await stage('prepare');
    await stage('rate');
    await stage('report');
  } while (!(await conclude()));
}
