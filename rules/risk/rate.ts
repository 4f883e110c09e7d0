import type { CommentAct } from '../acts.ts';
import type { Command } from '../commands.ts';
import { type Json, jsonOf, type Words } from '../event.ts';
import { keyOf } from '../keys.ts';
import { nameOf, personNamed } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Filling, FillingWord, Misread } from '../task/filling-word.ts';
import type { Item, TaskState } from '../task/state.ts';
import type { TaskTurn } from '../task/turn.ts';
import { levelOf, offScale, type Rated } from './criteria.ts';
import { listedIn, ownerMay, riskOwnerIn } from './owner.ts';
import { NEW } from './terms.ts';

/** What `risk` says of one risk, or that there is none to add. */
export interface SaidOfRisk extends Partial<Rated> {
  what: 'rate' | 'retire' | 'add' | 'none';
  id?: string;
  because?: Words;
  /** Of one that is added. */
  title?: Words;
  owner?: PersonId;
}

/**
 * `risk R-7 consequence=4 likelihood=3 because …`, `risk retire R-7 because …`, `risk add TITLE …`, `risk none because …` (6.1.2 c, d): where
 * risks are rated, by their owner only; where an assessment is prepared, by whoever prepares it, who names owners and rates nothing.
 */
export const rateRisk: FillingWord = { may, read };

function may(turn: TaskTurn, act: CommentAct): { by: PersonId | undefined; who: string } | undefined {
  if (!rates(turn)) return undefined;
  const { state } = turn;
  const id = riskNamed(takeApart(act.command.text), namesIn(state));
  const added = addedIn(state).find((risk) => risk.id === id)?.owner;
  return ownerMay(turn, act, added ?? riskOwnerIn(state, id));
}

function namesIn(state: TaskState): string[] {
  return [...listedIn(state), ...addedIn(state).flatMap(({ id }) => id ?? [])];
}

/** The risk that is rated or retired, by whatever case it is written in. */
function riskNamed({ verb, rest }: Pick<Apart, 'verb' | 'rest'>, ids: string[]): string | undefined {
  const name = verb === 'retire' ? rest.split(/\s/)[0] : verb;
  return ids.find((known) => known.toLowerCase() === name?.toLowerCase());
}

function rates({ state }: TaskTurn): boolean {
  return state.terms.kind === 'risk-rating';
}

function ratedElsewhere({ state, org }: TaskTurn, id: string | undefined): string {
  const owner = addedIn(state).find((risk) => risk.id === id)?.owner;
  return owner === undefined
    ? 'risks are rated by their owners, each in a ticket of their own that opens after this one; here: add TITLE @owner, retire what was added here, or none because …'
    : `${id} is rated by its owner, ${nameOf(org, owner)}, in a ticket of their own that opens after this one; here it can only be retired`;
}

function read(command: Command, items: Item[], turn: TaskTurn, _act: CommentAct, by: PersonId): Filling | Misread {
  const { verb, rest, because, ...scales } = takeApart(command.text);
  const fresh = items.some((item) => item.id === NEW);
  if (fresh && verb === 'none') return none(because || rest);
  if (fresh && verb === 'add') return add(turn, by, { ...scales, title: rest, because }, command.person);
  const ids = namesIn(turn.state);
  const id = riskNamed({ verb, rest }, ids);
  if (!rates(turn) && (!id || verb !== 'retire')) return { wrong: ratedElsewhere(turn, id), form: 'add TITLE @owner' };
  const also = fresh ? ', add, retire, or none' : '';
  if (!id) return { wrong: `it begins with a risk${ids.length > 0 ? `, one of ${ids.join(', ')}` : ''}${also}` };
  const item = items.some((one) => one.id === id) ? id : NEW;
  if (verb === 'retire') return retire(item, id, because || rest.slice(id.length).trim());
  return rate(turn, item, id, { ...scales, because: because || rest });
}

interface Apart extends Partial<Rated> {
  verb: string;
  rest: string;
  because: string;
}

function takeApart(text: string): Apart {
  const scales: Partial<Rated> = {};
  const bare = text.replace(/\b(consequence|likelihood)\s*=\s*(\d{1,4})\b[,;]?/gi, (_, name: string, n: string) => {
    scales[name.toLowerCase() as keyof Rated] = Number(n);
    return ' ';
  });
  const [head = '', ...reasons] = bare.split(/\bbecause\b[\s:,…]*/i);
  const [verb = '', ...rest] = head.trim().split(/\s+/);
  const known = /^(add|retire|none)$/i.test(verb) ? verb.toLowerCase() : verb;
  return {
    ...scales,
    verb: known,
    rest: rest.join(' '),
    because: reasons.join('because ').replace(/\s+/g, ' ').trim(),
  };
}

