import { fullName } from '../store/store.ts';
import { draw, drawWhole } from './draw.ts';
import {
  type Case,
  type Colleague,
  dayAfter,
  type Intention,
  plusDays,
  says,
  type Work,
  workingDay,
} from './office.ts';
import { task } from './task.ts';

const NAMES = ['Laptop theft', 'Phishing', 'Supplier fails', 'Data centre burns', 'Leak by mistake', 'Ransomware'];
const CONTROLS = ['A.5.19', 'A.6.3', 'A.7.4', 'A.8.7', 'A.8.13', 'A.8.24'];
/** Of those who rate again, how many find something new; of those who decide, how many leave a risk as it is. */
const NEW = 0.2;
const RETAINED = 0.25;

/** The preparation of a risk assessment, and its report: what has a word of its own is said before the rest is handed in. */
export const riskAssessment: Work = (one) =>
  asWords(one, ({ office, ticket, name }, doer) => {
    if (!isAsked(ticket.body, 'new')) return '';
    const isFirst = /Known so far: 0 risks/.test(ticket.body ?? '');
    const names = isFirst ? NAMES.slice(0, 3) : [];
    const owner = (about: string) => office.people[drawWhole(0, office.people.length - 1, office.seed, name, about)];
    const lines = names.map((risk) => `/risk add ${risk} @${(owner(risk) ?? doer).login}`);
    return lines.length > 0 ? lines.join('\n') : '/risk none because the list was gone through';
  });

/** An owner rates each risk that the ticket lists, and says whether there is another one. */
export const riskRating: Work = (one) =>
  asWords(
    one,
    ({ ticket }) =>
      listed(ticket.body)
        .map((id) => (id === 'new' ? anythingNew(one) : `/risk ${id} ${scales(one, id)} because it is as it is`))
        .join('\n'),
    'words alone',
  );

/** An owner decides how a risk is treated. */
export const riskPlan: Work = (one) =>
  asWords(
    one,
    ({ office, ticket, name }, doer) => {
      const today = office.dayOf(ticket.createdAt);
      if (draw(office.seed, name, 'option', today) < RETAINED)
        return '/treat retain because it costs more than it saves';
      const control = CONTROLS[drawWhole(0, CONTROLS.length - 1, office.seed, name, 'control', today)];
      const date = workingDay(plusDays(today, drawWhole(60, 120, office.seed, name, 'action', today)));
      return `/treat modify controls=${control} @${doer.login} ${date} Put ${control} in place`;
    },
    'words alone',
  );

/** An owner accepts what is left, for most of a year where it is above the criteria; or does not. */
export const riskAcceptance: Work = (one) =>
  decided(one, (isYes) => {
    const { office, ticket } = one;
    if (!isYes) return '/reject because it is still too much';
    const until = plusDays(office.dayOf(ticket.createdAt), 300);
    return /That is above/.test(ticket.body ?? '')
      ? `/accept ${until} because we can live with it until then`
      : '/accept';
  });

/** Top management approves the criteria, or a risk above them; or does not. */
export const riskApproval: Work = (one) =>
  decided(one, (isYes) => (isYes ? '/approve' : '/deny because more has to be done first'));

/** Criteria that were denied are approved in the end: nobody changes them here. */
export const riskCriteria: Work = (one) => decided(one, () => '/approve');

function decided(one: Case, words: (isYes: boolean) => string): Intention[] {
  const { ticket, doer, office, name } = one;
  if (ticket.state !== 'open' || !doer) return [];
  const isYes = draw(office.seed, name, 'risk', office.dayOf(ticket.createdAt)) >= office.temper.denies;
  const day = dayAfter(one, ticket.createdAt, office.temper.answers, 'risk');
  return [{ id: 'decide', day, who: doer.login, does: () => says(one, doer, words(isYes)) }];
}

/** Everyday work whose handing in begins with words, or consists of them. */
function asWords(one: Case, words: (one: Case, doer: Colleague) => string, alone?: 'words alone'): Intention[] {
  const { doer, office, ticket } = one;
  if (!doer) return task(one);
  return task(one).map((intention) => {
    if (intention.id !== 'hand-in' && !intention.id.startsWith('again:')) return intention;
    const does = () => {
      const text = words(one, doer);
      if (text !== '') says(one, doer, text);
      if (alone) office.act.close(doer.login, fullName(ticket.repository), ticket.number, 'completed');
      else intention.does();
    };
    return { ...intention, does };
  });
}

function anythingNew(one: Case): string {
  const { office, ticket, name } = one;
  const today = office.dayOf(ticket.createdAt);
  if (draw(office.seed, name, 'new', today) >= NEW) return '/risk none because nothing else came up';
  const risk = NAMES[drawWhole(0, NAMES.length - 1, office.seed, name, 'which', today)];
  return `/risk add ${risk} ${scales(one, 'new')} because it happened elsewhere`;
}

/** What is rated again after its treatment is mostly small. */
function scales({ office, ticket, name }: Case, id: string): string {
  const [, steps = '5'] = /consequence 1 to (\d+)/.exec(ticket.body ?? '') ?? [];
  const most = /what is left/.test(ticket.title) ? Math.min(3, Number(steps)) : Number(steps);
  const today = office.dayOf(ticket.createdAt);
  const [consequence, likelihood] = ['consequence', 'likelihood'].map((scale) =>
    drawWhole(1, most, office.seed, name, id, scale, today),
  );
  return `consequence=${consequence} likelihood=${likelihood}`;
}

/** Ids of the risks and other things that a ticket still asks for. */
function listed(body: string | null): string[] {
  return [...(body ?? '').matchAll(/(?:^- |· )[○✗✓] \*\*([\w-]+)\*\*/gm)].flatMap(([, id]) => id ?? []);
}

function isAsked(body: string | null, id: string): boolean {
  return listed(body).includes(id);
}
