import type { TaskTerms } from '../../../rules/task/state.ts';
import { L2 } from '../programmes.ts';

/** An instant of 2027 by Berlin's summer clocks: `04-16 10:00`. */
export function at(local: string): string {
  const [day, time = '00:00'] = local.split(' ');
  const seconds = time.length === 5 ? `${time}:00` : time;
  return new Date(`2027-${day}T${seconds}+02:00`).toISOString();
}

/** The end of a day of 2027, exclusive. */
export function endOf(day: string): { at: string; date: string } {
  const date = `2027-${day}`;
  return { date, at: new Date(Date.parse(at(`${day} 00:00`)) + 86_400_000).toISOString() };
}

/** An access review that opens on 1 April 2027, is due on the 16th, and missed after the 30th. */
export function terms(parts: Partial<TaskTerms> = {}): TaskTerms {
  return {
    key: 'k7',
    display: 'AR-7K2',
    kind: 'review',
    origin: { occurrence: 'o7' },
    slot: 'task',
    duty: 'access-review',
    title: { text: 'Access review: production AWS, 2027 Q2' },
    ask: { text: 'Check who can reach production AWS and remove what is no longer needed.' },
    instructions: [
      { text: 'Export users and roles ([how](https://wiki.example.com/aws-review)).' },
      { text: 'Decide for each one: keep, change or remove. Unsure? Ask their team lead.' },
      { text: 'Remove what must go.' },
    ],
    evidence: [
      { id: 'export', text: { text: 'users and roles, at most 14 days old' }, file: true, kept: false },
      {
        id: 'decisions',
        text: { text: 'who decided what; "all kept, because …" is fine, an empty file is not' },
        file: false,
        kept: false,
      },
      {
        id: 'removals',
        text: { text: 'proof that they were done, or "none needed, because …"' },
        file: false,
        kept: false,
      },
    ],
    clauses: ['A.5.18'],
    interval: '3 months',
    last: '#184, accepted 14 Jan',
    next: at('07-01 00:00'),
    process: 'access',
    tracker: 'github',
    owner: 'sam',
    verifier: 'mara',
    selfVerification: false,
    ladder: L2,
    extensions: 2,
    missedGrade: 'minor',
    opens: at('04-01 00:00'),
    due: endOf('04-16'),
    hardLimit: endOf('04-30'),
    version: 1,
    ...parts,
  };
}
