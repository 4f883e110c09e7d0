import { z } from 'zod';
import { schema } from '../../config/schema.ts';

/** A key of `isms.yaml` as its schema knows it. */
export interface Key {
  /** `duties.ID.evidence.ID.text`; `ID` stands for a name of one's own, `[]` for an entry of a list. */
  path: string;
  required: boolean;
  /** What may stand there, in the schema's own words. */
  allowed: string;
  /** The kinds of tracker that have this key, where not all do. */
  kinds?: string[];
}

/** @returns every key of the schema, each before what stands below it. */
export function programmeKeys(): Key[] {
  return below(schema, '');
}

function below(type: z.core.$ZodType, path: string): Key[] {
  const holder = unwrapped(type);
  if (holder instanceof z.ZodObject)
    return Object.entries(holder.shape).flatMap(([name, value]: [string, z.core.$ZodType]) => {
      const at = path === '' ? name : `${path}.${name}`;
      return [
        { path: at, required: !(value instanceof z.ZodExactOptional), allowed: allowedOf(value) },
        ...below(value, at),
      ];
    });
  if (holder instanceof z.ZodDiscriminatedUnion) return belowKinds(holder, path);
  if (holder instanceof z.ZodRecord) return entryOf(holder.def.valueType, `${path}.ID`);
  return holder instanceof z.ZodArray ? below(holder.def.element, `${path}[]`) : [];
}

/** Each key once, whichever kinds have it. */
function belowKinds(union: z.ZodDiscriminatedUnion, path: string): Key[] {
  const kinds = union.def.options.map((option) => ({ kind: kindOf(option), keys: below(option, path) }));
  const paths = [...new Set(kinds.flatMap(({ keys }) => keys.map((key) => key.path)))];
  return paths.flatMap((at) => {
    const having = kinds.flatMap(({ kind, keys }) => keys.filter((k) => k.path === at).map((key) => ({ kind, key })));
    const [first] = having;
    if (!first) return [];
    if (having.length < kinds.length) return [{ ...first.key, kinds: having.map(({ kind }) => kind) }];
    const allowed = [...new Set(having.map(({ key }) => key.allowed))].join(', ');
    return [{ path: at, required: having.every(({ key }) => key.required), allowed }];
  });
}

function kindOf(option: z.core.$ZodType): string {
  return option instanceof z.ZodObject ? allowedOf(option.shape.kind) : '';
}

/** The values of a map by id: a key of their own only where they are no maps. */
function entryOf(type: z.core.$ZodType, path: string): Key[] {
  const inner = below(type, path);
  return inner.length > 0 ? inner : [{ path, required: false, allowed: allowedOf(type) }];
}

/** Takes off what reads a short form, or says that it may be left out. */
function unwrapped(type: z.core.$ZodType): z.core.$ZodType {
  if (type instanceof z.ZodExactOptional) return unwrapped(type.def.innerType);
  if (type instanceof z.ZodPipe && type.def.in instanceof z.ZodTransform) return unwrapped(type.def.out);
  return type;
}

/** The schema's messages are the texts of what is allowed, so nothing at all brings them out. */
function allowedOf(type: z.core.$ZodType): string {
  return z.safeParse(type, undefined).error?.issues[0]?.message ?? '';
}
