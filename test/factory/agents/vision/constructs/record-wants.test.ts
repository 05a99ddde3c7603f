import { expect, test } from 'vitest';

import { planOf } from '../../support/run.ts';

const requirementsOf = async (text: string): Promise<string[]> => {
  const { requirements } = await planOf(text);
  return requirements.map((requirement) => requirement.text);
};

const changes = (requirements: readonly string[]): string[] =>
  requirements.filter((each) => /\b(?:changed|removed)\b/.test(each));

test('the record of what somebody does can be changed where the text says who may change it, and by nobody else', async () => {
  const found = await requirementsOf(
    'Guests rate huts with a score. Ratings can be edited by the guest who wrote them.',
  );
  expect(changes(found)).toEqual(['A rating can be changed.']);
  expect(found).toContain('Only the guest of a rating can change it.');
});

test('a record that ends by itself stays unchangeable where the text says so', async () => {
  const found = await requirementsOf(
    'Wardens inspect cranes and record the load. An inspection is valid for 2 years. Inspections cannot be changed after they were recorded.',
  );
  expect(changes(found)).toEqual(['An inspection that was recorded can be neither changed nor removed.']);
});

test('who registers for something makes a registration, which is not open to changes by itself', async () => {
  const found = await requirementsOf(
    'Visitors register for fairs by name and town. Registrations can be cancelled by the visitor who made them.',
  );
  expect(changes(found)).toEqual([]);
});
