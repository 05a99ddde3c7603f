import { signIn } from './browser.ts';

/** Saves what a link leads to. A link shows nobody who follows it: where the API wants to know, the file is fetched first. */
export const saveFile = async (event: MouseEvent, path: string, name: string): Promise<void> => {
  if (!signIn.isSignedIn()) return;
  event.preventDefault();
  const response = await signIn.fetch(path).catch(() => undefined);
  if (!response?.ok) return;
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
