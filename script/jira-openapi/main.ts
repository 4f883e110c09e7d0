import { readFileSync, writeFileSync } from 'node:fs';
import { nullable, operations } from './operations.ts';

type Json = { readonly [key: string]: unknown };

const target = 'test/sandbox/jira/openapi.json';
const silent = [
  'description',
  'summary',
  'example',
  'examples',
  'tags',
  'security',
  'xml',
  'externalDocs',
  'deprecated',
];

const [from] = process.argv.slice(2);
if (from === undefined) {
  process.stderr.write('found no file; give the path of the official OpenAPI description of Jira Cloud, version 3\n');
  process.exit(2);
}
const whole = JSON.parse(readFileSync(from, 'utf8')) as {
  info: Json;
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Json> };
};

const paths: Record<string, Record<string, unknown>> = {};
for (const operation of operations) {
  const [method = '', path = ''] = operation.split(' ');
  const found = whole.paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`${operation} is not in ${from}; correct script/jira-openapi/operations.ts`);
  paths[path] = { ...paths[path], [method.toLowerCase()]: trimmed(found) };
}
const schemas: Record<string, unknown> = {};
reach(paths);
const { title, version, license } = whole.info;
const info = { title: `${title} (an excerpt: operations, schemas, and words are left out)`, version, license };
const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(
  target,
  `${JSON.stringify({ openapi: '3.0.1', info, paths, components: { schemas: sorted } }, null, 2)}\n`,
);
process.stdout.write(`${target}: ${operations.length} operations, ${Object.keys(schemas).length} schemas\n`);

/** Takes over each schema that is referred to, and what these refer to. */
function reach(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = key === '$ref' ? String(inner).replace('#/components/schemas/', '') : undefined;
    if (name === undefined) reach(inner);
    else if (!(name in schemas)) {
      schemas[name] = amended(name, trimmed(whole.components.schemas[name]) as Json);
      reach(schemas[name]);
    }
  }
}

function amended(name: string, schema: Json): Json {
  const fields = nullable[name] ?? [];
  const properties = schema.properties as Record<string, Json> | undefined;
  if (fields.length === 0 || !properties) return schema;
  const changed = fields.map((field) => [field, { ...properties[field], nullable: true }] as const);
  return { ...schema, properties: { ...properties, ...Object.fromEntries(changed) } };
}

/** Without prose and examples. What is named like them among properties stays. */
function trimmed(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((each) => trimmed(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isNames || !(silent.includes(key) || key.startsWith('x-')))
      .map(([key, inner]) => [key, trimmed(inner, key === 'properties' && !isNames)]),
  );
}
