export const BUS_FORMAT = 1;

/**
 * `entity` is what senders name (queue or topic); `receiver` is what receivers name (queue or subscription): a queue has
 * one receiver of its own name, a topic one per subscription.
 */
export const BUS_SCHEMA = `
  CREATE TABLE entity (name TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('queue', 'topic')));
  CREATE TABLE receiver (name TEXT PRIMARY KEY, entity TEXT NOT NULL REFERENCES entity (name));
  CREATE TABLE sent (
    entity TEXT NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (entity, message_id)
  );
  CREATE INDEX sent_at ON sent (at);
  CREATE TABLE message (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    receiver TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    content_type TEXT, properties TEXT NOT NULL, enqueued_at INTEGER NOT NULL,
    delivery_count INTEGER NOT NULL DEFAULT 0, locked_until INTEGER NOT NULL DEFAULT 0, lock_token TEXT,
    dead INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', description TEXT NOT NULL DEFAULT ''
  );
  CREATE INDEX message_next ON message (receiver, dead, sequence);
`;
