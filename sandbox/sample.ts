import type { SandboxOptions } from './options.ts';
import type { Access } from './store/model.ts';

const everywhere = (access: Access) => ({ 'example/isms': access, ISMS: access, QM: access });

/** A small company to click around in, where no options file is given. */
export const sample: SandboxOptions = {
  repositories: [{ name: 'example/isms', private: true }],
  projects: [
    { key: 'ISMS', name: 'Information security', kind: 'simple' },
    { key: 'QM', name: 'Qualitätsmanagement', kind: 'strict' },
  ],
  people: [
    {
      login: 'dutybound',
      type: 'Bot',
      mail: 'dutybound@example.com',
      token: 'sandbox-token',
      access: everywhere('admin'),
    },
    { login: 'elena-costa', name: 'Elena Costa', mail: 'elena@example.com', access: everywhere('push') },
    { login: 'sam-okoro', name: 'Sam Okoro', mail: 'sam@example.com', access: everywhere('triage') },
    { login: 'mara-lindt', name: 'Mara Lindt', mail: 'mara@example.com', access: everywhere('admin') },
    { login: 'priya-nair', name: 'Priya Nair', mail: 'priya@example.com', access: everywhere('push') },
    { login: 'noah-berg', name: 'Noah Berg', mail: 'noah@example.com', access: everywhere('triage') },
  ],
};
