import { z } from 'zod';

export const projectsShape = z.object({
  values: z.array(z.object({ key: z.string(), name: z.string(), archived: z.boolean().optional() })),
  isLast: z.boolean().optional(),
});

export const peopleShape = z.array(
  z.object({
    accountId: z.string(),
    displayName: z.string().default(''),
    emailAddress: z.string().nullish(),
    accountType: z.string().optional(),
    active: z.boolean().optional(),
  }),
);
