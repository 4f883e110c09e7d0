import type { What } from '../../../activities/doctor/finding.ts';
import { note, obstacle, operational, type Row } from './row.ts';

const DELIVERIES = 'At GitHub: *Settings, Webhooks*, its *Recent Deliveries*; at Jira: *System, WebHooks*';

/** What is found at trackers, of people, of webhooks, and of notices. */
export const outside = {
  unreachable: obstacle(
    ['GitHub, …: no answer (…)', 'GitHub, …: 5…', 'Jira, …: no answer (…)', 'Jira, …: 5…'],
    'The tracker does not answer within seconds, or answers nonsense.',
    'Check `api` or `site`, the network, proxies; look whether the tracker is up. A running engine waits and goes on by itself.',
  ),
  'rate-limited': obstacle(
    ['GitHub, …: 429 …', 'GitHub, …: 403 …', 'Jira, …: 429 …'],
    'The tracker asks to wait.',
    'Wait until the instant that is named.',
  ),
  token: obstacle(
    ['GitHub, …: 401 …', 'GitHub, …: 403 …', 'Jira, …: 401 …', 'Jira, …: 403 …'],
    'The token, App, or authorisation is unknown, revoked, or expired. Exit code 4.',
    'Make a new one with the same rights, put it where the reference points, restart what runs.',
  ),
  access: obstacle(
    ['… does not exist, or … may not see it'],
    'The repository or project is not there for this account.',
    'Check `repository` or `project`; invite the account, and give its token this repository, or the account a role in the project.',
  ),
  permission: obstacle(
    [
      '… may not write in …: labels and assignees would be dropped silently',
      '… lacks “…” in …: …',
      '… lacks … in project …',
    ],
    'The account can open issues, but GitHub would drop half of what it writes; or an App’s installation, or the account at Jira, lacks a permission. Without *Contents: read* alone it is a note.',
    'Give the account the role *Write*; grant the permission in the App’s settings, and accept it where the App is installed; at Jira, give the account a role in the project that has what is named.',
  ),
  issues: obstacle(
    ['issues are switched off in …'],
    'There is nowhere to open a ticket.',
    '*Settings, General, Features*.',
  ),
  archived: obstacle(
    ['… is archived and read-only'],
    'Nothing can be written there.',
    'Unarchive it, or name another one.',
  ),
  name: note(
    ['… is now called …', '… now has the key …'],
    'It was renamed; the old name still leads there.',
    'Write the new name into `repository` or `project`.',
  ),
  type: obstacle(
    ['… has no issue type …'],
    'Jira would refuse each new ticket.',
    'Write one of the ids that are named into `type`.',
  ),
  field: {
    levels: ['problem', 'note'],
    stops: true,
    says: [
      '… needs "…"',
      '…, "…": …',
      '… does not show "…" when an issue is created',
      '… shows no field … when an issue is created; it is filled in transitions only',
    ],
    means:
      'Jira would refuse each new ticket: the project demands a field that the programme does not fill, or does not take its value. A note where a field is filled that no new ticket has: a transition may demand it.',
    next: 'Write the field under `fields`, with one of the values that are named; or put it on the screen.',
  },
  status: {
    levels: ['problem', 'note'],
    stops: true,
    says: [
      '… has no status …',
      '…: status … is …one of those that are done',
      'there is no resolution …',
      'whoever closes a ticket of project … as "won\'t do" is taken to have done it',
    ],
    means:
      'Tickets could not be moved there. A note where nothing tells what was done from what was not: give `resolution.dropped` or `status.dropped`.',
    next: 'Write one of the ids that are named under `status` or `resolution`, or change the workflow.',
  },
  priority: obstacle(
    ['… has no priority …'],
    'Jira would refuse to set it.',
    'Write one of the ids that are named under `priority`.',
  ),
  quiet: note(
    ['… does not administer project …: each edit mails its watchers all the same'],
    'Only who administers a project may edit without a mail to each watcher.',
    'Make the account one, or set `quiet: false`.',
  ),
  'token-expiry': {
    levels: ['problem', 'note'],
    stops: false,
    says: ['the token expires on …', 'the token expired on …'],
    means: 'After that day nothing can be read or written there.',
    next: 'Make a new one, put it where the reference points, write its last day into `token_expires`, `apply`, restart what runs. A ticket that asks the lead for it opens 30 days before.',
  },
  public: {
    levels: ['problem', 'note'],
    stops: true,
    says: ['anybody can read …'],
    means: 'Nonconformities and evidence would be public. A note where `allow_public` permits it.',
    next: 'Make it private, or take a private one.',
  },
  'unknown-person': obstacle(
    ['… does not exist, or cannot be assigned in …'],
    'The login or account id is misspelt, or has no access to the repository or project.',
    'Correct it, or invite the account.',
  ),
  'deactivated-person': obstacle(
    [
      '… could be assigned in … when the programme was applied, and can be no longer: the account is gone, or its access',
    ],
    'Somebody left, or was taken out of the repository or project. Their open tickets go on; nobody does them.',
    'Put somebody else in their place, reassign their tickets, `apply`; or restore the access.',
  ),
  'other-account': obstacle(
    ['… points to another account than before'],
    'A login was freed and taken by somebody else. Acts of the new account count for nobody.',
    'Find out who it is; apply under a login that is theirs.',
  ),
  'engine-account': obstacle(
    ["… is the engine's own account, which is nobody in the programme"],
    'What a person and the engine write could not be told apart.',
    'Give the engine an account of its own.',
  ),
  'not-looked-up': obstacle(['… could not be looked up: …'], 'The tracker failed on this one question.', 'Try again.'),
  'no-account': note(
    ['… has no … account: …'],
    'The person gets no tickets and decides nothing there; the rest of the line says how they hear.',
    'Nothing, if that is meant.',
  ),
  'no-webhook': note(
    ['none is set up: changes are noticed within … s by asking'],
    'Nothing is lost, only later.',
    'Nothing; or set one up.',
  ),
  'silent-webhook': note(
    ['no delivery has come yet, and nothing changed that one should have told of'],
    'A secret is set, and whether deliveries arrive is not known: silence alone proves nothing.',
    `${DELIVERIES}: send its ping again, or change something in a ticket.`,
  ),
  'refused-delivery': note(
    ['a delivery was refused for its signature at …, after the last good one at …'],
    'Somebody else posts to the intake, or the secret was changed on one side a moment ago.',
    'If it was changed, enter the same one on both sides.',
  ),
  'wrong-secret': operational(
    [
      'its deliveries are refused for their signature, last at …; none was …',
      "…: its webhook's last delivery, at …, was refused for its signature",
    ],
    'Two different secrets. Changes are found by asking meanwhile.',
    'Enter the same one in the webhook and where `webhook_secret` points; restart what takes webhooks.',
  ),
  'dead-webhook': {
    levels: ['problem', 'note'],
    stops: false,
    says: ['…change… found by asking, every … s; …', '…: no webhook leads to /hooks/…', '…: its webhook…'],
    means:
      'Changes were made that no delivery told of; a problem from the third on, for a mention elsewhere may touch a ticket without one. Where the token may look at webhooks, their settings and last delivery are looked at. Changes are found by asking meanwhile.',
    next: `${DELIVERIES}: is it there, active, \`application/json\`, with *Issues* and *Issue comments* (Jira: issue updated and deleted, comments)? Is the intake running, and reached through your proxy?`,
  },
  clock: note(
    ['this machine is … s behind the tracker', 'this machine is … s ahead of the tracker'],
    'More than 5 s apart. Lateness is judged by the tracker’s clock, so no verdict is wrong; times in the record look odd.',
    'Set this machine’s clock by a time server.',
  ),
  'no-notices': note(
    ['neither mail nor chat is set up: people hear in their tickets only'],
    'Top management gets no digest.',
    'Add `notices`.',
  ),
  mail: obstacle(
    ['mail server …'],
    'It does not answer, or refuses the login.',
    'Correct `notices.mail`, or the server.',
  ),
  chat: obstacle(['chat …'], 'Nobody answers at the webhook’s host.', 'Correct `notices.chat`.'),
} satisfies Partial<Record<What, Row>>;
