import { byPerson } from '../actor.ts';
import { type Brought, broughtAlong, happenedOn, inTime, isAlikeBrought } from '../brought.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import { type TakenBack, takenBack, takenBackWords } from '../taken-back.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import type { Measured as Said } from './measure.ts';

/** A value as it was handed in and, where somebody checks, accepted (9.1). */
export interface Value extends Omit<Said, 'source'> {
  period: string;
  source: Words;
  by: PersonId;
  at: Instant;
  /** What somebody made of it, where the duty asks for an analysis. */
  analysis?: Words;
  /** Who did, where that is not whoever measured. */
  analysisBy?: PersonId;
  /** Of a missed target: what was decided to follow from it. */
  decision?: Answer[];
  /** Its ticket; none of what was brought along. */
  task: string;
  brought?: Brought;
  /** It was rejected after all. */
  takenBack?: TakenBack;
}

/** A question of the triage of a missed target, as it was answered; without a question what was decided before the engine asked any. */
interface Answer {
  question: string;
  answer: Words;
  by: PersonId;
}

/** What was measured of one objective or metric, in the order of recording; of a period measured again the last value counts. */
export interface Series {
  noun: 'measurement';
  id: string;
  values: Value[];
}

/** The body of `measured`. */
export type Measured = Omit<Value, 'at' | 'takenBack'>;

/** The body of `decided`. `of`: when the value that it is about came to stand; logs of earlier releases have none. */
interface Decided extends Pick<Value, 'period' | 'decision'> {
  of?: Instant;
}

/** The item that an analysis is given for. */
export const ANALYSIS = 'analysis';

/** @returns what the log keeps of a measurement that has ended: nothing of one that was waived. */
export function measuredBy({ terms, submission, endedAt, verdict }: TaskState): NewEvent[] {
  const value = submission?.items.find((e) => e.says && 'met' in e.says);
  if (!value || !endedAt || !terms.measures || verdict === 'waived') return [];
  const { source, ...said } = value.says as unknown as Said;
  const analysis = submission?.items.find((e) => e.item === ANALYSIS);
  const { series, period } = terms.measures;
  const body = {
    ...said,
    period,
    source: { text: source },
    by: value.by,
    task: terms.key,
    ...(analysis && { analysis: analysis.name, ...(analysis.by !== value.by && { analysisBy: analysis.by }) }),
  };
  return [
    {
      stream: documentedStream('measurement', series),
      kind: 'measured',
      actor: byPerson(value.by),
      at: endedAt,
      body: jsonOf(body),
    },
  ];
}

/** @returns what the log keeps of the triage of a missed target: each answer with its reason, "no" included. */
export function decidedAbout({ terms, given, endedAt }: TaskState): NewEvent[] {
  if (!terms.measures || !endedAt) return [];
  const decision = terms.evidence.flatMap(({ id }): Answer[] => {
    const last = given.findLast((e) => e.item === id);
    return last ? [{ question: id, answer: last.name, by: last.by }] : [];
  });
  const { series, period, endedAt: of } = terms.measures;
  return [
    {
      stream: documentedStream('measurement', series),
      kind: 'decided',
      actor: byPerson(decision.at(-1)?.by ?? terms.owner),
      at: endedAt,
      body: jsonOf({ period, decision, ...(of && { of }) }),
    },
  ];
}

/** The fold of a series. */
export function evolveSeries(state: Series | undefined, event: NewEvent): Series {
  const id = documentedId(event.stream);
  const series = state ?? { noun: 'measurement', id, values: [] };
  if (event.kind === 'decided') {
    const { period, decision, of } = event.body as unknown as Decided;
    const isOf = (v: Value) => v.period === period && !v.brought && (of === undefined || of === v.at);
    const values = series.values.map((v) => (isOf(v) && decision ? { ...v, decision } : v));
    return { ...series, values };
  }
  if (event.kind === 'taken-back') return { ...series, values: takenBack(series.values, event) };
  if (event.kind !== 'measured') return series;
  const value: Value = { ...(event.body as unknown as Measured), at: event.at };
  const isOther = (v: Value) => v.takenBack || v.period !== value.period || !isAlikeBrought(v, value);
  const others = series.values.filter(isOther);
  return { ...series, values: inTime(others, value) };
}

/** @returns a line for each value: the series against its target, with who made what of it (6.2, 9.1). */
export function valuesOf({ id, values }: Series) {
  return values.map(({ decision = [], target, ...value }) => ({
    series: id,
    period: value.period,
    value: value.value,
    unit: value.unit ?? '',
    target: `${target.is} ${target.than}`,
    met: value.met,
    source: textOf(value.source),
    analysis: textOf(value.analysis),
    analysed_by: value.analysis ? (value.analysisBy ?? value.by) : '',
    decision: decision.map(answerText).join('; '),
    decided_by: [...new Set(decision.map((each) => each.by))].join(' '),
    by: value.by,
    at: happenedOn(value),
    task: value.task,
    brought_along: broughtAlong(value),
    taken_back: takenBackWords(value.takenBack),
  }));
}

function answerText({ question, answer }: Answer): string {
  return question === '' ? textOf(answer) : `${question}: ${textOf(answer)}`;
}
