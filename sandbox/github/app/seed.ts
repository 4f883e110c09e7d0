import { z } from 'zod';

const permissions = z.record(z.string(), z.enum(['read', 'write'])).readonly();

const installationSeed = z.object({
  /** Default one that is free. */
  id: z.number().int().positive().optional(),
  /** Whose repositories: a login, or an organisation's name. */
  account: z.string().min(1),
  /** `owner/name` of each; default all. */
  repositories: z.array(z.string()).readonly().optional(),
  /** Default what the App asks for. */
  permissions: permissions.optional(),
});

/** An App as a sandbox's options say it. */
export const appSeed = z.object({
  name: z.string().min(1),
  owner: z.string().min(1),
  id: z.number().int().positive().optional(),
  /** PEM; of a private key the public half is kept. Without any the App cannot log in. */
  publicKey: z.string().optional(),
  url: z.string().optional(),
  /** Where people come after they installed it. */
  setupUrl: z.string().optional(),
  permissions: permissions.optional(),
  events: z.array(z.string()).readonly().optional(),
  hook: z.object({ url: z.string(), secret: z.string().optional() }).optional(),
  installations: z.array(installationSeed).readonly().optional(),
});

export type SeedApp = z.infer<typeof appSeed>;
export type SeedInstallation = z.infer<typeof installationSeed>;
