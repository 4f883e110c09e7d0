import type { SandboxOptions } from './options.ts';

/** A small company to click around in, where no options file is given. */
export const sample: SandboxOptions = {
  repositories: [{ name: 'example/isms', private: true }],
  people: [
    { login: 'dutybound', type: 'Bot', token: 'sandbox-token', access: { 'example/isms': 'admin' } },
    { login: 'sam-okoro', name: 'Sam Okoro', mail: 'sam@example.com', access: { 'example/isms': 'triage' } },
    { login: 'mara-lindt', name: 'Mara Lindt', mail: 'mara@example.com', access: { 'example/isms': 'admin' } },
    { login: 'priya-nair', name: 'Priya Nair', mail: 'priya@example.com', access: { 'example/isms': 'push' } },
  ],
};
