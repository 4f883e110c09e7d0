/**
 * The id of the duty that `init` writes so that somebody sees the engine work, once. It checks the engine and nothing of the ISMS, so
 * nobody verifies it.
 */
export const FIRST_TICKET = 'confirm-dutybound-works';
