import type { Answered } from '../../occasion/record.ts';
import { type Phrase, said } from './phrase.ts';

/** Kinds of events that the record of an incident, a change, or the like holds. */
type OccasionStoryKind = 'reported' | 'followed';

/** How what happened, and what followed from it, reads in its record's story. */
export const occasionPhrases: Record<OccasionStoryKind, Phrase> = {
  reported: (b) => `told of it: ${said(b.title)}`,
  followed: (b) => {
    const answers = Array.isArray(b.answers) ? (b.answers as Answered[]) : [];
    const given = answers.map((a) => `; ${a.question} ${said(a.said)}`).join('');
    return `ended ${String(b.display)}, ${String(b.slot)}: ${String(b.verdict)}${given}`;
  },
};
