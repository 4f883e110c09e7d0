import { plusDays, plusMonths } from '../calendar/local-day.ts';
import { managementTrackerOf } from '../organisation.ts';
import type { Certificate, Duty, Programme } from '../programme.ts';
import { auditsOf, type BodyAudit } from './audits.ts';

/** Days after an audit by which what it found has to be entered. */
const ENTERED_DAYS = 14;
/** How often the use of the mark is looked at. */
const MARK_MONTHS = 3;

/**
 * @returns what a certificate demands, like any other duty: to be ready for each audit of the body, on L3, for the date is not ours; to
 * enter what it found; and to look at the use of the certificate and its mark every three months.
 */
export function certificationDuties(programme: Programme): Duty[] {
  const { certificate } = programme;
  if (!certificate) return [];
  const audits = auditsOf(certificate);
  return [
    ...audits.flatMap((audit) => [ready(programme, certificate, audit), entered(programme, certificate, audit)]),
    ...markOf(programme, certificate),
  ];
}

function ready(programme: Programme, { body }: Certificate, { id, title, on }: BodyAudit): Duty {
  return {
    ...common(programme),
    id: `certification:${id}`,
    title: `${title}: be ready`,
    ask: `Be ready for the ${title.toLowerCase()} by ${body}.`,
    first: on,
    shift: 'previous',
    ladder: 'L3',
    external: true,
    instructions: [
      `Agree the day with ${body}; a surveillance’s goes into isms.yaml, as certificate.surveillance.`,
      'Answer what the body asks for beforehand; dutybound records prints the tables, dutybound verify shows that they are whole.',
      'See to it that the last internal audit and management review lie before it, and that no major nonconformity is open.',
    ],
    evidence: [
      item('plan', 'the body’s audit plan, with its day'),
      item('requests', 'what the body asked for and was given; or "none needed, because …"'),
    ],
  };
}

function entered(programme: Programme, { body }: Certificate, { id, stage, title, on }: BodyAudit): Duty {
  return {
    ...common(programme),
    id: `certification:${id}-findings`,
    title: `${title}: findings entered`,
    ask: `Enter what the ${title.toLowerCase()} by ${body} found.`,
    first: plusDays(on, ENTERED_DAYS),
    lead: { unit: 'days', n: ENTERED_DAYS },
    ladder: 'L2',
    instructions: [
      `Enter each finding with dutybound nc raise --external --stage ${stage}, with the body’s grade and its dates: their clocks count from there.`,
      ...(stage === '2'
        ? ['What stage 1 left as a concern is graded now: regrade GRADE DATE because … in its ticket.']
        : []),
    ],
    evidence: [
      item('report', 'the body’s report'),
      item('findings', 'the numbers of what was entered; or "none needed, because there were none"'),
    ],
  };
}

function markOf(programme: Programme, { decided, expires }: Certificate): Duty[] {
  if (!decided || !expires) return [];
  return [
    {
      ...common(programme),
      id: 'certification:mark',
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
    kind: 'certification',
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
