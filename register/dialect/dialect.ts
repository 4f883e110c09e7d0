import type { TransactionBuilder } from 'kysely';
import type { Field } from '../figures.ts';
import type { Db, Schema } from '../schema.ts';

/** What a connection is for: each engine has its own number of connections and its own waits for it. */
export type Purpose = 'write' | 'read' | 'verify' | 'migrate';

/** All that differs between database engines. */
export interface Dialect {
  /** What messages call the register: its path or address, never a password. */
  readonly place: string;
  /** Column type of bytes. */
  readonly bytes: 'blob' | 'bytea';

  /**
   * Makes sure that a database is there.
   * @throws RegisterError `missing` unless `create` is set; `unwritable`, `unreachable`, `not-a-register`.
   */
  prepare(create: boolean): Promise<void>;

  /**
   * Opens what `purpose` needs, beside what is open for other purposes.
   * @throws RegisterError `unwritable`, `not-a-register`.
   */
  connect(purpose: Purpose): Db;

  /** Runs `work` while no other process migrates this register, as far as `work` cannot see to it itself by writing first. */
  alone<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T>;

  /** @returns a transaction that sees one state of all tables from its first statement to its last. */
  snapshot(db: Db): TransactionBuilder<Schema>;

  /** @returns a field of a record's folded state as SQL, null where the state has none. */
  readonly field: Field;

  /** Names of all tables. @throws RegisterError `not-a-register` if the file is no database. */
  tables(db: Db): Promise<string[]>;

  /** Statements that make a table refuse updates and deletions. */
  appendOnly(table: string): string[];

  /** @returns names of the table's guards that are missing, switched off, or changed. */
  missingGuards(db: Db, table: string): Promise<string[]>;

  /** Has overwritten bytes leave the engine's own files where it can. @returns what may still hold them, in words. */
  purge(db: Db): Promise<string | undefined>;

  /** Whether somebody else holds the write lock: try again. */
  isBusy(error: unknown): boolean;

  /** @returns a RegisterError for a taken unique key and for faults of the disk or the server, anything else unchanged. */
  translate(error: unknown): unknown;
}
