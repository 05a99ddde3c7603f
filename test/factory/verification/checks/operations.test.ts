import { expect, it } from 'vitest';

import { exerciseOperations } from '../../../../factory/verification/checks/operations.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { samples, samplesContract, startSampleService, type Defect } from '../fixtures/sample-service.ts';

const exercise = async (defect?: Defect) => {
  const service = await startSampleService(defect);
  try {
    return await exerciseOperations(service.url, samplesContract, samples);
  } finally {
    await service.close();
  }
};

it('passes a service that does what its contract says', async () => {
  const inspection = await exercise();
  expect(inspection).toMatchObject({ findings: [], remark: '8 operations' });
  expect(inspection.inspected).toBeGreaterThan(80);
});

it.each<[Defect, string]>([
  ['accepts everything', 'registerSample/refusal barcode required'],
  ['accepts everything', 'registerSample/refusal barcode maxLength'],
  ['accepts everything', 'registerSample/refusal collectionDate format date'],
  ['accepts everything', 'registerSample/refusal additionalProperties'],
  ['accepts everything', 'updateSample/refusal material type'],
  ['accepts everything', 'searchSamples/refusal limit maximum'],
  ['accepts everything', 'searchSamples/refusal collectionDateFrom format date'],
  ['names no field', 'registerSample/refusal barcode required'],
  ['refuses in plain text', 'getSample/refusal id unknown'],
  ['answers without id', 'registerSample/answer'],
  ['has no location', 'registerSample/location'],
  ['shares barcodes', 'registerSample/refusal barcode unique'],
  ['forgets keys', 'registerSample/success'],
  ['ignores If-Match', 'updateSample/refusal If-Match stale'],
  ['ignores If-Match', 'removeSample/refusal If-Match stale'],
  ['takes any cursor', 'searchSamples/refusal bad cursor'],
  ['repeats pages', 'searchSamples/paging'],
  ['fails to search', 'searchSamples/never'],
  ['allows PATCH', 'PATCH /samples/{sampleId}/refusal absent method'],
  ['keeps what is removed', 'removeSample/refusal already removed'],
  ['takes any media type', 'registerSample/refusal media type'],
  ['asks nobody', 'searchSamples/refusal nobody'],
  ['asks nobody', 'registerSample/refusal nobody'],
  ['asks nobody', 'getSample/refusal no token'],
  ['believes tampered tokens', 'getSample/refusal signature tampered with'],
  ['believes tampered tokens', 'removeSample/refusal claims tampered with'],
  ['believes unsigned tokens', 'updateSample/refusal alg none'],
  ['asks without a challenge', 'searchSamples/challenge'],
])('catches a service that %s by %s', async (defect, rule) => {
  expect((await exercise(defect)).findings.map((finding) => finding.rule)).toContain(`operations/${rule}`);
});

it('fails an address where nobody answers, and a contract without operations', async () => {
  const { findings } = await exerciseOperations('http://127.0.0.1:9', samplesContract, samples);
  expect(findings.map(({ rule }) => rule)).toContain('operations/registerSample/never');
  const empty = await exerciseOperations('http://127.0.0.1:9', {}, samples);
  expect(resultOf('operations', 0, empty)).toMatchObject({ status: 'failed', inspected: 0 });
});
