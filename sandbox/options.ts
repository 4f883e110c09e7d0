import { z } from 'zod';
import { appSeed } from './github/app/seed.ts';
import { scopes } from './jira/oauth/desk.ts';
import { accessLevels } from './store/model.ts';

const person = z.object({
  login: z.string().regex(/^[A-Za-z0-9-]+(\[bot\])?$/, 'allowed are letters, digits and hyphens'),
  name: z.string().optional(),
  id: z.number().int().positive().optional(),
  mail: z.string().optional(),
  accountId: z.string().min(1).max(128).optional(),
  access: z.record(z.string(), z.enum(accessLevels)).optional(),
  token: z.string().min(1).optional(),
  type: z.enum(['User', 'Bot']).optional(),
});

const repository = z.object({
  name: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'allowed is owner/name'),
  private: z.boolean().optional(),
  hasIssues: z.boolean().optional(),
});

const project = z.object({
  key: z.string().regex(/^[A-Z][A-Z0-9_]+$/, 'allowed are capital letters and digits, beginning with a letter'),
  name: z.string().min(1),
  kind: z.enum(['simple', 'strict']),
});

const oauthApp = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  login: z.string(),
  refreshToken: z.string().min(1),
  scopes: z.array(z.enum(scopes)).optional(),
});

const optionsSchema = z.object({
  port: z.number().int().min(0).max(65_535).optional(),
  smtpPort: z.number().int().min(0).max(65_535).optional(),
  maxPageSize: z.number().int().min(1).max(100).optional(),
  repositories: z.array(repository),
  projects: z.array(project).optional(),
  oauthApps: z.array(oauthApp).optional(),
  people: z.array(person).min(1),
  apps: z.array(appSeed).optional(),
});

/** What a sandbox starts with; `now` gives epoch ms and comes on top in code. */
export interface SandboxOptions extends z.infer<typeof optionsSchema> {
  /** Epoch ms; default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** Options from a JSON text. Throws an Error that names each wrong place and what is allowed there. */
export function parseOptions(text: string, file: string): SandboxOptions {
  const parsed = optionsSchema.safeParse(jsonOf(text, file));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(places.join('\n'));
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: found no JSON (${String(error)}); correct the file`);
  }
}
