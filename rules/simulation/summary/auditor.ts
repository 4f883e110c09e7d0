import { textOf } from '../../event.ts';
import { FIRST_TICKET } from '../../first-ticket.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { byText } from '../../order.ts';
import { nameOf } from '../../organisation.ts';
import { owedBy } from '../../plan/renewals.ts';
import type { Duty } from '../../programme.ts';
import { amount } from '../../wording/phrases.ts';
import type { Life } from '../life.ts';
import { namedBy } from './clauses.ts';

/** What an auditor would find. */
export interface Finding {
  /** In words: `A.8.8 Vulnerability report: 1 of 12 missed`. */
  finding: string;
  /** Everything that it is about, such as each period that was missed; empty where the words say it all. */
  about: string[];
}

/** @returns what an auditor who asks for everything would find, what weighs most first. */
export function foundByAnAuditor(life: Life): Finding[] {
  return [
    ...pastDeadlines(life),
    ...turned(life),
    ...missed(life),
    ...unheld(life),
    ...evidence(life),
    ...lateChecks(life),
  ];
}

/** @returns the finding, where it is about anything at all. */
function about(finding: string, those: string[]): Finding[] {
  return those.length === 0 ? [] : [{ finding, about: those }];
}

function pastDeadlines({ found }: Life): Finding[] {
  const those = found.filter(({ overdue }) => overdue);
  return about('major nonconformities past their deadline, which put the certificate at risk', named(those));
}

function turned({ found }: Life): Finding[] {
  const those = found.filter(({ grades }) => grades.some(({ rule }) => rule.startsWith('nc.minor')));
  return about('minor nonconformities left until they turned major', named(those));
}

/** In the order of their numbers, each with its title: nobody can look up a number of a life that was played. */
function named(found: NonconformityState[]): string[] {
  return found.map(({ terms }) => `${terms.display} "${textOf(terms.title)}"`).sort();
}

function missed({ occurrences, org }: Life): Finding[] {
  return owedBy(org.programme).flatMap(({ id, title, clauses }) => {
    const all = occurrences.filter(({ state }) => state.duty === id).map(({ state }) => state);
    const those = all.filter(({ missed }) => missed).sort(byText(({ opens }) => opens));
    const periods = [...new Set(those.map(({ periodName }) => periodName))];
    return about(`${clauses.join(', ')} ${title}: ${those.length} of ${all.length} missed`, periods);
  });
}

function unheld({ org }: Life): Finding[] {
  // A management review is signed by top management whatever the file says.
  const isUnchecked = ({ id, verifier, kind }: Duty) =>
    !verifier && kind !== 'management-review' && id !== FIRST_TICKET;
  const unchecked = org.programme.duties.filter(isUnchecked).map(({ title }) => title);
  return [
    ...about('clauses that no duty names', namedBy(org.programme).leftOut),
    ...about('checked by the engine only', unchecked),
  ];
}

function evidence({ tasks }: Life): Finding[] {
  const items = tasks.flatMap(({ submission }) => submission?.items ?? []);
  const linked = items.filter(({ how, kept }) => (how === 'file' || how === 'link') && !kept).length;
  return linked > 0 ? [{ finding: `${amount(linked, 'item')} of evidence linked, not kept`, about: [] }] : [];
}

function lateChecks({ tasks, org, until }: Life): Finding[] {
  const late = tasks.filter(({ verification, verified, stage }) => {
    if (!verification || (stage === 'ended' && !verified)) return false;
    return (verified?.at ?? until) >= verification.due.at;
  });
  const who = [...new Set(late.flatMap(({ verified, verification }) => verified?.by ?? verification?.asked ?? []))];
  const names = who.map((person) => nameOf(org, person));
  return about(`${amount(late.length, 'verification')} later than asked`, names);
}
