/** Asks again and again, every 50 ms, until there is an answer; gives up after `timeoutMs`. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 60_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
};
