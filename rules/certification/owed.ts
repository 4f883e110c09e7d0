import { plusMonths } from '../calendar/local-day.ts';
import { managementTrackerOf } from '../organisation.ts';
import type { Certificate, Duty, Programme } from '../programme.ts';
import { auditsOf, type BodyAudit, CERTIFICATION } from './audits.ts';

/** How often the use of the mark is looked at. */
const MARK_MONTHS = 3;

/**
 * @returns what a certificate demands, as ordinary duties: to be ready for each audit of the body, on L3, for its date is not ours; and
 * to check the use of the certificate and its mark every three months.
 */
export function certificationDuties(programme: Programme): Duty[] {
  const { certificate } = programme;
  if (!certificate) return [];
  return [
    ...auditsOf(certificate).map((audit) => held(programme, certificate, audit)),
    ...markOf(programme, certificate),
  ];
}

function held(programme: Programme, { body }: Certificate, { id, title, on }: BodyAudit): Duty {
  return {
    ...common(programme),
    kind: 'certification',
    id: `${CERTIFICATION}${id}`,
    title,
    ask: `Be ready for the ${title.toLowerCase()} by ${body}.`,
    first: on,
    shift: 'previous',
    ladder: 'L3',
    external: true,
    instructions: [
      `Agree the day with ${body}; a surveillance’s goes into isms.yaml, as certificate.surveillance.`,
      'Answer what the body asks for beforehand: dutybound request FILE makes a ticket of each line of its list, dutybound records prints the tables, dutybound verify shows that they are whole.',
      'See to it that the last internal audit and management review lie before it, and that no major nonconformity is open.',
    ],
    evidence: [
      item('plan', 'the body’s audit plan, with its day'),
      item('requests', 'what the body asked for and was given; or "none needed, because …"'),
    ],
  };
}

function markOf(programme: Programme, { decided, expires }: Certificate): Duty[] {
  if (!decided || !expires) return [];
  return [
    {
      ...common(programme),
      kind: 'review',
      id: `${CERTIFICATION}mark`,
      title: 'Use of the certificate and its mark',
      ask: 'Look at every place where we show the certificate or its mark.',
      first: plusMonths(decided, MARK_MONTHS),
      every: { unit: 'months', n: MARK_MONTHS },
      until: expires,
      ladder: 'L1',
      instructions: [
        'Website, offers, signatures, packaging: the scope is the certificate’s own, and no product looks certified.',
        'A misuse is a major nonconformity: dutybound nc raise.',
      ],
      evidence: [item('pages', 'the places seen, and what was wrong with them')],
    },
  ];
}

function common(programme: Programme) {
  const { processes, roles } = programme;
  const independent = roles.top?.some((person) => !roles.lead?.includes(person));
  return {
    clauses: ['4.4'],
    process: processes[0]?.id ?? '',
    owner: 'role:lead',
    ...(independent && { verifier: 'role:top' }),
    selfVerification: false,
    shift: 'next',
    missedGrade: 'minor',
    subjects: [],
    tracker: managementTrackerOf(programme),
  } as const satisfies Partial<Duty>;
}

function item(id: string, text: string) {
  return { id, text, file: false, kept: false };
}
