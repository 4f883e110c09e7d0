import { textOf } from '../event.ts';
import type { Occasion } from '../occasion/occasion.ts';
import type { NoticeText } from './notice.ts';

/** @returns what the leads are told of somebody who joined and whom the programme does not know. @param waiting titles of what would ask them. */
export function joinerWaitsNotice({ display, title, person }: Occasion, waiting: string[]): NoticeText {
  return {
    subject: `${display}: who joined is not in the programme`,
    lines: [
      `${textOf(title)} is not in people of isms.yaml with an account at a tracker, so nobody can ask them: ${waiting.join(', ')} ${waiting.length === 1 ? 'waits' : 'wait'}.`,
      `Next: add ${person} to people with their account, and dutybound apply.`,
    ],
  };
}
