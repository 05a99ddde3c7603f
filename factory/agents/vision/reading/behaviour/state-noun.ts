/** What the place of a thing in its life cycle is called. */
export const STATE_NOUN = '(?:status|state|stage|phase|life ?cycle|life-cycle|lifecycle)';

const WHOLE = new RegExp(`^(?:[a-z]+ )?${STATE_NOUN}$`);

/** Whether an attribute says where its thing stands: "status", "order status". */
export const isStateNoun = (name: string): boolean => WHOLE.test(name);

/** Adjectives and nouns that by themselves say where a thing stands. */
export const NOMINAL =
  '(?:open|active|inactive|pending|current|available|unavailable|ready|waiting|running|idle|free|vacant|occupied|busy|live|done|draft|new|overdue|valid|invalid|present|absent|alive|dead|empty|full|ongoing|final|void|dormant|archived|online|offline)';
export const NOMINAL_STATES = new RegExp(`^${NOMINAL}$`);
