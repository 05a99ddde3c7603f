import type { Logger } from './logger.ts';

type Result = { code: number; error?: Error };

type Exporter<Items> = { export: (items: Items, done: (result: Result) => void) => void };

/** Code of an export that came through. */
const SUCCESS = 0;

/**
 * Makes exporters say when exports begin to fail and when all come through again: not at each failure, and not each of
 * them for itself.
 */
export const toldOnce = (logger: Logger) => {
  const failing = new Set<string>();
  return <Items, Kind extends Exporter<Items>>(exporter: Kind & Exporter<Items>, signal: string): Kind => {
    const send = exporter.export.bind(exporter);
    exporter.export = (items, done) =>
      send(items, (result) => {
        const wasFailing = failing.size > 0;
        if (result.code === SUCCESS) failing.delete(signal);
        else failing.add(signal);
        const isFailing = failing.size > 0;
        if (isFailing && !wasFailing)
          logger.warn('telemetry does not leave', { signal, reason: result.error?.message });
        if (wasFailing && !isFailing) logger.info('telemetry leaves again');
        done(result);
      });
    return exporter;
  };
};
