/** Tables that are folds over the log; each is named like the prefix of its streams' records. */
export type RecordTable = 'occurrence' | 'task' | 'nonconformity' | 'documented';
export const recordTables: readonly RecordTable[] = ['occurrence', 'task', 'nonconformity', 'documented'];
/** Those whose records go on by themselves: a workflow follows each. */
export const followedTables = ['occurrence', 'task', 'nonconformity'] as const;
/** Those whose records have a ticket. */
export const ticketTables = ['task', 'nonconformity'] as const;

const ticket = [
  'display',
  'tracker',
  'ticket_id',
  'ticket_number',
  'ticket_url',
  'assignee',
  'verifier',
  'due',
  'hard_limit',
  'state',
  'missed',
  'blocked',
  'ended',
];

/** Columns that a projection may derive, by table. What it leaves out is null. */
export const derivedColumns: Record<RecordTable, readonly string[]> = {
  occurrence: [
    'display',
    'duty',
    'subject',
    'period',
    'period_name',
    'cause',
    'version',
    'opens',
    'due',
    'hard_limit',
    'state',
    'missed',
    'ended',
    'closed_at',
  ],
  task: [...ticket, 'occurrence', 'nonconformity', 'slot', 'duty', 'kind', 'opens', 'closed_at'],
  nonconformity: [
    ...ticket,
    'duty',
    'grade',
    'own_grade',
    'process',
    'clause',
    'raised',
    'plan_due',
    'resolve_due',
    'source',
    'parent',
    'closed_at',
  ],
  documented: ['noun', 'id', 'display', 'owner', 'state', 'due'],
};

/** Columns set by direct calls, which no event tells and `verify` leaves out. */
export const hintColumns: Record<RecordTable, readonly string[]> = {
  occurrence: ['wake_at'],
  task: ['wake_at', 'read_at', 'seen_through', 'written_through', 'written'],
  nonconformity: ['wake_at', 'read_at', 'seen_through', 'written_through', 'written'],
  documented: [],
};
