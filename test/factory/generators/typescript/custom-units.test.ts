import { expect, it } from 'vitest';

import { realised } from '../../../../factory/domain/written-unit.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { typescriptLayers } from '../../../../factory/generators/typescript/typescript-generator.ts';
import type { Blueprint } from '../../../../factory/domain/blueprint.ts';
import { CHECK_DIGIT, parcels, WRITTEN } from '../../agents/units/fixtures/parcels.ts';

const treeOf = async ({ services }: Blueprint): Promise<Map<string, string>> => {
  const files = await formatFiles(Object.values(typescriptLayers).flatMap((layer) => layer(services[0]!)));
  return new Map(files.map(({ path, content }) => [path, content]));
};

it('writes the function, the field that calls it and a test of the examples, the same each time', async () => {
  const tree = await treeOf(await parcels(WRITTEN));
  expect(tree.get('src/domain/parcel/custom-units/freight.ts')).toBe(`\
/** The price by weight: 4.20 up to 2, then 1.15 for each begun 0.5 more; at most 99. */
export const computeFreight = (weight: number): number => {
  const steps: number = Math.max(0, Math.ceil((weight - 2) / 0.5));
  return Math.min(99, 4.2 + steps * 1.15);
};
`);
  expect(tree.get('src/domain/parcel/parcel-derived.ts')).toContain(
    'checkDigit: computeCheckDigit(parcel.number)',
  );
  expect(tree.get('src/domain/parcel/parcel-derived.ts')).toContain(
    'freight: rounded(computeFreight(parcel.weight), 2)',
  );
  expect(tree.get('test/unit/domain/custom-units/check-digit.test.ts')).toContain(
    "{ given: ['7992739871'], expected: '3' },",
  );
  expect(await treeOf(await parcels(WRITTEN))).toEqual(tree);
});

it('leaves out what was not written, with the field, and tells why', async () => {
  const unit = (await parcels()).services[0]!.customUnits![0]!;
  const { services, unrealised } = realised(await parcels(), new Map());
  expect(unrealised).toEqual([
    { id: 'U1', text: unit.description, reason: 'The function that it needs has not been written.' },
    { id: 'U2', text: expect.stringContaining('The price'), reason: expect.any(String) },
  ]);
  const texts = [...(await treeOf({ ...(await parcels()), services }))].flat().join('\n');
  expect(texts).not.toMatch(/custom-units|computeCheckDigit|checkDigit|freight/);
  expect(texts).toContain('weight');
});

it('leaves a requirement open that nothing else serves', async () => {
  const blueprint = await parcels();
  const services = blueprint.services.map((service) => ({
    ...service,
    customUnits: service.customUnits!.map((unit) => ({ ...unit, requirementIds: ['R1', 'R77'] })),
  }));
  expect(realised({ ...blueprint, services }, new Map()).unrealised.map(({ id }) => id)).toEqual(['R77']);
});

it('takes no function that was written for another signature or other examples', async () => {
  const blueprint = await parcels();
  const [service] = blueprint.services;
  const [unit] = service!.customUnits!;
  const path = `architecture/custom-units/${service!.name}/checkDigit.json`;
  const written = { unit: unit!, body: CHECK_DIGIT, reason: '' };
  const fieldsOf = (given: typeof written) =>
    realised(blueprint, new Map([[path, given]])).services[0]!.aggregates[0]!.fields.map(({ name }) => name);
  expect(fieldsOf(written)).toEqual(['number', 'weight', 'checkDigit']);
  expect(fieldsOf({ ...written, body: 'return process.exit(1);' })).toEqual(['number', 'weight']);
  expect(fieldsOf({ ...written, unit: { ...unit!, description: 'Another.' } })).toEqual(['number', 'weight']);
});
