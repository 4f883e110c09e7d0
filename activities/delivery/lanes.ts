/** Where notices wait that a person gets once a week (contact rule 9). */
export const DIGEST = 'digest';

/** Where notices wait that may be joined with others of a person's day (contact rule 7); no tracker can be called that. */
export const CONTACT = '(contact)';

/** All lanes of notices; trackers have one of their own each. */
export const NOTICE_LANES = ['mail', 'chat', CONTACT, DIGEST];
