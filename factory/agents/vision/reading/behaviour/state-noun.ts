/** What the place of a thing in its life cycle is called. */
export const STATE_NOUN = '(?:status|state|stage|phase|life ?cycle|life-cycle|lifecycle)';
