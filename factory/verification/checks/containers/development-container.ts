import type { Finding } from '../../../domain/quality-report.ts';
import { isObject, type Json } from '../../openapi-document.ts';
import { brokenRules, containerFinding, isPinnedImage, strings, type Rule } from './rule.ts';

const DEVELOPMENT = '.devcontainer/devcontainer.json';

/** Fields of the development container reference that take no rights on the machine. */
const DEVELOPMENT_FIELDS = new Set(
  'name image build remoteUser containerUser postCreateCommand postStartCommand forwardPorts portsAttributes customizations containerEnv remoteEnv features'.split(
    ' ',
  ),
);

const parsedJson = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
};

const extensionsOf = (container: Json): string[] => {
  const tools = isObject(container['customizations']) ? Object.values(container['customizations']) : [];
  return tools.filter(isObject).flatMap((tool) => strings(tool['extensions']));
};

const developmentRules = (container: Json): Rule[] => {
  const installs = String(container['postCreateCommand'] ?? '');
  const extensions = extensionsOf(container);
  const ports = container['forwardPorts'];
  return [
    ...Object.keys(container)
      .filter((field) => !DEVELOPMENT_FIELDS.has(field))
      .map((field) => ({
        rule: 'field',
        breaks: true,
        message: `The development container has a field "${field}" that is not allowed.`,
        suggestion: 'Use the fields of the reference that take no rights.',
      })),
    {
      rule: 'base-image',
      breaks: !isPinnedImage(String(container['image'] ?? '')),
      message: `The image ${String(container['image'])} is not pinned.`,
      suggestion: 'Name a version to the patch, or a digest.',
    },
    {
      rule: 'user',
      breaks: !/^(?!root$).+/.test(String(container['remoteUser'] ?? '')),
      message: 'Who develops is root in the container.',
      suggestion: 'Set remoteUser to a user without rights.',
    },
    {
      rule: 'packages',
      breaks: /\bnpm\b/.test(installs) && !/\bnpm ci\b.*--ignore-scripts/.test(installs),
      message: 'Packages are not installed from the lockfile, or their scripts run.',
      suggestion: 'Write npm ci --ignore-scripts.',
    },
    {
      rule: 'port',
      breaks: ports !== undefined && !(Array.isArray(ports) && ports.every(Number.isInteger)),
      message: 'A forwarded port is no number.',
      suggestion: 'List port numbers.',
    },
    {
      rule: 'extension',
      breaks: new Set(extensions).size < extensions.length,
      message: 'An extension is listed twice.',
      suggestion: 'List each extension once.',
    },
  ];
};

/** The container that people develop in: a pinned image, no root, packages of the lockfile. */
export const developmentFindings = (content: string): Finding[] => {
  const container = parsedJson(content);
  return isObject(container)
    ? brokenRules(DEVELOPMENT, developmentRules(container))
    : [containerFinding(DEVELOPMENT, 'missing', 'There is no development container.', 'Generate it.')];
};
