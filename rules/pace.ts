/** How fast the engine itself goes round; ordinary keys of isms.yaml. ms. */
export interface Pace {
  planner: number;
  gateWait: number;
  /** How long an open ticket may go unread: what no webhook and no list tells, such as a deletion, is found by then. */
  look: number;
}
