import type { TransitionEvent } from '../../../factory/domain/transition-event.ts';
import type { EventJournal } from '../../ports.ts';
import { changing } from './changing.ts';
import type { Change, Document, Items } from './items.ts';
import { isOwn, projectPartition, refuseForeign } from './partitions.ts';

/** `last`: how many events there are. */
type CounterDocument = Document & { last: number };
type EventDocument = Document & { position: number; event: TransitionEvent };

const COUNTER = 'last-position';

const eventId = (id: string): string => `event-${id}`;

/** Published events, numbered within their project without gaps: number and event are written together. */
export const createEventJournal = (items: Items, tenant: string): EventJournal => ({
  append: (event) => {
    refuseForeign(tenant, event.projectid);
    const pk = projectPartition(tenant, event.projectid);
    return changing(`The journal of ${event.projectid}`, async () => {
      const known = await items.read<EventDocument>(pk, eventId(event.id));
      if (known) return { done: known.document.position };
      const counter = await items.read<CounterDocument>(pk, COUNTER);
      const position = (counter?.document.last ?? 0) + 1;
      const next: CounterDocument = { id: COUNTER, pk, tenant, last: position };
      const changes: Change<CounterDocument | EventDocument>[] = [
        counter
          ? { kind: 'replace', document: next, etag: counter.etag }
          : { kind: 'create', document: next },
        { kind: 'create', document: { id: eventId(event.id), pk, tenant, position, event } },
      ];
      return (await items.batch(pk, changes)) ? { done: position } : undefined;
    });
  },

  async read(projectId, after, limit) {
    if (!isOwn(tenant, projectId)) return [];
    const found = await items.query<EventDocument>(
      projectPartition(tenant, projectId),
      'SELECT TOP @limit * FROM c WHERE c.position > @after ORDER BY c.position',
      { limit, after },
    );
    return found.map(({ position, event }) => ({ position, event }));
  },
});
