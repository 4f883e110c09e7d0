import type { Db } from '../schema.ts';

/** All that differs between database engines. */
export interface Dialect {
  /** What messages call the register: its path or address, never a password. */
  readonly place: string;
  /** Column type of bytes. */
  readonly bytes: 'blob' | 'bytea';

  /**
   * Makes sure that a database is there.
   * @throws RegisterError `missing` unless `create` is set; `unwritable`.
   */
  prepare(create: boolean): void;

  /**
   * Opens a connection of its own: one for writing, one for reading beside it, one per verification.
   * @param wait for somebody else's lock, ms; SQLite blocks the whole process meanwhile.
   * @throws RegisterError `unwritable`, `not-a-register`.
   */
  connect(wait: number): Db;

  /** Names of all tables. @throws RegisterError `not-a-register` if the file is no database. */
  tables(db: Db): Promise<string[]>;

  /** Statements that make a table refuse updates and deletions. */
  appendOnly(table: string): string[];

  /** @returns names of the table's missing guards. */
  missingGuards(db: Db, table: string): Promise<string[]>;

  /** Whether somebody else holds the write lock: try again. */
  isBusy(error: unknown): boolean;

  /** @returns a RegisterError for a taken unique key and for faults of the disk or the server, anything else unchanged. */
  translate(error: unknown): unknown;
}
