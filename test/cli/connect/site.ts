import type { SandboxOptions } from '../../../sandbox/options.ts';

/** Looks like nothing else, so that it can be searched for in everything that is printed. */
export const TOKEN = 'ATATT-Planted0Secret1In2Tests3456';

export const PROJECTS = [
  { key: 'ISMS', name: 'Management system', kind: 'simple' },
  { key: 'SEC', name: 'Sicherheit', kind: 'strict' },
] as const satisfies SandboxOptions['projects'];

const both = { ISMS: 'push', SEC: 'push' } as const;

export const people: SandboxOptions['people'] = [
  {
    login: 'dutybound',
    name: 'ISMS engine',
    mail: 'isms@example.com',
    token: TOKEN,
    access: { ISMS: 'admin', SEC: 'push' },
  },
  {
    login: 'sam-okoro',
    name: 'Sam Okoro',
    mail: 'sam@example.com',
    accountId: '5b10ac8d82e05b22cc7d4ef5',
    access: both,
  },
  {
    login: 'mara-lindt',
    name: 'Mara Lindt',
    mail: 'mara@example.com',
    accountId: '557058:f58131cb-b67d',
    access: both,
  },
  { login: 'elena-costa', name: 'Elena Costa', mail: 'elena@example.com', access: both },
];
