import { expect, test } from 'vitest';

import { storiesOf } from '../../../../factory/domain/product-plan.ts';
import { AUDIT, planOf, SAMPLES } from '../support/run.ts';

test('the audit trail: features log events, query the audit trail, export logs', async () => {
  const plan = await planOf(AUDIT);
  expect({
    title: plan.title,
    serviceName: plan.serviceName,
    domain: plan.domain,
    features: plan.epics.flatMap((epic) => epic.features.map(({ title }) => title)),
    requirements: plan.requirements.map(({ id, origin, text }) => `${id} ${origin}: ${text}`),
    stories: storiesOf(plan).map(({ id, intent, subject }) => `${id} ${intent} ${subject}`),
    unrealised: plan.unrealised,
  }).toEqual({
    title: 'Audit Trail',
    serviceName: 'audit-trail',
    domain: 'audit',
    features: ['Log events', 'Query the audit trail', 'Export logs'],
    requirements: [
      'R1 stated: Events are logged, each with actor, action, resource, time of occurrence and details.',
      'R2 derived: An event that was logged can be neither changed nor removed.',
      'R3 derived: Events can be found by actor, action, resource and time of occurrence, page by page.',
      'R4 derived: Events can be exported as CSV and NDJSON.',
    ],
    stories: [
      'R1.S1 record event',
      'R2.S1 forbid-change event',
      'R3.S1 find event',
      'R3.S2 view event',
      'R4.S1 export event',
    ],
    unrealised: [],
  });
});

test('what was derived says why and is listed as an assumption', async () => {
  const plan = await planOf(AUDIT);
  const derived = plan.requirements.filter(({ origin }) => origin === 'derived');
  expect(derived.map(({ because }) => because)).toEqual([
    'it is the record of something that happened, and what happened does not change',
    'a record that cannot be found again is of no use',
    'records must be handed over to people and systems that work with them elsewhere',
  ]);
  expect(plan.assumptions).toHaveLength(4);
  expect(plan.assumptions[0]).toBe(
    'The text does not say what is known of an event: actor, action, resource, time of occurrence and details are assumed.',
  );
});

test('every story is tested on success and refusal', async () => {
  const checks = storiesOf(await planOf(AUDIT)).map(({ criteria }) =>
    criteria.map(({ check }) => check.kind).join(' '),
  );
  expect(checks).toEqual([
    'recorded recorded-once required required required kept',
    'unchangeable',
    'found-by found-by found-by found-in-period paged',
    'viewed',
    'exported exported',
  ]);
  const samples = storiesOf(await planOf(SAMPLES)).map(({ criteria }) =>
    criteria.map(({ check }) => check.kind).join(' '),
  );
  expect(samples).toEqual([
    'recorded recorded-once required required required required unique kept',
    'viewed',
    'changed',
    'removed',
    'found-by found-by paged',
  ]);
});

test('a story carries the words of the text: role, benefit and filters', async () => {
  const plan = await planOf(
    'As a nurse, I want to record temperatures of patients, so that the doctor sees trends.\nAs a doctor, I want to find temperatures by patient.',
  );
  expect(
    storiesOf(plan)
      .filter(({ intent }) => intent === 'record' || intent === 'find')
      .map(({ role, want, benefit }) => ({ role, want, benefit })),
  ).toEqual([
    {
      role: 'nurse',
      want: 'record temperatures with patient, value, time of occurrence and details',
      benefit: 'the doctor sees trends',
    },
    {
      role: 'doctor',
      want: 'find temperatures by patient and time of occurrence',
      benefit: 'I can answer what happened',
    },
  ]);
});

test('explicit words win over what the verb suggests', async () => {
  const kinds = async (text: string) => (await planOf(text)).subjects.map(({ unchangeable }) => unchangeable);
  expect(await kinds('Log zorbles; zorbles can be changed and deleted')).toEqual([false]);
  expect(await kinds('Keep zorbles; a zorble is immutable')).toEqual([true]);
  expect(await kinds('Keep an append-only register of zorbles')).toEqual([true]);
  expect(await kinds('Manage a catalogue of logs')).toEqual([false]);
});

test('names that the service needs itself get the name of their thing', async () => {
  const plan = await planOf(
    'Keep a register of samples: each sample has an id, a version, a limit, a class and a constructor',
  );
  expect(plan.subjects[0]?.attributes.map(({ name }) => name)).toEqual([
    'sample id',
    'sample version',
    'sample limit',
    'sample class',
    'sample constructor',
  ]);
});

test('texts are grammatical: articles, plurals, lists', async () => {
  const plan = await planOf(
    'Keep a register of analyses: each analysis has an hour, a unit, instructions and a status',
  );
  expect(storiesOf(plan)[0]?.criteria.map(({ title }) => title)).toEqual([
    'An analysis is registered as given',
    'Sending the same analysis twice keeps one',
    'An analysis without an hour is refused',
    'An analysis without a unit is refused',
    'An analysis without instructions is refused',
    'An analysis without a status is refused',
    'Analyses outlive a restart',
  ]);
});

test('names of services are slugs whatever the text says', async () => {
  const slug = async (text: string) => (await planOf(text)).serviceName;
  expect(await slug('Log 3d models')).toBe('three-d-model-log');
  expect(await slug(`Log ${'very '.repeat(20)}long things with a name`)).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
  expect(await slug('Build a service called Zorble Box that logs zorbles')).toBe('zorble-box');
});
