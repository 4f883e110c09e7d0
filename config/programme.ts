import type { Programme } from '../rules/programme.ts';
import { CHASES_A_DAY } from '../rules/programme-shapes.ts';
import { auditOf } from './audit.ts';
import { authoritiesOf, checkAuthorities } from './authorities.ts';
import { certificateOf, checkCertificate } from './certificate.ts';
import { checkApprovers } from './check-approvers.ts';
import { checkAudits } from './check-audit.ts';
import { checkDuties } from './check-duties.ts';
import { checkLadders } from './check-ladders.ts';
import { checkOrganisation } from './check-organisation.ts';
import { checkPeople } from './check-people.ts';
import { checkTrackers } from './check-trackers.ts';
import { clocksOf } from './clocks.ts';
import { OPEN_AT_ONCE } from './defaults.ts';
import { readDocument } from './document.ts';
import { dutiesOf } from './duties.ts';
import { laddersOf } from './ladders.ts';
import type { Mistake } from './mistake.ts';
import { calendarOf, contactHoursOf, paceOf, processesOf } from './organisation.ts';
import { peopleOf } from './people.ts';
import { placed } from './placed.ts';
import { retentionOf } from './retention.ts';
import { checkRisks, riskCriteriaOf } from './risk-criteria.ts';
import { type RawProgramme, schema } from './schema.ts';
import { shapeFaults } from './shape.ts';
import { noticesOf, trackersOf } from './trackers.ts';
import type { Tree } from './tree.ts';

export { formatMistakes, type Mistake } from './mistake.ts';

/**
 * Reads `isms.yaml`. A function of its input: no file is opened and no secret resolved.
 * @param file the name that mistakes carry.
 * @returns the programme with all defaults filled in, or every mistake at once in the order of the file. Where the text is no YAML,
 * or a key stands twice or cannot be one, only that is said, since all else would be guessing. Never throws; no message carries a secret.
 */
export function parseProgramme(text: string, file: string): { programme: Programme } | { mistakes: Mistake[] } {
  const reading = readDocument(text);
  if (reading.faults.length > 0) return { mistakes: alone(placed(reading, [], text, file)) };
  const shape = schema.safeParse(reading.tree);
  const faults = [
    ...(shape.success ? [] : shapeFaults(reading.tree, shape.error.issues)),
    ...crossChecks(reading.tree),
  ];
  const mistakes = placed(reading, faults, text, file);
  return shape.success && mistakes.length === 0 ? { programme: assemble(shape.data) } : { mistakes };
}

/** Whoever has mended these may find more: the last one says so. */
function alone(mistakes: Mistake[]): Mistake[] {
  return mistakes.map((mistake, n) =>
    n < mistakes.length - 1
      ? mistake
      : { ...mistake, message: `${mistake.message}; the rest cannot be read until then` },
  );
}

/** They read the tree, not the schema's result, so that a mistake in one place hides none in another. */
function crossChecks(tree: Tree) {
  return [
    ...checkOrganisation(tree),
    ...checkPeople(tree),
    ...checkTrackers(tree),
    ...checkLadders(tree),
    ...checkDuties(tree),
    ...checkRisks(tree),
    ...checkAudits(tree),
    ...checkAuthorities(tree),
    ...checkCertificate(tree),
    ...checkApprovers(tree),
  ];
}

function assemble(raw: RawProgramme): Programme {
  const trackers = trackersOf(raw.trackers);
  const ladders = laddersOf(raw.ladders);
  return {
    organisation: raw.organisation,
    instance: raw.instance,
    ...(raw.url === undefined ? {} : { url: raw.url }),
    zone: raw.zone,
    calendar: calendarOf(raw.calendar),
    contactHours: contactHoursOf(raw.contact_hours),
    pace: paceOf(raw.pace),
    openAtOnce: raw.open_at_once ?? OPEN_AT_ONCE,
    chasesADay: raw.chases_a_day ?? CHASES_A_DAY,
    processes: processesOf(raw.processes),
    people: peopleOf(raw.people),
    roles: raw.roles,
    trackers,
    ...(raw.management_tracker === undefined ? {} : { managementTracker: raw.management_tracker }),
    notices: noticesOf(raw.notices),
    clocks: clocksOf(raw.clocks),
    ...riskCriteriaOf(raw.risk_criteria),
    ladders,
    ...(raw.audit === undefined ? {} : { audit: auditOf(raw.audit) }),
    ...(raw.retention === undefined ? {} : { retention: retentionOf(raw.retention) }),
    duties: dutiesOf(raw.duties, trackers[0]?.id ?? '', ladders),
    authorities: authoritiesOf(raw.authorities ?? {}),
    ...(raw.certificate === undefined ? {} : { certificate: certificateOf(raw.certificate) }),
  };
}
