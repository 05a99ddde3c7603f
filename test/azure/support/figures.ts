import { appendFileSync } from 'node:fs';

/** Notes what was measured, for the last line of `npm run test:azure`; nothing outside of it. */
export const figure = (text: string): void => {
  const file = process.env['FACTORY_FIGURES'];
  if (file !== undefined) appendFileSync(file, `${text}\n`);
};
