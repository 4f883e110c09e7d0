import type { Notice } from '../integrations/notices/notices.ts';
import { type Organisation, personById } from '../rules/organisation.ts';
import type { Instant } from '../rules/time.ts';
import { silenceNotice } from '../rules/wording/silence.ts';
import { deliver } from './delivery/deliver.ts';
import type { Dependencies } from './dependencies.ts';
import { ENGINE_RECORD } from './engine-record.ts';
import { keyFor, reachableLeads, toLeads } from './lead-notice.ts';
import { reasonOf } from './reason.ts';

/** The planner has stopped, and since when. */
export interface Silence {
  since: Instant;
  /** The next deadline of an open record, where it is known. */
  deadline?: Instant;
}

/**
 * Has the lead told once that nothing goes round, whoever notices it: the row of the outbox carries the silence's own key, and this
 * process delivers it itself, for nobody else may be alive. Called again while the silence lasts, it tries again what did not go out.
 * @throws RegisterError where the register cannot be written; then nothing was told.
 */
export async function tellSilence(deps: Dependencies, org: Organisation, silence: Silence): Promise<void> {
  const effects = toLeads(org, nameOf(silence), wordsOf(org, silence), deps.clock());
  await deps.register.write(async (tx) => {
    if ((await tx.addEffects(effects)) === 0) return;
    const body = { since: silence.since };
    await tx.append([{ stream: 'engine', kind: 'silent', actor: 'engine', at: silence.since, body }]);
  });
  await deliver(deps, { record: ENGINE_RECORD });
}

/**
 * Tells each lead past the register, which does not answer; whoever could not be told is logged.
 * @throws NoticeError where no lead's channel accepted it, so that it is tried again.
 */
export async function tellSilenceDirectly(deps: Dependencies, org: Organisation, silence: Silence): Promise<void> {
  const { subject, lines } = wordsOf(org, silence);
  const failures: unknown[] = [];
  const leads = reachableLeads(org);
  for (const lead of leads) {
    const address = addressOf(org, silence, lead);
    await deps.notices.send({ ...address, subject, lines }).catch((error) => {
      failures.push(error);
      deps.log('a lead could not be told', { channel: address.channel, ...reasonOf(error) }, 'error');
    });
  }
  if (failures.length > 0 && failures.length === leads.length) throw failures[0];
}

function nameOf({ since }: Silence): string {
  return `silent:${since}`;
}

function addressOf(org: Organisation, silence: Silence, lead: string): Pick<Notice, 'key' | 'channel' | 'to'> {
  const person = personById(org, lead);
  return {
    key: keyFor(nameOf(silence), lead),
    channel: person?.channel ?? 'mail',
    to: { name: person?.name ?? lead, ...(person?.mail && { mail: person.mail }) },
  };
}

function wordsOf(org: Organisation, { since, deadline }: Silence) {
  const { organisation, zone } = org.programme;
  return silenceNotice({ organisation, zone, since, ...(deadline && { deadline }) });
}
