import { trigger } from '../../activities/openings/trigger.ts';
import { REPO } from '../cli/company.ts';
import { type Scene, setScene } from '../cli/scene.ts';

const START = '2027-01-04T08:00:00.000Z';
const MARA = 'person:mara (asserted at the command line by mara@desk)';

function duty(id: string, first: string, more = ''): string {
  return `
  ${id}:
    kind: evidence-request
    title: "${id.replaceAll('-', ' ')}"
    ask: Check it and say what was found.
    clause: A.5.18
    process: access
    owner: sam
    every: 12 months
    first: ${first}
    shift: none
    ladder: L2
    evidence: { export: "users and roles, at most 14 days old" }${more}`;
}

const VERIFIED = '\n    verifier: mara';
const duties = [
  duty('access-review', '2027-01-15', VERIFIED),
  duty('backup-test', '2027-01-20'),
  duty('supplier-review', '2027-01-22', VERIFIED),
  duty('key-rotation', '2027-01-25', VERIFIED),
  duty('log-review', '2027-01-18', VERIFIED),
].join('');

/**
 * Leads half a year of a small company: work verified, sent back, extended, waived, missed, and done again; tickets deleted and edited;
 * nonconformities extended, grown to major, and closed; a programme that gets weaker; a text taken out. Everybody acts in the sandbox.
 * @param folder of the register, which is made.
 */
export async function leadLife(folder: string): Promise<Scene> {
  const scene = await setScene(folder, START);
  const day = dayOf(scene);
  await scene.apply(duties);
  await day('2027-01-05');
  await sentBackAndVerified(scene);
  await extendedAndRecorded(scene);
  await grown(scene);
  await deletedAndWaived(scene);
  await weakened(scene);
  await day('2027-02-06');
  await day('2027-02-09');
  await revived(scene);
  await corrected(scene);
  for (const date of ['2027-04-20', '2027-05-08', '2027-05-25', '2027-06-12', '2027-07-01']) await day(date);
  await forgotten(scene);
  return scene;
}

/** @returns what moves the clock to a morning and lets the engine do what is to be done then. */
function dayOf(scene: Scene): (date: string, time?: string) => Promise<void> {
  return async (date, time = '09:00') => {
    scene.set(`${date}T${time}:00.000Z`);
    await scene.settle();
  };
}

/** @returns the number of the newest ticket with these words in its title, a task's before a nonconformity's. */
function numbered(scene: Scene, words: string): number {
  const [repository] = scene.sandbox.store.repositories;
  const titled = [...(repository?.tickets.values() ?? [])].filter((t) => !t.gone && t.title.includes(words));
  const found = titled.findLast((t) => !t.title.startsWith('NC-')) ?? titled.at(-1);
  if (found) return found.number;
  throw new Error(`no ticket has "${words}" in its title`);
}

/** Tells the engine that an ended ticket changed, as a webhook does. */
async function ring({ deps, sandbox }: Scene, words: string): Promise<void> {
  const [repository] = sandbox.store.repositories;
  const ticket = [...(repository?.tickets.values() ?? [])].find((t) => !t.gone && t.title.includes(words));
  const name = ticket && (await deps.register.byTicket('github', String(ticket.id)));
  if (name) await deps.wake([name]);
}

function handIn(scene: Scene, words: string, file = 'export.csv'): void {
  const number = numbered(scene, words);
  scene.sandbox.act.attach('sam-okoro', REPO, number, file, Buffer.from(`user,role\nsam,admin\n# ${words}\n`));
  scene.sandbox.act.close('sam-okoro', REPO, number, 'completed');
}

async function sentBackAndVerified(scene: Scene): Promise<void> {
  const day = dayOf(scene);
  scene.sandbox.act.close('sam-okoro', REPO, numbered(scene, 'access review'), 'completed');
  await day('2027-01-05', '10:00');
  await day('2027-01-05', '10:05');
  scene.says('sam-okoro', numbered(scene, 'access review'), '/accept');
  handIn(scene, 'access review');
  await day('2027-01-06');
  scene.says('mara-lindt', numbered(scene, 'access review'), '/reject because Zaphod is still in the list');
  await day('2027-01-07');
  handIn(scene, 'access review');
  await day('2027-01-08');
  scene.says('mara-lindt', numbered(scene, 'access review'), '/accept');
  await day('2027-01-08', '11:00');
}

