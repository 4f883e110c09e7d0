import type { Noun } from '../../rules/documented.ts';

/** What the table of each kind of documented information answers, in a sentence. */
export const about: Record<Noun, string> = {
  measurement: 'every value measured, against its target of the time, by whom, and what was decided of a miss',
  document: 'every approved version of each document: who approved it, when, where it is, when it is due again',
  acknowledgement: 'who acknowledged or was trained in what, when, and until when it holds',
  request: 'every item of the lists of evidence that somebody asked for: its owner, its ticket, and how it stands',
  decision: 'minutes of each management review: every topic with its result, who was there, who signed',
  action: 'what was to be done by management reviews and improvements: who, by when, and what became of it',
  improvement: 'every opportunity for improvement: adopted or declined, why, and whether it helped',
  risk: 'every risk: level before treatment against the assessment before, residual against the residual before; treatment, controls, acceptance',
  criteria: 'by which criteria risks were rated, and who approved them when',
  statement: 'every change of a control in the statement of applicability, why, and who approved it',
  audit:
    'every internal audit, held or not: waived, missed, scope, auditor, independence, competence, findings, report',
  incident:
    'every incident: since when it is known, each answer of the triage, who was told in time and who was not, what was learnt',
  change: 'every change to the management system: purpose, consequences, who approved it, what came of it',
  joiner: 'who joined, and what was owed on that: done after how many hours, or still owed and until when',
  leaver: 'who left, and what was owed on that: done after how many hours, or still owed and until when',
  mover:
    'who moved within the organisation, and what was owed on that: done after how many hours, or still owed and until when',
  'failed-treatment': 'every treatment of a risk that failed: how that showed, and what followed',
};
