/** Where the framework's words lie until a suite asks for them. */
export const GLOBALS = Symbol.for('dutybound.suites');
