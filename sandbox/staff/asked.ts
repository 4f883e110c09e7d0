import type { Comment } from '../store/model.ts';
import { draw } from './draw.ts';
import { type Case, dayAfter, type Intention, named, says } from './office.ts';

/** A question of the engine to those whom it mentions: how it reads, what is answered to a yes and to a no. */
interface Question {
  reads: RegExp;
  /** The engine's own word that it is settled. */
  settled: RegExp;
  yes: string;
  no: string;
}

const QUESTIONS: Record<string, Question> = {
  extension: {
    reads: /asks for .+ instead of /,
    settled: /^(Now due on|Not extended|Now to be resolved by)/,
    yes: '/approve extension',
    no: '/deny extension because there is time enough',
  },
  waiver: {
    reads: /asks not to do this one/,
    settled: /^(Waived by|Not waived)/,
    yes: '/approve waiver',
    no: '/deny waiver because it still has to be done',
  },
  proposal: {
    reads: /Should this be a major\?/,
    settled: /^It stays minor/,
    yes: '/accept',
    no: '/reject because the third fix is under way',
  },
};

/** Checks what was handed in, as the ticket's text says who is to. */
export function asked(one: Case): Intention[] {
  const { office, ticket, paper, name } = one;
  const [checker] = named(one, paper.checks);
  if (ticket.state !== 'closed' || !checker || ticket.closedAt === null) return [];
  const about = office.dayOf(ticket.closedAt);
  if (draw(office.seed, name, 'silent', about) < office.temper.silent) return [];
  const isRight = draw(office.seed, name, 'check', about) >= office.temper.rejects;
  const accept = / signs it by /.test(ticket.body ?? '') ? '/sign' : '/accept';
  const words = isRight ? accept : '/reject because it shows two of three systems';
  const day = dayAfter(one, ticket.closedAt, office.temper.answers, 'check');
  return [{ id: `check:${ticket.closedAt}`, day, who: checker.login, does: () => says(one, checker, words) }];
}

/** Decides what somebody asked for, as whoever the engine mentions. */
export function requests(one: Case): Intention[] {
  return Object.entries(QUESTIONS).flatMap(([what, question]) => decide(one, what, question) ?? []);
}

function decide(one: Case, what: string, { reads, settled, yes, no }: Question): Intention | undefined {
  const { office, ticket, name } = one;
  const own = ticket.comments.filter(({ author }) => author.login === office.engine);
  const question = own.findLast(({ body }) => reads.test(body));
  if (!question || own.slice(own.indexOf(question) + 1).some(({ body }) => settled.test(body))) return undefined;
  const who = office.people.find(({ login }) => mentioned(question).includes(login.toLowerCase()));
  const about = office.dayOf(question.createdAt);
  if (!who || draw(office.seed, name, what, 'silent', about) < office.temper.silent) return undefined;
  const isGranted = draw(office.seed, name, what, about) >= office.temper.denies;
  const day = dayAfter(one, question.createdAt, [1, Math.min(3, office.temper.answers[1])], what);
  return { id: `${what}:${question.id}`, day, who: who.login, does: () => says(one, who, isGranted ? yes : no) };
}

/** Logins that a comment begins with. */
function mentioned({ body }: Comment): string[] {
  const [start = ''] = /^(@[\w-]+ )*/.exec(body) ?? [];
  return start.toLowerCase().match(/[\w-]+/g) ?? [];
}
