import type { Engine } from './engine.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** @returns PostgreSQL with a schema for each register, on a server that runs from `start` to `stop`. */
export function postgresEngine(): Engine & { server(): PostgresServer } {
  let running: PostgresServer | undefined;
  let schemas = 0;
  const server = () => {
    if (running) return running;
    throw new Error('no server: call start first');
  };
  return {
    name: 'PostgreSQL',
    server,
    start: async () => {
      running = await startPostgres();
    },
    fresh: () => `${server().url}?schema=s${++schemas}`,
    run: (url, statement) => server().run(`set search_path = ${schemaOf(url)}; ${statement}`),
    // A replica applies what its primary did: its triggers stay silent.
    tamper: async (url, ...statements) => {
      const silent = `set search_path = ${schemaOf(url)}; set session_replication_role = replica`;
      await server().run([silent, ...statements].join('; '));
    },
    dropGuard: (name) => `drop trigger ${name} on event`,
    hollowGuard: (name) => [
      "create function nothing() returns trigger language plpgsql as 'begin return null; end'",
      `drop trigger ${name} on event`,
      `create trigger ${name} before update on event for each statement execute function nothing()`,
    ],
    bytes: (hex) => `'\\x${hex}'`,
    stop: async () => running?.stop(),
  };
}

/** @returns the schema in a register's address. */
export function schemaOf(url: string): string {
  return new URL(url).searchParams.get('schema') ?? 'public';
}
