import { bad } from '../refusal.ts';
import { type Token, tokensOf } from './tokens.ts';

export const fields = ['project', 'labels', 'created', 'updated', 'key', 'id', 'reporter', 'creator'] as const;
export type FieldName = (typeof fields)[number];
type Operator = '=' | 'in' | '>=' | '<=' | '>' | '<';

export interface Clause {
  readonly field: FieldName;
  readonly operator: Operator;
  /** `currentUser()` stays as it is written. */
  readonly values: readonly string[];
}

export interface Query {
  /** All of them hold. */
  readonly clauses: readonly Clause[];
  readonly order: readonly { readonly field: FieldName; readonly isDescending: boolean }[];
}

const aliases: Readonly<Record<string, FieldName>> = { issuekey: 'key', issue: 'key', createdDate: 'created' };
const operators: Readonly<Record<FieldName, readonly string[]>> = {
  project: ['=', 'in'],
  labels: ['=', 'in'],
  key: ['=', 'in'],
  id: ['=', 'in'],
  reporter: ['=', 'in'],
  creator: ['=', 'in'],
  created: ['>=', '<=', '>', '<'],
  updated: ['>=', '<=', '>', '<'],
};

/** Reads the part of JQL that is served: clauses joined by AND, then ORDER BY. 400 for anything else, and for an unbounded query. */
export function parseJql(jql: string): Query {
  const tokens = tokensOf(jql);
  let at = 0;
  const peek = () => tokens[at];
  const isWord = (word: string) => peek()?.kind === 'word' && peek()?.value.toLowerCase() === word;
  const take = (): Token => {
    const token = tokens[at++];
    if (!token) throw bad('Error in the JQL Query: The query ends too early.');
    return token;
  };
  const expect = (sign: string) => {
    const token = take();
    if (token.kind !== 'sign' || token.value !== sign) throw unexpected(token, `'${sign}'`);
  };

  function clause(): Clause {
    const field = fieldOf(take());
    const token = take();
    const operator = token.value.toLowerCase() as Operator;
    if (!operators[field].includes(operator)) throw unexpected(token, operators[field].join(' '));
    return { field, operator, values: operator === 'in' ? list() : [value()] };
  }

  function list(): string[] {
    expect('(');
    const values = [value()];
    while (peek()?.value === ',' && take()) values.push(value());
    expect(')');
    return values;
  }

  function value(): string {
    const token = take();
    if (token.kind === 'sign') throw unexpected(token, 'a value');
    if (token.kind === 'text' || peek()?.value !== '(') return token.value;
    expect('(');
    expect(')');
    if (token.value !== 'currentUser') throw bad(`Unable to find JQL function '${token.value}()'.`);
    return 'currentUser()';
  }

  const clauses: Clause[] = [];
  while (peek() && !isWord('order')) {
    if (clauses.length > 0) {
      if (!isWord('and')) throw unexpected(take(), "'AND' or 'ORDER BY'");
      take();
    }
    clauses.push(clause());
  }
  if (clauses.length === 0)
    throw bad('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  const order: { field: FieldName; isDescending: boolean }[] = [];
  if (peek()) {
    take();
    if (!isWord('by')) throw unexpected(take(), "'BY'");
    do {
      take();
      const field = fieldOf(take());
      const isDescending = isWord('desc');
      if (isDescending || isWord('asc')) take();
      order.push({ field, isDescending });
    } while (peek()?.value === ',');
    if (peek()) throw unexpected(take(), 'the end of the query');
  }
  return { clauses, order };
}

function fieldOf(token: Token): FieldName {
  const field = aliases[token.value] ?? fields.find((each) => each === token.value.toLowerCase());
  if (field && token.kind !== 'sign') return field;
  throw bad(`Field '${token.value}' does not exist or you do not have permission to view it.`);
}

function unexpected(token: Token, allowed: string) {
  return bad(`Error in the JQL Query: Expecting ${allowed} but got '${token.value}' (line 1, character ${token.at}).`);
}
