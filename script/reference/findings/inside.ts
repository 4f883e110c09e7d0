import type { What } from '../../../activities/doctor/finding.ts';
import { note, obstacle, operational, type Row } from './row.ts';

/** What is found of the programme's file, the register, the data folder, and the engine. */
export const inside = {
  'no-programme': obstacle(
    ['does not exist', '… cannot be read: …'],
    'There is no programme to look at.',
    '`dutybound init`, or `--programme`.',
  ),
  mistake: obstacle(
    ['…'],
    'The file says something that cannot be; one line for each mistake.',
    'Correct it where the line says.',
  ),
  'literal-secret': obstacle(
    ['… a secret is only ever referred to, never written here; …'],
    'A token or password stands in the file itself. It is not shown.',
    'Make a new one, for this one has been in a file; put it into the environment or a file of mode 600, and write the reference.',
  ),
  'missing-secret': obstacle(
    ['The environment variable … is not set: …', 'The file … cannot be read…', '… is empty: …'],
    'What a reference points to is not there. Exit code 4. `up` refuses too.',
    'Set it; a service reads it from its `EnvironmentFile`.',
  ),
  register: obstacle(
    [
      'no register at …',
      'the register at …',
      'data folder …',
      '… holds … tables but no register: …',
      'register address …',
    ],
    'It is not there, does not answer, cannot be written, or is of a newer release.',
    'As the line says. `init` makes one; a copy is restored.',
  ),
  chain: operational(
    ['the log, or what it stands on, was changed or lost: …, first …'],
    'Somebody changed what was recorded, or the disk did. The record proves nothing any more from there on.',
    'Stop what runs. `dutybound verify` lists the places. Restore the last backup that verifies, and find out who did it.',
  ),
  projection: operational(
    ['rows differ from what the log says: …, first …'],
    'The log is whole, the tables made from it are not.',
    '`dutybound verify` lists the places; `register rebuild` makes the tables anew.',
  ),
  'nothing-applied': note(
    ['no programme has been applied yet'],
    'Nothing is owed yet.',
    '`dutybound preview`, then `dutybound apply`.',
  ),
  'not-applied': note(
    ['v…; … of the file … not applied'],
    'The file and what is in force differ.',
    '`dutybound preview`, then `dutybound apply`.',
  ),
  pending: note(
    ['v…, but for what waits for top management: …', 'v…, but for what top management denied: …'],
    'What is named keeps its old value until top management approves.',
    'Top management answers in its ticket.',
  ),
  planner: {
    levels: ['problem', 'note'],
    stops: false,
    says: ['has not gone round since …', 'has never gone round, since …'],
    means:
      'Nothing opens, chases, or notices a deadline: for more than three intervals of `pace.planner`. A problem where a deadline of an open ticket has fallen since, or falls before the next working morning.',
    next: 'Start `up`, or a worker. Where one runs, read its log. Nothing is lost: the next round makes up for it, and records the downtime.',
  },
  backup: {
    levels: ['problem', 'note'],
    stops: false,
    says: [
      'none has been made yet',
      'none has been made in the … days since the first programme was applied',
      'the last was made … days ago, at …',
    ],
    means: 'The register is the only thing that cannot be made again. A problem once it is older than 7 days.',
    next: 'Make one, and have it made every night.',
  },
  'open-folder': operational(
    ['others than its owner may use it (mode …): records and passwords lie there'],
    'Other users of this machine can read nonconformities, evidence, or the queue’s password.',
    'The `chmod` that it names. `up` refuses to start in such a folder.',
  ),
  'not-running': note(
    ['not running here'],
    'No `up` runs on this folder, and no other place was named.',
    '`dutybound up`; where the parts run apart, give `--temporal` and `--redis` as they get them.',
  ),
  temporal: operational(
    ['… cannot be used: …'],
    'Nobody answers there, or there is no such namespace.',
    'Look whether it runs; correct `--temporal`, `--namespace`. Its store may be lost: nothing else is.',
  ),
  redis: operational(
    ['… cannot be used: …'],
    'Nobody answers there, or the password is refused. Webhooks are answered 503 meanwhile, and changes are found by asking.',
    'Look whether it runs; correct `--redis`, `DUTYBOUND_REDIS_PASSWORD`.',
  ),
  'no-workers': operational(
    ['…: queue … has no workers; … waiting'],
    'The server runs, and nobody takes work from it.',
    'Start `dutybound worker` for Temporal’s queue, `dutybound intake` for the doorbells. Where one runs, read its log: it may look elsewhere, or into another namespace.',
  ),
  servers: note(
    ['… was not found. Looked in …'],
    '`up` cannot start its own servers.',
    '`script/bootstrap`, or name their folder in `DUTYBOUND_SERVERS`.',
  ),
  'failed-look': {
    levels: ['problem'],
    stops: true,
    says: ['could not be looked at: …'],
    means:
      'The look itself failed, or had no answer in its time; the others went on. `apply` goes ahead if it does not rely on it (planner, backup, Temporal, Redis).',
    next: 'Mend what it says, and look again.',
  },
} satisfies Partial<Record<What, Row>>;
