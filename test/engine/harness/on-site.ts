import { afterAll, beforeAll, jest } from '@jest/globals';
import { openSite, type Site, type SiteOptions } from './site.ts';

const START_MS = 120_000;
/** Beyond what is waited for in vain, so that the wait tells what was seen. */
const TEST_MS = 240_000;

/** Starts everything for this test file, and ends it afterwards. @returns what the tests use. */
export function onSite(options: SiteOptions = {}): () => Site {
  jest.setTimeout(TEST_MS);
  let opened: Site | undefined;
  beforeAll(async () => {
    opened = await openSite(options);
  }, START_MS);
  afterAll(() => opened?.close(), START_MS);
  return () => {
    if (opened) return opened;
    throw new Error('use the site inside a test');
  };
}
