/** What is an id in isms.yaml: lower-case letters, digits, and hyphens, at most 40. */
export const ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
