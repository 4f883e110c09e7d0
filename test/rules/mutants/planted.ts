/** A mistake planted in the rules by hand: the text occurs once in its file, and is replaced. */
export interface Mutant {
  mistake: string;
  file: string;
  from: string;
  to: string;
}

/** Mistakes in the rules of tasks. */
export const planted: Mutant[] = [
  {
    mistake: 'replies mute the ladder',
    file: 'rules/turn.ts',
    from: '>= commentBudget && !must',
    to: '>= commentBudget',
  },
  {
    mistake: 'the hard limit is a day later',
    file: 'rules/task/deadlines.ts',
    from: 'const at = rejected ? later(hardLimit.at, rejected) : hardLimit.at;',
    to: 'const at = plusMs(hardLimit.at, 86_400_000);',
  },
  {
    mistake: 'on the limit is still in time',
    file: 'rules/task/settle.ts',
    from: 'if (limit && limit <= upTo && !inTime) miss(turn);',
    to: 'if (limit && limit < upTo && !inTime) miss(turn);',
  },
  {
    mistake: 'the hard limit is judged by the moment of reading',
    file: 'rules/task/settle.ts',
    from: 'judged?.complete && (!limit || judged.at < limit)',
    to: 'judged?.complete && (!limit || turn.now < limit)',
  },
  {
    mistake: 'the hard limit is judged by our clock, before a reading at it',
    file: 'rules/task/advance.ts',
    from: '{ upTo: ticket.asOf, last: true }',
    to: '{ upTo: turn.now, last: true }',
  },
  {
    mistake: 'a submission is dated by its reading',
    file: 'rules/task/submission.ts',
    from: '  return { complete: true, at, gathered };',
    to: '  return { complete: true, at: turn.now > at ? turn.now : at, gathered };',
  },
  {
    mistake: 'the gate counts files instead of items',
    file: 'rules/task/submission.ts',
    from: 'if (gathered.missing.length > 0) return',
    to: 'if (gathered.items.length + gathered.others.length < turn.state.terms.evidence.length) return',
  },
  {
    mistake: 'evidence from before the opening counts',
    file: 'rules/task/offers.ts',
    from: 'givenAt(c) >= since && !c.key',
    to: '!c.key',
  },
  {
    mistake: 'gate_wait is ignored',
    file: 'rules/task/submission.ts',
    from: 'plusMs(closing.at, turn.org.programme.pace.gateWait)',
    to: 'plusMs(closing.at, 0)',
  },
  {
    mistake: 'an empty file counts',
    file: 'rules/task/evidence.ts',
    from: 'if (offer.outsider || offer.size === 0) return false;',
    to: 'if (offer.outsider) return false;',
  },
  {
    mistake: 'none needed counts for an item that asks for a file',
    file: 'rules/task/evidence.ts',
    from: "if (offer.how === 'none-needed' || offer.how === 'text') return !item.file;",
    to: "if (offer.how === 'none-needed' || offer.how === 'text') return true;",
  },
  {
    mistake: 'a link does where the bytes must be kept',
    file: 'rules/task/evidence.ts',
    from: '!item.kept || offer.kept !== undefined ||',
    to: "!item.kept || offer.how === 'link' ||",
  },
  {
    mistake: 'a stranger’s close is accepted',
    file: 'rules/task/closing.ts',
    from: 'const by = personOf(org, ref.tracker, closed.by);',
    to: "const by = personOf(org, ref.tracker, closed.by) ?? 'sam';",
  },
  {
    mistake: 'authority is ignored where somebody decides for somebody',
    file: 'rules/authority.ts',
    from: 'return allowed.includes(by) || allowed.some(lent) ? by : undefined;',
    to: 'return allowed.length > 0 || allowed.some(lent) ? by : undefined;',
  },
  {
    mistake: 'a delegate decides whatever the delegation names',
    file: 'rules/authority.ts',
    from: 'delegate?.powers.includes(power);',
    to: 'delegate !== undefined;',
  },
  {
    mistake: 'who is barred decides all the same',
    file: 'rules/authority.ts',
    from: '.filter((p) => !barred.includes(p))',
    to: '.filter(() => true)',
  },
  {
    mistake: 'self-verification is allowed',
    file: 'rules/task/people.ts',
    from: 'return state.terms.selfVerification ? [] : [...implementers(state), ...(state.terms.barred ?? [])];',
    to: 'return [];',
  },
  {
    mistake: 'the owner may approve their own extension',
    file: 'rules/task/people.ts',
    from: 'new Set([state.terms.owner, state.assignee, ',
    to: 'new Set([state.assignee, ',
  },
  {
    mistake: 'a verifier waives what the standard demands',
    file: 'rules/task/people.ts',
    from: "if (what === 'waiver' && isDemanded(state))",
    to: "if (what === 'waiver' && state.waived)",
  },
  {
    mistake: 'a denied extension uses one up',
    file: 'rules/task/evolve-requests.ts',
    from: "    case 'extension-denied':\n",
    to: "    case 'extension-denied':\n      return { ...without(state, 'extension'), extended: [...state.extended, { by: '', at: '', from: state.due, to: state.due }] };\n",
  },
  {
    mistake: 'one extension more than allowed',
    file: 'rules/task/requests.ts',
    from: 'extended.length >= terms.extensions',
    to: 'extended.length > terms.extensions',
  },
  {
    mistake: 'a lapsed extension still approves',
    file: 'rules/task/deadlines.ts',
    from: "if (turn.state.extension) record(turn, 'extension-lapsed', {}, at);",
    to: '',
  },
  {
    mistake: 'the hard limit stays where it was when the due date moves',
    file: 'rules/task/decisions.ts',
    from: '{ hardLimit: movedAlong(org.programme.zone, state.hardLimit, state.due, to) }',
    to: '{ hardLimit: state.hardLimit }',
  },
  {
    mistake: 'days already late are forgiven',
    file: 'rules/task/lateness.ts',
    from: '[...stayed, lateOf(state.due, given.at(-1)?.at, at)]',
    to: '[lateOf(state.due, given.at(-1)?.at, at)]',
  },
  {
    mistake: 'what was missed gets another nonconformity when it is waived',
    file: 'rules/task/followed-up.ts',
    from: ': standsMissed(state)',
    to: ': false',
  },
  {
    mistake: 'what is waived gets another nonconformity where its occurrence has one',
    file: 'rules/task/followed-up.ts',
    from: 'followUp ? !followUp.closed : ',
    to: '',
  },
  {
    mistake: 'a date that somebody outside sets is extended',
    file: 'rules/plan/dates.ts',
    from: 'return external === true || !extensions;',
    to: 'return !extensions;',
  },
  {
    mistake: 'whoever takes a role over is never asked to verify',
    file: 'rules/task/submission.ts',
    from: 'if (may.length === 0 || ',
    to: 'if (may.length >= 0 || ',
  },
  {
    mistake: 'a moved ticket is heard a second time',
    file: 'rules/task/tampering.ts',
    from: 'readThrough === undefined || ref.id === ticket.ref.id',
    to: 'readThrough !== null',
  },
  {
    mistake: 'closed as won’t-do is done',
    file: 'rules/task/settle.ts',
    from: 'else if (closing.dropped) dropped(turn, closing);',
    to: "else if (closing.dropped) record(turn, 'ended', { verdict: 'waived' }, closing.at);",
  },
  {
    mistake: 'anybody may ask to waive by closing',
    file: 'rules/task/settle.ts',
    from: '!state.waiver && mayAsk(state, org, closing.by, closing.at)',
    to: '!state.waiver',
  },
  {
    mistake: 'the close that was rejected hands in again',
    file: 'rules/task/closing.ts',
    from: 'c.at > rejected && ',
    to: '',
  },
  {
    mistake: 'an edited comment commands',
    file: 'rules/acts.ts',
    from: 'if (comment.edited)',
    to: "if (comment.edited && said.kind === 'unknown')",
  },
  {
    mistake: 'a refusal is repeated each time',
    file: 'rules/answers.ts',
    from: '  if (repeat) return;\n',
    to: '',
  },
  {
    mistake: 'comments are not counted',
    file: 'rules/thread.ts',
    from: 'comments: thread.comments + 1',
    to: 'comments: thread.comments',
  },
  {
    mistake: 'whoever ended it, anybody revives it',
    file: 'rules/task/verification.ts',
    from: 'decidedBy(turn.org, act, authority(turn.state, turn.org))',
    to: "stage === 'ended' ? act.by : decidedBy(turn.org, act, authority(turn.state, turn.org))",
  },
  {
    mistake: 'the second round of verification is told with the keys of the first',
    file: 'rules/task/chase.ts',
    from: '{verification.at ?? submission.at}:$',
    to: '',
  },
  {
    mistake: 'people are chased for an hour that the reading has not reached',
    file: 'rules/task/chase.ts',
    from: 'earliest(turn.now, ticket.asOf)',
    to: 'turn.now',
  },
  {
    mistake: 'a hidden ticket is taken for a deleted one at once',
    file: 'rules/task/tampering.ts',
    from: 'msBetween(since, found.asOf) >= confirmAfter',
    to: 'msBetween(since, found.asOf) >= 0',
  },
  {
    mistake: 'the engine’s delay is the assignee’s',
    file: 'rules/task/delay.ts',
    from: '  if (!late) return;',
    to: '  if (late || !late) return;',
  },
  {
    mistake: 'what is assigned to a stranger stays with them',
    file: 'rules/task/tampering.ts',
    from: '  if (upTo === undefined && standing.every((person) => person === undefined)) putBack(turn, ticket);',
    to: '',
  },
];
