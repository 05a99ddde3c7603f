import type { Service } from '../../../domain/blueprint.ts';
import { askedSystems } from './external-system-files.ts';
import { systemNames } from './reaction-model.ts';

/** Settings that say where external systems are, in the form of the configuration file's. */
export const externalSystemSettings = (service: Service) => {
  const systems = askedSystems(service).map(({ system }) => systemNames(system.name));
  if (systems.length === 0) return [];
  const members = systems.map(({ one }) => `${one}?: string`).join('; ');
  const values = systems.map(
    ({ one, variable }) => `...(variables.${variable} && { ${one}: variables.${variable} }),`,
  );
  const required = systems.map(
    ({ variable }) =>
      `if (!variables.${variable} && !isDeveloping(variables))\n    throw new Error('${variable} is required where DEVELOPMENT_MODE is off');`,
  );
  return [
    {
      schema: systems
        .map(({ variable }) => `${variable}: { type: 'string', pattern: '^https?://' },`)
        .join('\n    '),
      variable: systems.map(({ variable }) => `${variable}?: string;`).join('\n  '),
      member: `/** Where systems that are not ours are; absent: a double stands for it. */\n  externalSystems: { ${members} };`,
      helper: `const systemsOf = (variables: Variables): Configuration['externalSystems'] => {\n  ${required.join('\n  ')}\n  return { ${values.join(' ')} };\n};`,
      read: 'externalSystems: systemsOf(variables),',
    },
  ];
};
