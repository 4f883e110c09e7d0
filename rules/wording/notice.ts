/** A message of the engine's own: its subject, and a line each. */
export interface NoticeText {
  subject: string;
  lines: string[];
}
