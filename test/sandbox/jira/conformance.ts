import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

/** One call and its answer. Bodies are parsed JSON; undefined where there is none, or no JSON. */
export interface Exchange {
  readonly method: string;
  /** Below the site, without the query. */
  readonly path: string;
  readonly request: unknown;
  readonly status: number;
  readonly response: unknown;
}

const description = JSON.parse(
  readFileSync(new URL('openapi.json', import.meta.url), 'utf8'),
  (_key, value: unknown) => (isNullable(value) ? { ...value, type: [value.type, 'null'] } : value),
) as Description;

const ajv = new Ajv({
  strict: false,
  logger: false,
  ownProperties: true,
  allErrors: true,
  formats: {
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
    uri: (text: string) => URL.canParse(text),
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    int32: true,
    int64: true,
    double: true,
    float: true,
    date: /^\d{4}-\d{2}-\d{2}$/,
  },
});
ajv.addSchema({ $id: 'jira', components: description.components });
const compiled = new Map<object, ValidateFunction>();

/** Answers that every operation may give, beside those that its description lists. */
const always = [400, 401, 403, 404, 409, 410, 413, 415, 429, 500, 502, 503, 504];

/** What of an exchange does not conform to Atlassian's description; empty if all does. */
export function violations({ method, path, request, status, response }: Exchange): string[] {
  const place = `${method} ${path} ${status}`;
  const operation = operationAt(method, path);
  if (!operation) return status === 404 ? [] : [`${place}: no such operation`];
  const declared = operation.responses[String(status)];
  if (!declared && !always.includes(status)) return [`${place}: no such answer`];
  const asked = operation.requestBody?.content['application/json']?.schema;
  const told = Object.values(declared?.content ?? {})[0]?.schema;
  const isError = status >= 400;
  return [
    ...(asked && !isError ? wrong(asked, request).map((each) => `${place}: request${each}`) : []),
    ...(isError && response !== undefined ? wrong(errorCollection, response) : []).map(
      (each) => `${place}: error${each}`,
    ),
    ...(told && !isError ? wrong(told, response) : []).map((each) => `${place}: response${each}`),
    ...(status === 204 && response !== undefined ? [`${place}: a body where none belongs`] : []),
  ];
}

const errorCollection = { $ref: '#/components/schemas/ErrorCollection' };

/** `GET /rest/api/3/issue/{issueIdOrKey}`: the operation that a call means, as the description names it. */
export function operationOf(method: string, path: string): string | undefined {
  const fits = (template: string) => new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  const templates = Object.keys(description.paths).filter(fits);
  const plainest = templates.sort((one, other) => one.split('{').length - other.split('{').length)[0];
  return plainest === undefined ? undefined : `${method} ${plainest}`;
}

function operationAt(method: string, path: string): Operation | undefined {
  const template = operationOf(method, path)?.split(' ')[1];
  return template === undefined ? undefined : description.paths[template]?.[method.toLowerCase()];
}

function wrong(schema: object, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(rooted(schema));
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/** References within the description, as ajv finds them. */
function rooted(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"jira#/components')) as object;
}

function isNullable(value: unknown): value is { readonly nullable: true; readonly type: string } {
  return (
    typeof value === 'object' && value !== null && 'nullable' in value && value.nullable === true && 'type' in value
  );
}

/** Watches every call that goes out to a Jira; ends with `restore`, which returns what did not conform. */
export function watchExchanges(): { restore(): string[] } {
  const original = globalThis.fetch;
  const found: string[] = [];
  globalThis.fetch = async (input, init) => {
    const answer = await original(input, init);
    const url = new URL(input instanceof Request ? input.url : String(input));
    const start = url.pathname.indexOf('/rest/api/3/');
    if (start < 0 || answer.type === 'opaqueredirect') return answer;
    const text = await answer.clone().text();
    const exchange = {
      method: init?.method ?? 'GET',
      path: url.pathname.slice(start),
      request: parsed(init?.body),
      status: answer.status,
      response: answer.headers.get('content-type')?.startsWith('application/json') ? parsed(text) : undefined,
    };
    found.push(...violations(exchange));
    return answer;
  };
  return {
    restore() {
      globalThis.fetch = original;
      return found;
    },
  };
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string' || body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
