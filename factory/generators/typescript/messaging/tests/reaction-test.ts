import type { DomainEvent } from '../../../../domain/blueprint.ts';
import { eventType } from '../../../contracts/event-address.ts';
import type { AggregateModel } from '../../aggregate-model.ts';
import { literal } from '../../source-text.ts';
import type { ReactionModel } from '../reaction-model.ts';

/** A test, or several, of a reaction. */
export type ReactionTest = {
  text: string;
  /** Aggregates whose class or support files the text names. */
  models: AggregateModel[];
};

/** Code for an event that a reaction is about. */
export const eventCode = ({ type }: ReactionModel, subject: string, data: string): string =>
  `receivedEvent(${literal(type)}, ${subject}, ${data})`;

/** Code that hands an event to the reactions of `store`. */
export const delivered = (event: string, at?: string): string =>
  `deliver(reactions, ${event}${at === undefined ? '' : `, ${literal(at)}`})`;

/** Type of an own event, in the stores of tests. */
export const ownType = (event: Pick<DomainEvent, 'name' | 'version'>): string =>
  eventType({ name: 'test' }, event);

/** Identity of what tests do not make. */
export const strangerId = '019c1363-49ff-7000-8000-000000000000';

/** Code for the events that a reaction leads to, with what caused them. */
export const caused = (events: readonly string[]): string =>
  `[${events.map((type) => `{ type: ${literal(type)}, correlationid: 'c1', causationid: 'e1' }`).join(', ')}]`;
