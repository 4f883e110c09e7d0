/** An answer other than success, in the one shape that Jira's API has for them. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: { readonly errorMessages: readonly string[]; readonly errors: Readonly<Record<string, string>> };
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    messages: readonly string[],
    errors: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super([...messages, ...Object.values(errors)].join('; '));
    this.status = status;
    this.body = { errorMessages: messages, errors };
    this.headers = headers;
  }
}

/** 400 about one field. */
export function wrong(field: string, message: string): Refusal {
  return new Refusal(400, [], { [field]: message });
}

/** 400 about the request as a whole. */
export function bad(message: string): Refusal {
  return new Refusal(400, [message]);
}

/** 403: visible, but not allowed. */
export function forbidden(message: string): Refusal {
  return new Refusal(403, [message]);
}

/** 404: there is none, or the caller may not know that there is one. */
export function notFound(message = 'Issue does not exist or you do not have permission to see it.'): Refusal {
  return new Refusal(404, [message]);
}
