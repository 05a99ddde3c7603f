import type { ModelReply } from '../domain/model.ts';
import { findSecrets, redactSecrets, secretFields } from '../domain/secrets.ts';

const redacted = (value: unknown): unknown => {
  if (typeof value === 'string') return redactSecrets(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactSecrets(key), redacted(item)]));
};

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
};

/** A reply without credentials, which says where there were some: before it is kept, compared, shown or logged. */
export const withholdSecrets = (reply: ModelReply): ModelReply => {
  if ('refusal' in reply) return { ...reply, refusal: redactSecrets(reply.refusal) };
  if ('unusable' in reply) return { ...reply, said: redactSecrets(reply.said) };
  if (findSecrets(textsIn(reply.answer).join('\n')).length === 0) return reply;
  return { ...reply, answer: redacted(reply.answer), withheld: secretFields(reply.answer) };
};
