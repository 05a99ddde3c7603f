/** A number of characters, in words. */
export const characters = (count: number): string => (count === 1 ? '1 character' : `${count} characters`);
