import { parseDocument } from 'yaml';

import type { Finding } from '../../../domain/quality-report.ts';
import { isObject, type Json } from '../../openapi-document.ts';
import { brokenRules, containerFinding, isPinnedImage, SECRET_NAME, strings, type Rule } from './rule.ts';

const COMPOSE = 'compose.yaml';

/** Fields of the Compose specification that a service of ours uses. */
const SERVICE_FIELDS = new Set(
  'build image ports environment volumes read_only tmpfs cap_drop security_opt depends_on healthcheck restart command user profiles networks'.split(
    ' ',
  ),
);
const FIELDS = new Set(['services', 'volumes', 'networks', 'name']);

const serviceRules = (name: string, service: Json, volumes: readonly string[]): Rule[] => {
  const environment = service['environment'];
  const names = isObject(environment)
    ? Object.keys(environment)
    : strings(environment).map((text) => text.split('=')[0] ?? '');
  const mounted = strings(service['volumes']).map((volume) => volume.split(':')[0] ?? '');
  return [
    ...Object.keys(service)
      .filter((field) => !SERVICE_FIELDS.has(field))
      .map((field) => ({
        rule: 'field',
        breaks: true,
        message: `Service ${name} has a field "${field}" that is not allowed.`,
        suggestion: 'Use the fields of the Compose specification that take no rights.',
      })),
    {
      rule: 'image',
      breaks: service['build'] === undefined && !isPinnedImage(String(service['image'] ?? '')),
      message: `Service ${name} is neither built here nor a pinned image.`,
      suggestion: 'Build it, or name a version to the patch.',
    },
    {
      rule: 'read-only',
      breaks: service['read_only'] !== true,
      message: `The file system of service ${name} can be written to.`,
      suggestion: 'Set read_only, and mount what is written.',
    },
    {
      rule: 'rights',
      breaks:
        !strings(service['cap_drop']).includes('ALL') ||
        !strings(service['security_opt']).includes('no-new-privileges:true'),
      message: `Service ${name} keeps rights that it does not need.`,
      suggestion: 'Drop ALL capabilities and set no-new-privileges.',
    },
    {
      rule: 'published-port',
      breaks: strings(service['ports']).some((port) => !port.startsWith('127.0.0.1:')),
      message: `Service ${name} is published beyond this machine.`,
      suggestion: 'Publish ports on 127.0.0.1.',
    },
    {
      rule: 'volume',
      breaks: mounted.some((source) => !volumes.includes(source)),
      message: `Service ${name} mounts what is no volume of the file.`,
      suggestion: 'Declare a named volume.',
    },
    {
      rule: 'secret',
      breaks: names.some((variable) => SECRET_NAME.test(variable)),
      message: `Service ${name} is given a secret in the file.`,
      suggestion: 'Leave it out: with the embedded store no secret is needed.',
    },
  ];
};

/** How `compose.yaml` starts the service: from this repository, on this machine, without rights. */
export const composeFindings = (content: string): Finding[] => {
  const parsed = parseDocument(content);
  const compose: unknown = parsed.errors.length > 0 ? undefined : parsed.toJS();
  if (!isObject(compose) || !isObject(compose['services']))
    return [containerFinding(COMPOSE, 'missing', 'There are no services in compose.yaml.', 'Generate it.')];
  const volumes = isObject(compose['volumes']) ? Object.keys(compose['volumes']) : [];
  return [
    ...Object.keys(compose)
      .filter((field) => !FIELDS.has(field))
      .map((field) =>
        containerFinding(
          COMPOSE,
          'field',
          `There is no field "${field}".`,
          'Use the fields of the specification.',
        ),
      ),
    ...Object.entries(compose['services']).flatMap(([name, service]) =>
      isObject(service)
        ? brokenRules(COMPOSE, serviceRules(name, service, volumes))
        : [containerFinding(COMPOSE, 'field', `Service ${name} is no mapping.`, 'Describe the service.')],
    ),
  ];
};
