import { RegisterError } from '../errors.ts';
import type { Dialect } from './dialect.ts';
import { postgres } from './postgres/postgres.ts';
import { sqlite } from './sqlite.ts';

/** @returns the engine that an address names: `sqlite:PATH` or `postgres://…`. @throws RegisterError `misuse` for any other. */
export function dialectOf(url: string): Dialect {
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path) return sqlite(path);
  if (/^postgres(ql)?:/.test(url)) return postgres(url);
  const scheme = url.split(':')[0];
  throw new RegisterError(
    'misuse',
    `register address of kind "${scheme}": write sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE`,
  );
}
