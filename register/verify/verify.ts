import type { Dialect } from '../dialect/dialect.ts';
import type { Projection } from '../fold.ts';
import type { Db } from '../schema.ts';
import { redactedBy, verifyBlobs, verifyReferences } from './blobs.ts';
import { findings as noFindings, type Verification } from './breaks.ts';
import { verifyChain } from './chain.ts';
import { noteProgrammes, type ToldProgrammes, verifyProgrammes } from './programmes.ts';
import { verifyProjections, verifyStreams } from './projections.ts';

/**
 * Checks the register against its log: guards, chain, head, blobs, projections, programmes. Reads one snapshot; memory holds
 * a page and one state, however long the log is. @throws RegisterError `newer` for events of a later release.
 */
export async function verify(
  db: Db,
  dialect: Dialect,
  projections: readonly Projection<unknown>[],
): Promise<Verification> {
  return dialect.snapshot(db).execute(async (snapshot) => {
    const findings = noFindings();
    const redacted = new Set<string>();
    const programmes: ToldProgrammes = new Map();
    for (const guard of await dialect.missingGuards(snapshot, 'event')) {
      findings.compare(`trigger ${guard}`, 'missing or changed', 'as it was made');
    }
    const end = await verifyChain(snapshot, findings, async (events) => {
      noteProgrammes(programmes, events);
      for (const event of events) {
        const hash = redactedBy(event);
        if (hash !== undefined) redacted.add(hash);
      }
      await verifyReferences(snapshot, events, findings);
    });
    await verifyBlobs(snapshot, redacted, findings);
    await verifyStreams(snapshot, findings);
    await verifyProjections(snapshot, projections, end.sequence, findings);
    await verifyProgrammes(snapshot, programmes, redacted, findings);
    const broken = findings.count();
    const { breaks } = findings;
    return {
      ok: broken === 0,
      events: end.events,
      head: end.hash,
      breaks,
      broken,
      projected: findings.projected(),
    };
  });
}
