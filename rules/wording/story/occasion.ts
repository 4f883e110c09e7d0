import type { Answered } from '../../occasion/record.ts';
import { type Phrase, said } from './phrase.ts';

/** Kinds of events that the record of an incident, a change, or the like holds. */
type OccasionStoryKind = 'reported' | 'admitted' | 'withdrawn' | 'followed';

function list(asked: unknown): string {
  return Array.isArray(asked) && asked.length > 0 ? asked.join(', ') : 'nothing';
}

/** How what happened, and what followed from it, reads in its record's story. */
export const occasionPhrases: Record<OccasionStoryKind, Phrase> = {
  reported: (b) =>
    `told of it: ${said(b.title)}${b.waits ? '; what asks them waits until the programme knows them' : ''}`,
  admitted: (b) => `found them in the programme; asked by ${list(b.asked)}`,
  withdrawn: () => 'waits no longer: they left before the programme knew them',
  followed: (b) => {
    const answers = Array.isArray(b.answers) ? (b.answers as Answered[]) : [];
    const given = answers.map((a) => `; ${a.question} ${said(a.said)}`).join('');
    return `ended ${String(b.display)}, ${String(b.slot)}: ${String(b.verdict)}${given}`;
  },
};
