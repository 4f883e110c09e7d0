import { z } from 'zod';
import { schema } from './schema.ts';

/** A JSON Schema, as far as editors need it. */
export type JsonSchema = { [key: string]: unknown };

/** One scalar as YAML editors see it: what looks like a number or a truth value is one to them. */
const SCALAR = { type: ['string', 'number', 'boolean'] };
const WORDS = /^[A-Za-z0-9-]+(, [A-Za-z0-9-]+)+$/;

/**
 * @returns the JSON Schema of `isms.yaml`, for editors: keys, which must be there, and what may stand where. What one part says of
 * another only `dutybound validate` checks.
 */
export function programmeSchema(): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'isms.yaml of dutybound', ...shapeOf(schema) };
}

function shapeOf(type: z.core.$ZodType): JsonSchema {
  if (type instanceof z.ZodExactOptional) return shapeOf(type.def.innerType);
  if (type instanceof z.ZodPipe) return type.def.in instanceof z.ZodTransform ? shortOr(type) : scalar(type);
  if (type instanceof z.ZodObject) return objectOf(type);
  if (type instanceof z.ZodRecord) return { type: 'object', additionalProperties: shapeOf(type.def.valueType) };
  if (type instanceof z.ZodArray) return { type: 'array', items: shapeOf(type.def.element) };
  if (type instanceof z.ZodLiteral) return { enum: [...type.def.values] };
  if (type instanceof z.ZodUnion) return { anyOf: type.def.options.map(shapeOf) };
  return scalar(type);
}

function objectOf(type: z.ZodObject): JsonSchema {
  const entries: [string, z.core.$ZodType][] = Object.entries(type.shape);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, value]) => [key, shapeOf(value)])),
    required: entries.filter(([, value]) => !(value instanceof z.ZodExactOptional)).map(([key]) => key),
    additionalProperties: false,
  };
}

/** What a short form stands for, or the short form: one entry for a list of one, a text for a map with it. */
function shortOr(type: z.ZodPipe): JsonSchema {
  const whole = shapeOf(type.def.out);
  const short = type.def.out instanceof z.ZodArray ? shapeOf(type.def.out.def.element) : SCALAR;
  return { anyOf: [short, whole] };
}

/** The schema's messages are the texts of what is allowed, so nothing at all brings them out. */
function scalar(type: z.core.$ZodType): JsonSchema {
  const allowed = z.safeParse(type, undefined).error?.issues[0]?.message ?? '';
  if (allowed === 'true, false') return { type: 'boolean' };
  if (WORDS.test(allowed)) return { enum: allowed.split(', ') };
  return { ...SCALAR, ...(allowed && { description: allowed }) };
}
