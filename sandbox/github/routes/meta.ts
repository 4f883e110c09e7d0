import type { Route } from '../call.ts';

export const metaRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/meta',
    open: true,
    handle: () => ({ status: 200, body: { verifiable_password_authentication: false, installed_version: '3.17.0' } }),
  },
  {
    method: 'GET',
    path: '/rate_limit',
    open: true,
    handle(call) {
      const core = { ...call.allowance(), resource: 'core' };
      return { status: 200, body: { resources: { core }, rate: core } };
    },
  },
];
