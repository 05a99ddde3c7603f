import { expect, it } from 'vitest';

import { aggregateModels } from '../../../../factory/generators/typescript/aggregate-model.ts';
import { callOrder, referredFirst } from '../../../../factory/generators/typescript/documents/call-order.ts';
import { curlExamples } from '../../../../factory/generators/typescript/documents/curl-examples.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';

const gym = aggregateModels(gymBlueprint.services[0]!);
const [invoice] = aggregateModels(invoicesBlueprint.services[0]!);

it('has what is referred to before what refers to it, from whatever order', () => {
  const order = referredFirst(gym).map(({ type }) => type);
  expect(order).toEqual(['Class', 'Booking']);
  expect(referredFirst(gym.toReversed()).map(({ type }) => type)).toEqual(order);
});

it('leads one thing through its states, and sets apart what it cannot reach any more', () => {
  const { inTurn, otherwise, removals } = callOrder(invoice!);
  const names = inTurn.map(({ useCase }) => useCase.name);
  expect(names[0]).toBe('draftInvoice');
  expect(names.slice(-2)).toEqual(['sendInvoice', 'payInvoice']);
  expect(otherwise.map(({ useCase }) => useCase.name)).toEqual(['cancelInvoice']);
  expect(removals).toHaveLength(1);
});

it('writes calls that a shell runs one after the other: each keeps the id that the next ones need', () => {
  const [classes, bookings] = curlExamples(gym);
  expect(classes).toMatch(/^CLASS_ID=\$\(curl -s -X POST/m);
  expect(classes).toContain('"http://127.0.0.1:8080/classes/$CLASS_ID"');
  expect(bookings).toContain(`"classId":"'"$CLASS_ID"'"`);
  const removals = curlExamples([invoice!]).at(-1);
  expect(removals).toContain('-X DELETE "http://127.0.0.1:8080/invoices/$INVOICE_ID"');
});
