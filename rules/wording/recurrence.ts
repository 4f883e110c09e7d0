import { partsOf } from '../calendar/cadence.ts';
import { listed } from './phrases.ts';

const UNIT: Record<string, string> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const DAYS: Record<string, string> = {
  ...{ MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday', SU: 'Sunday' },
};
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const ORDINALS: Record<string, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', '-1': 'last' };
const WORKWEEK = 'FR,MO,TH,TU,WE';
/** Parts of a rule that can be said. Where a week begins is heard in no sentence. */
const SAID = ['FREQ', 'INTERVAL', 'BYMONTH', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'WKST'];

/**
 * @returns a recurrence rule as it stands after `every`: `month on the second Tuesday`, `year in March and September on the first Monday`;
 * where it cannot be said, the unit and the rule itself.
 */
export function ruleSpoken(rule: string): string {
  const parts = partsOf(rule);
  const n = Number(parts.get('INTERVAL') ?? 1);
  const unit = UNIT[unitOf(parts, n)] ?? '';
  const often = n === 1 ? unit : `${n} ${unit}s`;
  const days = daysSaid(parts);
  const plain =
    [...parts.keys()].every((name) => SAID.includes(name)) && !(parts.has('BYMONTH') && n > 1 && unit !== 'year');
  return days !== undefined && plain ? `${often}${monthsSaid(parts)}${days}` : `${often} by the rule ${rule}`;
}

/** Every month, but in two of them only, is every year in two months. */
function unitOf(parts: Map<string, string>, n: number): string {
  const freq = parts.get('FREQ') ?? '';
  return freq === 'MONTHLY' && parts.has('BYMONTH') && n === 1 ? 'YEARLY' : freq;
}

function monthsSaid(parts: Map<string, string>): string {
  const months = valuesOf(parts, 'BYMONTH').map((month) => MONTHS[Number(month) - 1] ?? month);
  return months.length === 0 ? '' : ` in ${listed(months)}`;
}

/** @returns ` on the second Tuesday`, '' where the first date says it; undefined where no words are short enough. */
function daysSaid(parts: Map<string, string>): string | undefined {
  const [days, dates] = [valuesOf(parts, 'BYDAY'), valuesOf(parts, 'BYMONTHDAY')];
  if (days.length > 0 && dates.length > 0) return undefined;
  if (parts.has('BYSETPOS')) return positionSaid(parts, days);
  if (dates.length > 0) return onThe(dates.map(dateSaid));
  if (days.length === 0) return '';
  if (days.toSorted().join() === WORKWEEK) return ' from Monday to Friday';
  if (days.every((day) => day in DAYS))
    return ` on ${parts.get('FREQ') === 'WEEKLY' ? '' : 'each '}${listed(days.map((day) => DAYS[day] ?? ''))}`;
  return onThe(days.map(dayOrdinal));
}

/** Of positions only that of a day from Monday to Friday is said. */
function positionSaid(parts: Map<string, string>, days: string[]): string | undefined {
  const ordinals = valuesOf(parts, 'BYSETPOS').map((position) => ORDINALS[position]);
  if (days.toSorted().join() !== WORKWEEK || ordinals.includes(undefined)) return undefined;
  return ` on the ${listed(ordinals.map(String))} day from Monday to Friday`;
}

function dayOrdinal(day: string): string | undefined {
  const [, ordinal = '', name = ''] = /^\+?(-?\d+)(\w\w)$/.exec(day) ?? [];
  return ORDINALS[ordinal] && `${ORDINALS[ordinal]} ${DAYS[name]}`;
}

function dateSaid(date: string): string | undefined {
  if (date === '-1') return 'last day';
  const n = Number(date);
  if (n < 0) return undefined;
  const teen = n > 10 && n < 14;
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}

function onThe(named: (string | undefined)[]): string | undefined {
  return named.includes(undefined) ? undefined : ` on the ${listed(named.map(String))}`;
}

function valuesOf(parts: Map<string, string>, name: string): string[] {
  return parts.get(name)?.split(',') ?? [];
}
