import type { HistoryEvent } from '../../../platform/embedded/host/durable/history-event.ts';
import type { Instance } from '../../../platform/embedded/host/durable/instance.ts';
import type { GoldenHistory } from './golden-history.ts';

/** Recorded instances as golden histories, by name and id. */
export const historiesOf = (
  instances: readonly Instance[],
  history: (id: string) => HistoryEvent[],
): GoldenHistory[] =>
  instances
    .map(({ id, name, parent, input }) => ({
      orchestrator: name,
      instanceId: id,
      parentId: parent?.instanceId ?? null,
      input,
      history: history(id),
    }))
    .toSorted((a, b) => (`${a.orchestrator} ${a.instanceId}` < `${b.orchestrator} ${b.instanceId}` ? -1 : 1));

const ORIGIN = Date.parse('2026-01-01T00:00:00.000Z');
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/**
 * Without what belongs to one machine and one day: project ids by number, the workspace's folder as `/workspace`, times moved so
 * that the first is the beginning of 2026. Distances in time stay: timers follow from them.
 */
export const normalised = (histories: readonly GoldenHistory[], workspace: string): GoldenHistory[] => {
  const text = JSON.stringify(histories);
  const earliest = Math.min(...(text.match(TIME) ?? []).map((time) => Date.parse(time)));
  const projects = new Map<string, string>();
  const numbered = (id: string): string => {
    const known = projects.get(id) ?? `p-${projects.size + 1}`;
    projects.set(id, known);
    return known;
  };
  const clean = text
    .replaceAll(workspace, '/workspace')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:4000')
    .replaceAll(/p-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, numbered)
    .replaceAll(TIME, (time) => new Date(Date.parse(time) - earliest + ORIGIN).toISOString());
  return JSON.parse(clean) as GoldenHistory[];
};
