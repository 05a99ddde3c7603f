import type { Logger } from './logger.ts';

type Result = { code: number; error?: Error };

type Exporter<Items> = { export: (items: Items, done: (result: Result) => void) => void };

/** Code of an export that came through. */
const SUCCESS = 0;

/** An exporter that says when exports begin to fail and when they come through again, not at each failure. */
export const toldOnce = <Items, Kind extends Exporter<Items>>(
  exporter: Kind & Exporter<Items>,
  logger: Logger,
  what: string,
): Kind => {
  let isFailing = false;
  const send = exporter.export.bind(exporter);
  exporter.export = (items, done) =>
    send(items, (result) => {
      const failed = result.code !== SUCCESS;
      if (failed && !isFailing) logger.warn(`${what} do not leave`, { reason: result.error?.message });
      if (!failed && isFailing) logger.info(`${what} leave again`);
      isFailing = failed;
      done(result);
    });
  return exporter;
};
