import { RegisterError } from '../../errors.ts';

/** Where a register lies on a PostgreSQL server. */
export interface Address {
  /** The address as messages show it, without password. */
  place: string;
  schema: string;
  /** What the driver connects to, password included. */
  connection: string;
}

const SHAPE = 'postgres://USER:PASSWORD@HOST:PORT/DATABASE';
const parameters = ['schema', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'];

/**
 * Reads `postgres://…` or `postgresql://…`; `?schema=NAME` names the schema, `public` without it.
 * @throws RegisterError `misuse`, which never shows what may be a password, not even a badly encoded one.
 */
export function parseAddress(url: string): Address {
  const found = parsed(url);
  const database = found?.pathname.slice(1) ?? '';
  const names = [...(found?.searchParams.keys() ?? [])];
  if (!found?.hostname || found.hash || ![database, ...names].every((word) => /^[\w.-]+$/.test(word))) {
    throw misuse(`cannot be read: write ${SHAPE}, with special characters of the password as %XX (# is %23)`);
  }
  const stray = names.find((name) => !parameters.includes(name));
  if (stray !== undefined) throw misuse(`has the parameter ${stray}; allowed: ${parameters.join(', ')}`);
  const schema = found.searchParams.get('schema') ?? 'public';
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw misuse('has a schema that is no plain name: write at most 63 of a-z, 0-9, and _, a letter first');
  }
  found.searchParams.delete('schema');
  const user = found.username && `${found.username}@`;
  const named = schema === 'public' ? '' : `?schema=${schema}`;
  return { place: `postgres://${user}${found.host}/${database}${named}`, schema, connection: found.href };
}

function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function misuse(what: string): RegisterError {
  return new RegisterError('misuse', `register address of kind "postgres" ${what}`);
}
