import { join } from 'node:path';

import type { CloudEvent } from '#connectsoft/cloud-event';
import { JournalPublisher } from '#connectsoft/journal-publisher';

/** What a stopped service has published, oldest first. */
export const eventsIn = (directory: string): CloudEvent[] => {
  const journal = new JournalPublisher(join(directory, 'journal.db'));
  const events = journal.published();
  void journal.close();
  return events;
};
