import { longDate, shortDate } from '../../calendar/show.ts';
import type { Verb } from '../../commands.ts';
import { externalEnd, externalStatus, LETTERS, type LetterKind } from '../../nonconformity/external.ts';
import { foundEffective, type NonconformityState } from '../../nonconformity/state.ts';
import { nameOf, namesOf, type Organisation, topManagement } from '../../organisation.ts';
import type { Message, Paragraph } from '../../ticket.ts';
import { day, quoted } from '../phrases.ts';
import { auditNames } from './source.ts';

const letterNames: Record<LetterKind, string> = {
  sent: 'plan sent',
  'accepted-plan': 'plan accepted',
  validated: 'validated',
};

/** @returns `TÜV Example, stage 2 (minor): ✓ plan sent 20 Apr · ➜ plan accepted: /accepted-plan DATE …`; [] for a nonconformity of our own. */
export function externalLine(state: NonconformityState): Paragraph[] {
  const { external, terms, closed } = state;
  if (!external || !terms.external) return [];
  const { body, stage } = terms.external;
  const ended = externalEnd(external) !== undefined;
  const shown = LETTERS.flatMap((what): Paragraph[] => {
    const letter = external.letters.findLast((l) => l.what === what);
    if (letter) return [[`✓ ${letterNames[what]} ${shortDate(letter.on)}${letter.letter.kept ? '' : ' (linked)'}`]];
    return ended ? [] : [[`○ ${letterNames[what]}`]];
  });
  const next: Paragraph = ended || closed ? [] : [' · ➜ ', ...awaitedLetter(state), ', with the letter'];
  return [
    [
      `${body}, ${auditNames[stage]} (${external.grade}): `,
      ...shown.flatMap((part, i): Paragraph => [...(i > 0 ? [' · '] : []), ...part]),
      ...next,
      '.',
    ],
  ];
}

/** @returns the word that records the next letter, as the ticket offers it. */
export function awaitedLetter({ external }: NonconformityState): Paragraph {
  if (!external) return [];
  const status = externalStatus(external);
  if (external.grade === 'concern')
    return [{ command: 'regrade minor DATE because …' }, ' or ', { command: 'validated DATE' }];
  if (status === 'entered') return [{ command: 'sent DATE' }];
  return [{ command: status === 'plan sent' ? 'accepted-plan DATE' : 'validated DATE' }];
}

/** @returns the auditor's own grades beside the effective one: `auditor’s own: concern, then minor`. */
export function gradesBeside({ external, terms }: NonconformityState): string {
  if (!external) return `raiser’s own: ${terms.ownGrade}`;
  return `auditor’s own: ${[terms.ownGrade, ...external.grades.map((g) => g.grade)].join(', then ')}`;
}

/** @returns the comment that ours is done while the certification body's letter is waited for. */
export function waitsForBody(state: NonconformityState, org: Organisation, body: string): Message {
  const found = foundEffective(state);
  return [
    [
      `${nameOf(org, found?.by ?? '')} found the fix effective. This closes when ${body} is satisfied, too: `,
      ...awaitedLetter(state),
      ', with the letter. Waiting is not late.',
    ],
  ];
}

/** @returns the comment on the auditor's grade where it starts or changes the clock of a minor. */
export function bodyGraded(state: NonconformityState, org: Organisation): Message {
  const graded = state.external?.grades.at(-1);
  const { plan, resolve } = state.clocks;
  return [
    [
      { strong: `This nonconformity is now ${state.grade}.` },
      ` ${state.terms.external?.body} graded it so on ${longDate(graded?.on ?? '')}: `,
      quoted(graded?.because),
      `. Dates: plan by ${day(org, plan)}, resolved by ${day(org, resolve)}.`,
    ],
  ];
}

/** @returns the comment on the auditor's grade where ours was that already, and its dates replace ours. */
export function bodyDated(state: NonconformityState, org: Organisation): Message {
  const graded = state.external?.grades.at(-1);
  const { plan, resolve } = state.clocks;
  return [
    [
      `${state.terms.external?.body} grades it ${state.grade}, too, on ${longDate(graded?.on ?? '')}: `,
      quoted(graded?.because),
      `. Its dates hold now: plan by ${day(org, plan)}, resolved by ${day(org, resolve)}.`,
    ],
  ];
}

/** @returns the comment that the auditor's lower grade is recorded, and that ours, which we raised ourselves, stays. */
export function ownGradeStays(state: NonconformityState, org: Organisation): Message {
  const { external, terms, grade } = state;
  return [
    [
      `Recorded: ${terms.external?.body} grades it ${external?.grade}. Our own grade stays ${grade}, for we raised it ourselves; ${namesOf(org, topManagement(org), 'or')} may take that back: `,
      { command: 'annul DATE because …' },
      '.',
    ],
  ];
}

/** @returns the reply to a word about letters where there is no certification body. */
export function notExternal(verb: Verb): Message {
  return [[{ command: verb }, ' was not recorded: this nonconformity was not raised by a certification body.']];
}
