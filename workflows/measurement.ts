import { lead } from './stages.ts';

/** `measurement` (6.2, 9.1): value, source, and analysis; where the target was missed, somebody decides what follows. */
export async function measurement(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('measure');
    await stage('decide');
  } while (!(await conclude()));
}
