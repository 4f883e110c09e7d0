/** A database engine that registers are tried on. */
export interface Engine {
  readonly name: string;
  start(): Promise<void>;
  /** @returns the address of a register that is not there yet. */
  fresh(): string;
  /** Runs a statement beside the register, as another program could. @returns its rows. */
  run(url: string, statement: string): Promise<Record<string, unknown>[]>;
  /** Runs statements behind the register's back, as one whom no guard stops. */
  tamper(url: string, ...statements: string[]): Promise<void>;
  /** @returns the statement that removes a guard of the log. */
  dropGuard(name: string): string;
  /** @returns the statements that put one in place of a guard against updates that has its name and stops nobody. */
  hollowGuard(name: string): string[];
  /** @returns bytes as they stand in a statement. @param hex two digits a byte. */
  bytes(hex: string): string;
  stop(): Promise<void>;
}
