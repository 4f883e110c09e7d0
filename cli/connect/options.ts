import { InvalidArgumentError, Option } from 'commander';

/** Named values of an option that may be given several times. */
export type Pairs = Record<string, string>;

/** What every kind of tracker is connected with. */
export interface SharedOptions {
  programme: string;
  data: string;
  tracker: string;
  tokenEnv?: string;
  tokenFile?: string;
  expires?: string;
  person?: Pairs;
  insteadOf?: string;
  duties?: string;
  test?: boolean;
  yes?: boolean;
  input: boolean;
  json?: boolean;
}

/** @returns an option `--status done=10002` that may be given again; `names`: what may stand before `=`, anything without. */
export function pairs(flags: string, description: string, names?: readonly string[]): Option {
  const allowed = names ? `NAME=VALUE with NAME one of ${names.join(', ')}` : 'NAME=VALUE';
  return new Option(flags, description).argParser((text: string, before: Pairs | undefined): Pairs => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === '' || value === '' || names?.includes(name) === false || name in {})
      throw new InvalidArgumentError(`Allowed: ${allowed}.`);
    return { ...before, [name]: value };
  });
}
