import { describe } from '@jest/globals';
import { saysExactly } from './says-exactly.ts';

describe('mistakes: people', () => {
  saysExactly([
    [
      '  priya: {',
      '  Priya: {',
      [
        'f:8:35 processes.access.owner: nobody is called this; did you mean "Priya"? (found "priya"; allowed mara, elena, Priya, sam, role:lead, role:top)',
        'f:12:3 people.Priya: this cannot be an id (allowed lower-case letters, digits, and hyphens, at most 40, not "manager")',
        'f:17:21 people.sam.delegate.to: nothing under people is called this; did you mean "Priya"? (found "priya"; allowed mara, elena, Priya, sam)',
        'f:46:57 duties.access-review.subjects.production.owner: nobody is called this; did you mean "Priya"? (found "priya"; allowed mara, elena, Priya, sam, role:lead, role:top)',
      ],
    ],
    [
      '  elena: {',
      '  manager: {',
      [
        'f:10:82 people.mara.manager: nothing under people is called this (found "elena"; allowed mara, manager, priya, sam)',
        'f:11:3 people.manager: this cannot be an id (allowed lower-case letters, digits, and hyphens, at most 40, not "manager")',
        'f:18:30 roles.top[0]: nothing under people is called this (found "elena"; allowed mara, manager, priya, sam)',
      ],
    ],
    [
      'mail: priya@example.com',
      'mail: priya at example',
      [
        'f:12:36 people.priya.mail: cannot be used (found "priya at example"; allowed a mail address such as sam@example.com)',
      ],
    ],
    [
      'github: priya-nair',
      'github: "@priya-nair"',
      [
        'f:12:63 people.priya.github: cannot be used (found "@priya-nair"; allowed a GitHub login without @, such as sam-okoro)',
      ],
    ],
    [
      `    manager: mara
`,
      `    manager: maria
`,
      [
        'f:16:14 people.sam.manager: nothing under people is called this; did you mean "mara"? (found "maria"; allowed mara, elena, priya, sam)',
      ],
    ],
    [
      'github: elena-costa',
      'github: elena-costa, manager: priya',
      [
        'f:10:82 people.mara.manager: managers go round in a circle: mara -> elena -> priya -> mara; somebody here has another manager or none',
      ],
    ],
    [
      'github: elena-costa',
      'github: elena-costa, manager: elena',
      [
        'f:11:86 people.elena.manager: managers go round in a circle: elena -> elena; somebody here has another manager or none',
      ],
    ],
    [
      'to: priya, from',
      'to: sam, from',
      ['f:17:21 people.sam.delegate.to: nobody stands in for themselves; name somebody else'],
    ],
    [
      'to: priya, from',
      'to: pria, from',
      [
        'f:17:21 people.sam.delegate.to: nothing under people is called this; did you mean "priya"? (found "pria"; allowed mara, elena, priya, sam)',
      ],
    ],
    [
      'until: 2027-05-14',
      'until: 2027-04-14',
      [
        'f:17:53 people.sam.delegate.until: lies before "from" (found "2027-04-14"; allowed the day of "from" or later)',
      ],
    ],
    [
      'powers: [verify]',
      'powers: [verify, veto]',
      [
        'f:17:82 people.sam.delegate.powers[1]: cannot be used (found "veto"; allowed verify, extend, waive, plan, risk, sign, weaken)',
      ],
    ],
    [
      'github: priya-nair',
      'github: Mara-Lindt',
      ['f:12:63 people.priya.github: people.mara has the same; each person has their own (found "Mara-Lindt")'],
    ],
    [
      'mail: priya@example.com',
      'mail: mara@example.com',
      ['f:12:36 people.priya.mail: people.mara has the same; each person has their own (found "mara@example.com")'],
    ],
    [
      '    github: sam-okoro',
      `    github: sam-okoro
    channel: chat`,
      ['f:16:14 people.sam.channel: no chat is set up; add it under notices.chat or remove "channel"'],
    ],
    [
      '    github: sam-okoro',
      `    github: sam-okoro
    channel: mail`,
      ['f:16:14 people.sam.channel: this person has no mail address; add "mail" here or remove "channel"'],
    ],
    ['top: [elena]', 'top: []', ['f:18:29 roles.top: cannot be used (found a list; allowed at least one person)']],
    [', top: [elena]', '', ['f:18:1 roles.top: is missing (allowed at least one person)']],
    [
      'lead: [mara]',
      'lead: [mara, jonas]',
      ['f:18:23 roles.lead[1]: nothing under people is called this (found "jonas"; allowed mara, elena, priya, sam)'],
    ],
    [
      `owner: priya }
people`,
      `owner: role:leads }
people`,
      [
        'f:8:35 processes.access.owner: nobody is called this; did you mean "role:lead"? (found "role:leads"; allowed mara, elena, priya, sam, role:lead, role:top)',
      ],
    ],
    [
      `owner: priya }
people`,
      `owner: priya, tracker: man }
people`,
      [
        'f:8:51 processes.access.tracker: nothing under trackers is called this; did you mean "main"? (found "man"; allowed main)',
      ],
    ],
    [
      'github: mara-lindt, ',
      '',
      [
        'f:10:3 people.mara.github: is missing; mara is compliance lead and decides in tickets (allowed a github login)',
      ],
    ],
    [
      'github: priya-nair, ',
      '',
      ['f:12:3 people.priya.github: is missing; priya decides for sam and decides in tickets (allowed a github login)'],
    ],
  ]);
});
