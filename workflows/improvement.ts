import { lead } from './stages.ts';

/** `improvement` (10.1): its owner adopts or declines it; what is adopted is done, and later somebody says whether it helped. */
export async function improvement(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('evaluate');
    await stage('act');
    await stage('benefit');
  } while (!(await conclude()));
}
