import { Command, Option } from 'commander';
import { connectGitHub } from '../connect/github.ts';
import type { GitHubConnectOptions } from '../connect/github-options.ts';
import { connectJira } from '../connect/jira.ts';
import type { JiraConnectOptions } from '../connect/jira-options.ts';
import { pairs } from '../connect/options.ts';
import { shared, wholeNumber } from '../options.ts';
import { Interrupted, Refusal, type Terminal } from '../terminal.ts';

/** `connect`: sets a tracker up by asking it what it has, and writes it into the programme. */
export function connect(terminal: Terminal): Command {
  return new Command('connect')
    .description('set up a tracker: asks it what there is, and writes it into the programme')
    .addCommand(jira(terminal))
    .addCommand(github(terminal));
}

function jira(terminal: Terminal): Command {
  return sharing(new Command('jira').description('set up a project at Jira Cloud as a tracker'), 'jira')
    .option('--site <address>', 'address of the site, such as example.atlassian.net')
    .option('--account <mail>', 'mail address of the account that the engine works as')
    .option('--bearer', 'the token stands alone, without an account')
    .option('--project <key>', 'project in which tickets are opened')
    .option('--type <id>', 'type of the tickets, by id or name')
    .option('--subtask-type <id>', 'type of the parts of a ticket, by id or name; none to go without')
    .addOption(pairs('--field <id=value>', 'a field that the project demands, by id or name; again for each one'))
    .addOption(
      pairs('--status <name=id>', 'the status that stands for open, done, or dropped', ['open', 'done', 'dropped']),
    )
    .addOption(pairs('--resolution <name=id>', 'the resolution that stands for done or dropped', ['done', 'dropped']))
    .addOption(pairs('--priority <name=id>', 'the priority of a task, minor, or major', ['task', 'minor', 'major']))
    .option('--quiet', 'spare watchers a mail for each edit; default where the account may')
    .option('--no-quiet', 'let Jira mail watchers for each edit')
    .action((options: JiraConnectOptions) =>
      untouched(options.programme, connectJira({ terminal, yes: options.yes === true, input: options.input }, options)),
    );
}

function github(terminal: Terminal): Command {
  return sharing(new Command('github').description('set up a repository at GitHub as a tracker'), 'github')
    .option('--repository <owner/name>', 'repository in which tickets are opened')
    .option('--api <address>', 'where the API answers, if not at GitHub.com: https://HOST/api/v3')
    .option('--app', 'log in as a GitHub App: registers one in a browser, or goes on with the one of an earlier run')
    .option('--app-name <name>', 'its name')
    .option('--organisation <name>', 'the organisation that is to own it; default whoever is logged in')
    .option(
      '--hook-url <address>',
      'public address of the intake, https://HOST/hooks/TRACKER; without it there is no webhook',
    )
    .option('--code <code>', 'the code with which a browser elsewhere came back')
    .addOption(
      new Option('--wait <minutes>', 'how long it is waited for a browser').argParser(wholeNumber(0, 60)).default(15),
    )
    .action((options: GitHubConnectOptions) =>
      untouched(
        options.programme,
        connectGitHub({ terminal, yes: options.yes === true, input: options.input }, options),
      ),
    );
}

function sharing(command: Command, tracker: string): Command {
  return command
    .addOption(new Option('--tracker <id>', 'its id in the programme').default(tracker))
    .addOption(shared.programme())
    .addOption(shared.data())
    .option('--token-env <name>', 'variable of the environment that holds the token')
    .option('--token-file <path>', 'file that holds the token')
    .option('--expires <date>', 'last day on which the token holds, or never; its renewal becomes a duty')
    .addOption(
      pairs('--person <id=account>', 'the account of somebody whom the mail address does not find; again for each one'),
    )
    .option('--duties <id>', 'the tracker of duties that name none, once there are several')
    .option('--instead-of <id>', 'take this tracker out of the programme; what names it names the new one then')
    .option('--test', 'open a test ticket, read it back, comment, and close it')
    .option('--no-test', 'open none')
    .addOption(shared.yes())
    .addOption(shared.noInput())
    .addOption(shared.json());
}

/** Ctrl-C at a question is an answer, too. */
async function untouched(file: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Refusal(`Stopped. ${file} is as it was. Run this again: what was kept or opened so far is found again.`);
  }
}
