/** An answer other than success; `status` and `body` are what GitHub's API sends. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: {
      readonly body?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = more.headers ?? {};
    this.body = {
      message,
      ...more.body,
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    };
  }
}

export type FieldCode = 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom';

/** 404: there is none, or the caller may not know that there is one. */
export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** 403: visible, but not allowed. */
export function forbidden(message = 'Must have admin rights to Repository.'): Refusal {
  return new Refusal(403, message);
}

/** 422 with one entry in `errors`. */
export function invalid(resource: string, field: string, code: FieldCode, message?: string): Refusal {
  const error = message === undefined ? { resource, field, code } : { resource, field, code, message };
  return new Refusal(422, 'Validation Failed', { body: { errors: [error] } });
}
