import { lead } from './stages.ts';

/** `document-review` (7.5, 5.2): somebody reviews the document and names its version; its approver accepts that, or sends it back. */
export async function documentReview(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('review');
  } while (!(await conclude()));
}
