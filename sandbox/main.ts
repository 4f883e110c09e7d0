import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseOptions } from './options.ts';
import { sample } from './sample.ts';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({
  options: {
    options: { type: 'string' },
    port: { type: 'string' },
    'smtp-port': { type: 'string' },
  },
});

const options = values.options ? parseOptions(readFileSync(values.options, 'utf8'), values.options) : sample;
const sandbox = await startSandbox({
  ...options,
  port: portOf('--port', values.port) ?? options.port,
  smtpPort: portOf('--smtp-port', values['smtp-port']) ?? options.smtpPort,
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sandbox.close());

const { url, apiUrl, jiraUrl, gatewayUrl, smtpPort, chatUrl } = sandbox;
process.stdout.write(`${JSON.stringify({ url, apiUrl, jiraUrl, gatewayUrl, smtpPort, chatUrl })}\n`);

function portOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${flag}: found "${text}", allowed is 0 (any free port) to 65535`);
}
