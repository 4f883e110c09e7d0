import { lead } from './stages.ts';

/**
 * `risk-treatment` (6.1.3, 8.3): by its interval how far the treatments are. Of one risk: decided by its owner, done and verified, what is
 * left rated, and accepted by the owner; above the criteria with management's approval.
 */
export async function riskTreatment(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('progress');
    await stage('plan');
    await stage('implement');
    await stage('residual');
    await stage('accept');
    await stage('concession');
  } while (!(await conclude()));
}
