import { lead } from './stages.ts';

/** `campaign` (7.3, A.5.1): one small task for each person, and the campaign as a whole, which is verified once enough of them are done. */
export async function campaign(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('ask');
  } while (!(await conclude()));
}
