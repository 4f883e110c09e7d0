import type { Mutant } from './planted.ts';

/** Mistakes in the rules of nonconformities. */
export const planted: Mutant[] = [
  {
    mistake: 'the grade is judged by the moment of reading',
    file: 'rules/nonconformity/deadlines.ts',
    from: 'standingBefore(resolutions(state, turn.seen.actions, deadline.at), deadline.at)',
    to: 'standingBefore(resolutions(state, turn.seen.actions, deadline.at), turn.now)',
  },
  {
    mistake: 'handed in at the deadline itself is in time',
    file: 'rules/nonconformity/outcome.ts',
    from: 's.from < instant &&',
    to: 's.from <= instant &&',
  },
  {
    mistake: 'an escalation is dated by its reading',
    file: 'rules/nonconformity/deadlines.ts',
    from: 'const when = later(at, escalationAt(turn.state));',
    to: 'const when = later(turn.now, escalationAt(turn.state));',
  },
  {
    mistake: 'an action’s ticket need not be read at the deadline',
    file: 'rules/nonconformity/deadlines.ts',
    from: 'if (unreadActions(turn).length > 0) return { passing: [], blockedFrom: deadline.at };',
    to: '',
  },
  {
    mistake: 'resolved when verified, not when handed in',
    file: 'rules/nonconformity/outcome.ts',
    from: 'const all = planned.map((o) => o?.stood ?? []);',
    to: 'const all = planned.map((o) => (o?.verified ? [{ from: o.verified.at }] : []));',
  },
  {
    mistake: 'a pending extension stops the clock',
    file: 'rules/nonconformity/deadlines.ts',
    from: "passing: [{ at: deadline.at, order: 0, apply: () => record(turn, 'extension-lapsed', {}, deadline.at) }],",
    to: 'passing: [],',
  },
  {
    mistake: 'the day of an escalation counts',
    file: 'rules/nonconformity/clock.ts',
    from: 'const from = isLocalDate(start) ? startOfDay(calendar.zone, start) : start;',
    to: 'const from = isLocalDate(start) ? startOfDay(calendar.zone, start) : new Date(Date.parse(start) - 1).toISOString();',
  },
  {
    mistake: 'an action rejected after the deadline changes no grade',
    file: 'rules/nonconformity/deadlines.ts',
    from: "passing: span?.until ? [fails(turn, span.until, 'nc.minor.rejected')] : []",
    to: 'passing: []',
  },
  {
    mistake: 'the owner approves the plan',
    file: 'rules/nonconformity/plan.ts',
    from: 'const by = decidedBy(org, act, { allowed, barred: plannersOf(state),',
    to: 'if (act.by && ownersOf(state).includes(act.by)) return act.by;\n  const by = decidedBy(org, act, { allowed, barred: plannersOf(state),',
  },
  {
    mistake: 'the agreement of a minor’s plan holds for the major',
    file: 'rules/nonconformity/evolve.ts',
    from: "grade !== 'major' ? agreedAgain(state) : agreed && agreed.at >= at ? agreed : undefined;",
    to: 'agreed ?? former;',
  },
  {
    mistake: 'an implementer judges whether the fix worked',
    file: 'rules/nonconformity/people.ts',
    from: '...(state.verified?.implementers ?? [])',
    to: '',
  },
  {
    mistake: 'the lead annuls an escalation',
    file: 'rules/nonconformity/people.ts',
    from: 'return topManagement(org).filter(',
    to: 'return [...leads(org), ...topManagement(org)].filter(',
  },
  {
    mistake: 'an accepted plan satisfies the auditor for a major',
    file: 'rules/nonconformity/external.ts',
    from: "return grade === 'major' ? at('validated') : ",
    to: 'return ',
  },
  {
    mistake: 'a letter counts without one being there',
    file: 'rules/nonconformity/letters.ts',
    from: 'return url ? { name: { text: url }, url } : undefined;',
    to: "return { name: { text: url ?? '' }, url: url ?? '' };",
  },
  {
    mistake: 'a concern has a minor’s clock',
    file: 'rules/nonconformity/clock.ts',
    from: "if (grade === 'concern') return { from, clocks: { plan: NEVER, resolve: NEVER } };\n  const { plan, resolve } = clocks[grade];",
    to: "const { plan, resolve } = clocks[grade === 'concern' ? 'minor' : grade];",
  },
  {
    mistake: 'the ticket of a body’s nonconformity closes with our own axis',
    file: 'rules/nonconformity/state.ts',
    from: 'if (!external || externalEnd(external) !== undefined) return undefined;',
    to: 'return undefined;',
  },
  {
    mistake: 'the profile’s dates hold beside the body’s',
    file: 'rules/nonconformity/clock.ts',
    from: 'const given = { ...own, ...bodysDeadlines(dates, calendar.zone) };',
    to: 'const given = { ...bodysDeadlines(dates, calendar.zone), ...own };',
  },
  {
    mistake: 'the body’s lower grade takes our own escalation back',
    file: 'rules/nonconformity/body-grade.ts',
    from: "const raisedByUs = !['raised', 'body'].includes(state.grades.at(-1)?.rule ?? '');",
    to: 'const raisedByUs = false;',
  },
  {
    mistake: 'minors that repeat need not lie within one span',
    file: 'rules/nonconformity/repeats.ts',
    from: 'inOrder.slice(i).filter((m) => raised(m) < ends);',
    to: "inOrder.slice(i).filter(() => ends !== '');",
  },
  {
    mistake: 'old minors are put to the lead by one that does not belong to them',
    file: 'rules/nonconformity/repeats.ts',
    from: 'span.length >= enough && span.some((m) => m.link.key === key)',
    to: "span.length >= enough && key !== ''",
  },
];
