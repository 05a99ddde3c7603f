import { describe, expect, it } from 'vitest';

import { missingArtifacts, requiredArtifacts } from '../../../factory/domain/required-artifacts.ts';
import { STAGES, type Stage } from '../../../factory/domain/stage.ts';

const complete = (stage: Stage): string[] => [
  ...[
    ...requiredArtifacts[stage].project,
    ...requiredArtifacts[stage].service.map((path) => `services/audit-trail/${path}`),
  ].map((path) => (path.endsWith('/') ? `${path}something` : path)),
  ...(stage === 'quality' ? ['quality/audit-trail/quality-report.json'] : []),
];

describe.each(STAGES)('stage %s', (stage) => {
  it('is complete with all that it owes', () => {
    expect(missingArtifacts(stage, ['audit-trail'], complete(stage))).toEqual([]);
  });

  it('names each artifact that is missing', () => {
    for (const path of complete(stage)) {
      const others = complete(stage).filter((other) => other !== path);
      const [missing, ...more] = missingArtifacts(stage, ['audit-trail'], others);
      expect(more).toEqual([]);
      expect(path.startsWith(missing ?? 'nothing')).toBe(true);
    }
  });
});
