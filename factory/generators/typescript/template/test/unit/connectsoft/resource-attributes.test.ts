import { expect, it } from 'vitest';

import { resourceAttributesOf } from '#connectsoft/resource-attributes';

const service = { name: 'orders', version: '1.0.0' };

it('are the name and the version of the service', () => {
  expect(resourceAttributesOf({ service, resourceAttributes: '' })).toEqual({
    'service.name': 'orders',
    'service.version': '1.0.0',
  });
});

it('are what the environment says, percent-decoded where that can be', () => {
  const resourceAttributes =
    'deployment.environment.name=staging%20two, service.version = 2.1.0,broken=%,key=a=b,alone';
  expect(resourceAttributesOf({ service, serviceName: 'blue', resourceAttributes })).toEqual({
    'service.name': 'blue',
    'service.version': '2.1.0',
    'deployment.environment.name': 'staging two',
    broken: '%',
    key: 'a=b',
  });
});
