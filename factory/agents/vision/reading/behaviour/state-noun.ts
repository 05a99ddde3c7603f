/** What the place of a thing in its life cycle is called. */
export const STATE_NOUN = '(?:status|state|stage|phase|life ?cycle|life-cycle|lifecycle)';

const WHOLE = new RegExp(`^(?:[a-z]+ )?${STATE_NOUN}$`);

/** Whether an attribute says where its thing stands: "status", "order status". */
export const isStateNoun = (name: string): boolean => WHOLE.test(name);
