import { runChecks } from './checks.ts';
import { runSuites } from './suites.ts';

const words = process.argv.slice(2);
const checks = words.length > 0 ? { passed: 0, failed: 0 } : await runChecks();
const suites = await runSuites(words);
const passed = checks.passed + suites.passed;
const failed = checks.failed + suites.failed;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
