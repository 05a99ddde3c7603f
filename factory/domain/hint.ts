/** What an event of a wait carries that only says: look now. Any other wakes to look for a stop. */
export const HINT = 'hint';

/** Waits that a hint ends early, by what their names begin with: each looks itself, and waits again where nothing is new. */
export const HINTED = ['runPipeline', 'pullRequest'] as const;
export type Hinted = (typeof HINTED)[number];

/** Whether the event of a wait belongs to one that a hint ends. */
export const isHinted = (event: string, hinted: readonly Hinted[] = HINTED): boolean =>
  hinted.some((name) => event.startsWith(`wake:${name}:`));
