/** @returns a copy that lacks the optional keys. */
export function without<T extends object, K extends OptionalKey<T>>(from: T, ...keys: K[]): T {
  const rest = { ...from };
  for (const key of keys) delete rest[key];
  return rest;
}

type OptionalKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
