import { InvalidArgumentError, Option } from 'commander';

/** Named values of an option that may be given several times. */
export type Pairs = Record<string, string>;

/** What `connect jira` is told. */
export interface JiraConnectOptions {
  programme: string;
  data: string;
  tracker: string;
  site?: string;
  account?: string;
  bearer?: boolean;
  tokenEnv?: string;
  tokenFile?: string;
  expires?: string;
  project?: string;
  type?: string;
  subtaskType?: string;
  field?: Pairs;
  status?: Pairs;
  resolution?: Pairs;
  priority?: Pairs;
  quiet?: boolean;
  test?: boolean;
  person?: Pairs;
  insteadOf?: string;
  duties?: string;
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
