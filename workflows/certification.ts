import { lead } from './stages.ts';

/** `certification`: ready by the day that the body has set; from that day on what its audit found is entered, even where readiness still waits. */
export async function certification(key: string): Promise<void> {
  const { beside, conclude } = lead(key);
  do {
    await beside(['ready'], ['findings']);
  } while (!(await conclude()));
}
