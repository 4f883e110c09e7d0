/** Another record as one names it, with its ticket once it has one. */
export interface RecordLink {
  key: string;
  /** As people call it: `NC-2027-014`. */
  display: string;
  /** Of its ticket: `#231`. */
  number?: string;
  url?: string;
}
