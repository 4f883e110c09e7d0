import { at, dana, mara, priya, sam } from './people.ts';
import { isms } from './programme.ts';

/** Clocks of days instead of months, and no duty due for years. */
export const programme = isms(
  `
  backup-check:
    kind: review
    title: Backup check
    ask: Look whether the backups ran.
    clause: A.8.13
    process: access
    owner: sam
    first: 2037-01-01
`,
  'clocks: { minor: { plan: 5 days, resolve: 20 days }, major: { plan: 3 days, resolve: 10 days }, effectiveness: 7 days }',
);

export const FROM = '2027-04-05T08:00';
/** Raised on 5 April by the lead; owned by Priya Nair; resolved by the end of 25 April. */
export const raised = at('2027-04-05T10:00', mara.raises());
export const DEADLINE = '2027-04-25T22:00:00.000Z';

/** All that a plan needs, in one comment. */
export const answers = `/correction both accounts disabled
/extent two of nine leavers
/similar none, because everything else signs in centrally
/cause HR does not tell IT who leaves
/criterion no leaver with access for 30 days`;
export const action = '/action @sam-okoro 2027-04-20 Fix the off-boarding script';
export const planned = at('2027-04-06T10:00', priya.says(`${answers}\n${action}`, '(minor)'));
export const agreed = at('2027-04-07T10:00', mara.says('/approve reviewer @dana-roth', '(minor)'));
export const acted = (when: string) => at(when, sam.attaches('proof.txt', '', 'Fix the'), sam.closes('Fix the'));
export const checked = (when: string) => at(when, mara.says('/accept', 'Fix the'));
export const judged = (when: string, words: string) => at(when, dana.says(words, 'did the fix work'));
/** Raised, planned, agreed, done, and verified on 13 April. */
export const resolved = [raised, planned, agreed, acted('2027-04-12T10:00'), checked('2027-04-13T10:00')];
