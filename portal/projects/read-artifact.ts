import { client } from '../api/browser.ts';

/** Reads artifacts of a project as text; rejects with a sentence for the reader. */
export const artifactReader =
  (id: string) =>
  async (path: string): Promise<string> => {
    const answer = await client.artifact(id, path);
    if (answer.ok) return answer.value;
    throw new Error(`${answer.trouble.what} ${answer.trouble.why}`);
  };