function none(because: string): Filling | Misread {
  if (!isReason(because)) return { wrong: 'it needs a reason' };
  return { item: NEW, name: `none, because ${because}`, says: said({ what: 'none', because: { text: because } }) };
}

function retire(item: string, id: string, because: string): Filling | Misread {
  if (!isReason(because)) return { wrong: 'it needs a reason' };
  return { item, name: `retired, because ${because}`, says: said({ what: 'retire', id, because: { text: because } }) };
}

function rate(
  { state }: TaskTurn,
  item: string,
  id: string,
  { consequence, likelihood, because }: Partial<Rated> & { because: string },
): Filling | Misread {
  const { criteria } = state.terms.risks ?? {};
  if (!criteria || consequence === undefined || likelihood === undefined)
    return { wrong: 'it needs both, such as consequence=4 likelihood=3' };
  const rated = { consequence, likelihood };
  const wrong = offScale(rated, criteria);
  if (wrong) return { wrong };
  const name = `${shownLevel(rated, criteria.acceptable)}${because ? `: ${because}` : ''}`;
  return { item, name, says: said({ what: 'rate', id, ...rated, ...(because && { because: { text: because } }) }) };
}

function add(
  turn: TaskTurn,
  by: PersonId,
  { title, because, consequence, likelihood }: Partial<Rated> & { title: string; because: string },
  person: string | undefined,
): Filling | Misread {
  const { state, org } = turn;
  const { terms } = state;
  if (!isReason(title)) return { wrong: 'it needs the risk, in a few words' };
  const named = person === undefined ? undefined : personNamed(org, terms.tracker, person);
  if (person !== undefined && !named) return { wrong: `${person} is nobody in the programme` };
  const isOwners = rates(turn);
  if (isOwners && named && named !== terms.owner)
    return { wrong: 'what is rated here is yours; ask the lead to add it for them' };
  if (!isOwners && (consequence !== undefined || likelihood !== undefined))
    return { wrong: 'its owner rates it; name them, @owner', form: 'add TITLE @owner' };
  const added = addedIn(state);
  const id = newId(turn, added.length);
  const rated = isOwners ? rate(turn, NEW, id, { because, ...defined({ consequence, likelihood }) }) : undefined;
  if (rated && 'wrong' in rated) return rated;
  const owner = isOwners ? terms.owner : (named ?? by);
  const one: SaidOfRisk = {
    ...(rated?.says as unknown as SaidOfRisk | undefined),
    what: 'add',
    id,
    title: { text: title },
    owner,
    ...(because && { because: { text: because } }),
  };
  const names = [...added, one].map((r) => `${r.id} ${r.title && 'text' in r.title ? r.title.text : ''}`);
  return { item: NEW, name: names.join('; '), says: said(one) };
}

/** @returns risks that were added in a task so far. */
export function addedIn({ given }: Pick<TaskState, 'given'>): SaidOfRisk[] {
  return given
    .map((e) => e.says as unknown as SaidOfRisk | undefined)
    .filter((s): s is SaidOfRisk => s?.what === 'add');
}

/** Of the task and how many it added before: the same wherever it is worked out again, and no risk's elsewhere. */
function newId({ key, org }: TaskTurn, n: number): string {
  const { instance } = org.programme;
  const unique = keyOf({ instance, duty: 'risk', period: key, cause: 'added', slot: String(n) });
  return `R-${unique.slice(0, 5).toUpperCase()}`;
}

/** @returns `12 (4 × 3), above 8`. */
export function shownLevel(rated: Rated, acceptable: number): string {
  const level = levelOf(rated);
  const where = level > acceptable ? `, above ${acceptable}` : '';
  return `level ${level} (${rated.consequence} × ${rated.likelihood})${where}`;
}

function isReason(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function defined({ consequence, likelihood }: Partial<Record<keyof Rated, number | undefined>>): Partial<Rated> {
  return { ...(consequence !== undefined && { consequence }), ...(likelihood !== undefined && { likelihood }) };
}

function said(what: SaidOfRisk): Record<string, Json> {
  return jsonOf(what);
}
