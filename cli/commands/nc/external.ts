import { isDay } from '../../../rules/calendar/local-day.ts';
import type { AuditStage, ExternalAudit } from '../../../rules/nonconformity/terms.ts';
import type { LocalDate } from '../../../rules/time.ts';
import { allOf, lineIn } from '../../given.ts';
import { Refusal } from '../../terminal.ts';

/** What `nc raise` takes of a finding by the certification body. */
export interface ExternalOptions {
  external?: boolean;
  body?: string;
  stage?: AuditStage;
  date?: string;
  raisedOn?: string;
  planBy?: string;
  resolveBy?: string;
}

/**
 * @param today the organisation's day.
 * @returns the audit, undefined for a finding of one's own.
 * @throws Refusal if what an external finding needs is missing, a date is none, its own lies ahead, or external options stand without
 * `--external`.
 */
export function externalFrom(options: ExternalOptions, today: LocalDate): ExternalAudit | undefined {
  const { body, stage, raisedOn } = options;
  const given = { '--body': body, '--stage': stage, '--raised-on': raisedOn };
  const dates = { '--plan-by': options.planBy, '--resolve-by': options.resolveBy };
  if (!options.external) {
    const stray = Object.entries({ ...given, ...dates }).find(([, value]) => value !== undefined)?.[0];
    if (stray) throw new Refusal(`${stray}: only for a finding of the certification body; add --external`);
    return undefined;
  }
  const lacking = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (body === undefined || stage === undefined || lacking.length > 0)
    throw new Refusal(`--external: it needs ${lacking.join(', ')}, too`);
  const read = allOf({
    body: () => lineIn('--body', body),
    date: () => refuseDate(options.date),
    raisedOn: () => pastDayOf('--raised-on', raisedOn, today),
    planBy: () => dayOf('--plan-by', options.planBy),
    resolveBy: () => dayOf('--resolve-by', options.resolveBy),
  });
  const { planBy, resolveBy } = read;
  return { body: read.body, stage, ...(planBy && { planBy }), ...(resolveBy && { resolveBy }) };
}

function refuseDate(date: string | undefined): void {
  if (date !== undefined) throw new Refusal('--date: an external finding has --raised-on instead');
}

/** @returns the day of a finding. @throws Refusal if there is none such, or it comes after today. */
export function pastDayOf(option: string, text: string | undefined, today: LocalDate): LocalDate | undefined {
  const day = dayOf(option, text);
  if (day === undefined || day <= today) return day;
  throw new Refusal(
    `${option}: found "${day}", which is to come; a finding is known already: write ${today} or an earlier date`,
  );
}

/** @returns the day. @throws Refusal if there is none such. */
function dayOf(option: string, text: string | undefined): LocalDate | undefined {
  if (text === undefined || isDay(text)) return text;
  throw new Refusal(`${option}: found "${text}"; write a date such as 2027-04-06`);
}
