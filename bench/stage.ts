import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measured } from './figure.ts';

const CACHE = fileURLToPath(new URL('../.cache', import.meta.url));

/** Where one measurement takes place: what it starts and writes is gone afterwards. */
export interface Stage {
  /** A fresh folder of its own. */
  folder: string;
  /** Aborted when the run is to end. */
  signal: AbortSignal;
  /** Tells whoever waits how far it is. */
  say(line: string): void;
  /** @returns how many to take of what the full size is so many, at the scale of this run. @param least never fewer. */
  size(full: number, least: number): number;
  /** Has something ended with the stage, the latest first. */
  ending(end: () => unknown): void;
  /** @returns what several measurements need and one run makes once. It outlives the stage. @param make gets a folder. */
  once<T>(name: string, make: (folder: string) => Promise<T>): Promise<T>;
}

/** One or more figures that are measured together. */
export interface Measurement {
  /** What `--only` takes. Each begins the name of its figures. */
  names: string[];
  measure(stage: Stage): Promise<Measured[]>;
}

/** What all stages of one run share. */
export interface Run {
  stage(): Stage & { end(): Promise<void> };
  end(): void;
}

/** Makes the folder of a run in the checkout's cache. */
export function beginRun(scale: number, signal: AbortSignal, say: (line: string) => void): Run {
  mkdirSync(CACHE, { recursive: true });
  const root = mkdtempSync(join(CACHE, 'bench-'));
  const folderFor = (name: string) => mkdtempSync(join(root, `${name}-`));
  const made = new Map<string, Promise<unknown>>();
  return {
    stage() {
      const folder = folderFor('stage');
      const ends: (() => unknown)[] = [];
      return {
        folder,
        signal,
        say,
        size: (full, least) => Math.max(least, Math.round(full * scale)),
        ending: (end) => void ends.push(end),
        once<T>(name: string, make: (folder: string) => Promise<T>) {
          const found = made.get(name) ?? make(folderFor(name));
          made.set(name, found);
          return found as Promise<T>;
        },
        async end() {
          while (ends.length > 0) await ends.pop()?.();
          remove(folder);
        },
      };
    },
    end: () => remove(root),
  };
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
