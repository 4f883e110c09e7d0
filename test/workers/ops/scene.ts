import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sweep } from '../../../activities/sweep.ts';
import { installationIn, makeFolder, openInstalled } from '../../../workers/installation.ts';
import { createMetrics } from '../../../workers/ops/metrics.ts';
import { startOperations } from '../../../workers/ops/operations.ts';
import { type Scene, setScene } from '../../cli/scene.ts';

/** A yearly duty whose day and hard limit are near. */
export const REVIEW = `
  access-review:
    kind: evidence-request
    title: Planted9Title
    ask: Planted9Ask
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: 3 months
    first: 2027-04-16
    ladder: L2
    evidence: { export: "users and roles, at most 14 days old" }`;

/** The engine on a standing clock, with its operator's tools. */
export interface Watched extends Scene {
  /** @returns status and body. */
  get(path: string): Promise<{ code: number; text: string }>;
  /** Asks the tracker once what changed. */
  sweep(): Promise<unknown>;
  /** What Temporal answers. */
  temporal: { error?: Error };
  chain: { ok: boolean; at: string } | undefined;
  /** What the operator's tools logged. */
  lines: unknown[];
  doorbells: { error?: Error; counts: Record<string, number> };
}

/** Opens a scene whose figures are served. */
export async function setWatched(start: string): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-ops-'));
  const installation = installationIn(join(folder, 'data'));
  makeFolder(installation);
  await (await openInstalled(installation, { create: true })).close();
  const scene = await setScene(installation.folder, start, 25);
  const metrics = createMetrics();
  const watched: Watched = {
    ...scene,
    sweep: () => sweep(scene.deps, 'github'),
    temporal: {},
    lines: [],
    chain: undefined,
    doorbells: { counts: { waiting: 0, delayed: 0, active: 0, failed: 0 } },
    async get(path) {
      // Nothing is remembered between two questions of a test.
      const served = await startOperations({
        address: { host: '127.0.0.1', port: 0 },
        part: 'worker',
        metrics,
        register: scene.deps.register,
        engine: {
          check: async () => {
            if (watched.temporal.error) throw watched.temporal.error;
          },
        },
        clock: scene.now,
        log: (...line) => void watched.lines.push(line),
        version: '1.2.3',
        doorbells: async () => {
          if (watched.doorbells.error) throw watched.doorbells.error;
          return watched.doorbells.counts;
        },
        chain: { last: () => watched.chain },
      });
      try {
        const answer = await fetch(`${served.url}${path}`);
        return { code: answer.status, text: await answer.text() };
      } finally {
        await served.close();
      }
    },
    async close() {
      await scene.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return watched;
}

/** @returns the value of a figure by its name and labels, undefined where it is not told. */
export function figure(text: string, name: string): number | undefined {
  const line = text.split('\n').find((l) => l.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}
