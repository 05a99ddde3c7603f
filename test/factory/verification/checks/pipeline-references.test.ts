import { expect, it } from 'vitest';

import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { platformDelivery } from '../../../../factory/generators/delivery/platform-delivery.ts';
import { checkPipelineSchema } from '../../../../factory/verification/checks/pipeline-schema.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { auditBlueprint } from '../../generators/fixtures/audit-blueprint.ts';
import { planted } from '../fixtures/delivered-repository.ts';

const files = deliveryFiles(auditBlueprint.services[0]!, auditBlueprint);

const rulesOf = (all: typeof files): string[] =>
  checkPipelineSchema(all).findings.map(({ rule }) => rule.replace('pipeline-schema/', ''));

it('resolves every reference of the pipelines of a service and of a platform', () => {
  expect(rulesOf(files)).toEqual([]);
  expect(rulesOf(deliveryFiles(bookshopBlueprint.services[2]!, bookshopBlueprint))).toEqual([]);
  expect(rulesOf(platformDelivery(bookshopBlueprint))).toEqual([]);
});

const DEPLOY = 'pipelines/stages/deploy.yml';
const SCAN = 'pipelines/stages/scan.yml';
const PIPELINE = 'azure-pipelines.yml';

it.each([
  ['variable', DEPLOY, '$(registry)', '$(registryServer)'],
  ['variable', PIPELINE, '- name: alertEmail', '- name: alertMail'],
  ['variable', 'pipelines/steps/setup.yml', 'cacheHitVar: NODE_MODULES_CACHED', 'cacheHitVar: OTHER'],
  ['parameter', DEPLOY, 'parameters.environment', 'parameters.place'],
  ['template-parameter', PIPELINE, 'environment: staging', 'place: staging'],
  ['template', PIPELINE, 'stages/scan.yml', 'stages/scans.yml'],
  ['depends-on', SCAN, '- Test', '- Tests'],
  ['depends-on', 'pipelines/stages/test.yml', 'dependsOn: []', 'dependsOn: Scan'],
  ['condition', DEPLOY, 'and(succeeded()', 'andAlso(succeeded()'],
  ['condition', DEPLOY, 'and(succeeded(),', 'and(succeeded(,'],
  ['condition', DEPLOY, 'succeeded()', "succeeded('Check')"],
  ['order', PIPELINE, 'environment: staging', 'environment: test'],
  ['order', DEPLOY, 'condition: and', 'dependsOn: Build\n    condition: and'],
  ['order', DEPLOY, '- deployment: Deploy', '- job: Deploy'],
  ['approval', DEPLOY, /environment: audit-trail-\S+ .*\n/, 'other: a\n'],
  ['rollback', DEPLOY, 'failure:', 'success:'],
  ['stages', SCAN, '- stage: Scan', '- stage: Look'],
  ['stages', PIPELINE, '  - template: pipelines/stages/scan.yml\n', ''],
])('finds a planted %s that leads nowhere in %s (%s)', (rule, path, text, wrong) => {
  const content = files.find((file) => file.path === path)!.content;
  const from = typeof text === 'string' ? text : (text.exec(content)?.[0] ?? 'nothing like it');
  expect(rulesOf(planted(files, path, from, wrong))).toContain(rule);
});

const platform = platformDelivery(bookshopBlueprint);

it.each([
  ['stages', PIPELINE, '  - template: pipelines/stages/check.yml\n', ''],
  ['order', PIPELINE, 'environment: production', 'environment: live'],
  ['approval', DEPLOY, /environment: online-bookshop-platform-\S+ .*\n/, 'other: a\n'],
  ['variable', DEPLOY, 'arguments: ', 'arguments: $(region) '],
])('finds a planted %s in the pipeline of a platform (%s: %s)', (rule, path, text, wrong) => {
  const content = platform.find((file) => file.path === path)!.content;
  const from = typeof text === 'string' ? text : (text.exec(content)?.[0] ?? 'nothing like it');
  expect(rulesOf(planted(platform, path, from, wrong))).toContain(rule);
});

const outputs = `trigger: none
stages:
  - stage: Version
    jobs:
      - job: Read
        steps:
          - bash: echo "##vso[task.setvariable variable=number;isOutput=true]7"
            name: version
      - job: Tell
        dependsOn: Read
        variables: { number: "$[ dependencies.Read.outputs['version.number'] ]" }
        steps:
          - bash: echo $(number)
  - stage: Use
    condition: eq(dependencies.Version.outputs['Read.version.number'], '7')
    jobs:
      - job: Use
        variables: { number: "$[ stageDependencies.Version.Read.outputs['version.number'] ]" }
        steps:
          - bash: echo $(number)
`;

const outputRules = (content: string) => rulesOf([{ path: PIPELINE, content }]);

it('follows outputs from job to job and from stage to stage', () => {
  expect(outputRules(outputs)).toEqual([]);
});

it.each([
  ['dependencies.Read.', 'dependencies.Reed.'],
  ["dependencies.Read.outputs['version.number']", "dependencies.Read.outputs['version.name']"],
  ['        dependsOn: Read\n', ''],
  ['stageDependencies.Version.Read', 'stageDependencies.Versions.Read'],
  ['stageDependencies.Version.Read', 'stageDependencies.Version.Reed'],
  ['name: version', 'name: versions'],
  ["['Read.version.number']", "['version.number']"],
  ['  - stage: Use\n', '  - stage: Use\n    dependsOn: []\n'],
])('finds an output that is read as nothing sets it: %s as %s', (text, wrong) => {
  expect(outputs).toContain(text);
  expect(outputRules(outputs.replace(text, wrong))).toContain('dependency');
});