async function extendedAndRecorded(scene: Scene): Promise<void> {
  const day = dayOf(scene);
  scene.says('sam-okoro', numbered(scene, 'backup test'), '/extend 2027-01-27 because the tapes are away');
  await day('2027-01-11');
  scene.says('priya-nair', numbered(scene, 'backup test'), '/approve');
  await day('2027-01-12');
  scene.says('sam-okoro', numbered(scene, 'backup test'), 'export: none needed, because nothing changed since');
  scene.sandbox.act.close('sam-okoro', REPO, numbered(scene, 'backup test'), 'completed');
  await day('2027-01-12', '10:00');
}

/** A nonconformity that nobody takes up in time, and one whose date is extended. */
async function grown(scene: Scene): Promise<void> {
  const day = dayOf(scene);
  await scene.raise({ title: 'visitors without badge', nature: 'Three visitors had no badge.' });
  await scene.raise({ evidence: 'Access ends on the last working day.' });
  await day('2027-01-13');
  const number = numbered(scene, 'leavers kept');
  scene.says('priya-nair', number, '/extend 2027-05-01 because HR is on leave');
  await day('2027-01-13', '11:00');
  scene.says('mara-lindt', number, '/approve');
  await day('2027-01-14');
}

async function deletedAndWaived(scene: Scene): Promise<void> {
  const day = dayOf(scene);
  scene.sandbox.act.deleteIssue('mara-lindt', REPO, numbered(scene, 'key rotation'));
  await day('2027-01-14', '11:00');
  await day('2027-01-14', '13:00');
  scene.says('sam-okoro', numbered(scene, 'log review'), '/waive because the system is switched off');
  await day('2027-01-15');
  scene.says('mara-lindt', numbered(scene, 'log review'), '/approve');
  await day('2027-01-15', '11:00');
  handIn(scene, 'key rotation');
  await day('2027-01-16');
  scene.says('mara-lindt', numbered(scene, 'key rotation'), '/accept');
  await day('2027-01-16', '11:00');
  scene.sandbox.act.reopen('sam-okoro', REPO, numbered(scene, 'key rotation'));
  await ring(scene, 'key rotation');
  await day('2027-01-16', '12:00');
}

/** A duty less often: top management is asked and agrees. */
async function weakened(scene: Scene): Promise<void> {
  const day = dayOf(scene);
  await scene.apply(duties.replace('every: 12 months', 'every: 18 months'), 'the system is being retired');
  await day('2027-01-18');
  scene.says('elena-costa', numbered(scene, 'rogramme'), '/approve');
  await day('2027-01-18', '11:00');
  const now = scene.now();
  await trigger(scene.deps.register, { duty: 'backup-test', because: 'a disk failed', actor: MARA }, now);
  await day('2027-01-19');
}

/** Missed by now; done afterwards, and one that was ended comes back. */
async function revived(scene: Scene): Promise<void> {
  const day = dayOf(scene);
  handIn(scene, 'supplier review');
  await day('2027-02-10');
  scene.says('mara-lindt', numbered(scene, 'supplier review'), '/accept');
  await day('2027-02-11');
  scene.says('mara-lindt', numbered(scene, 'access review'), '/reject because two accounts were overlooked');
  await ring(scene, 'access review');
  await day('2027-02-12');
}

async function corrected(scene: Scene): Promise<void> {
  const day = dayOf(scene);
  const number = numbered(scene, 'leavers kept');
  scene.says(
    'priya-nair',
    number,
    [
      '/correction both accounts disabled',
      '/extent two of nine leavers',
      '/similar none, because everything else signs in centrally',
      '/cause HR does not tell IT who leaves',
      '/criterion no leaver with access for 30 days',
      '/action @sam-okoro 2027-03-01 Fix the off-boarding script',
    ].join('\n'),
  );
  await day('2027-02-15');
  scene.says('mara-lindt', number, '/approve reviewer @elena-costa');
  await day('2027-02-16');
  handIn(scene, 'Fix the off-boarding', 'proof.txt');
  await day('2027-02-17');
  scene.says('mara-lindt', numbered(scene, 'Fix the off-boarding'), '/accept');
  await day('2027-02-18');
  await day('2027-04-19');
  scene.says('elena-costa', numbered(scene, 'did the fix work'), '/ineffective because one leaver had access again');
  await day('2027-04-19', '11:00');
}

/** The reason of the rejection names somebody; it is taken out. */
async function forgotten(scene: Scene): Promise<void> {
  const { register } = scene.deps;
  const [rejected] = await register.events({ kinds: ['rejected'], words: 'hashes', limit: 1 });
  const reason = rejected?.body.reason as { blob: string };
  const by = { actor: MARA, at: scene.now(), because: 'asked for by the person named' };
  await register.write((tx) => tx.redact(reason.blob, by));
}
