import { Ajv2020 } from 'ajv/dist/2020.js';

import { parameterFault } from './schema-fault.ts';

type EnvironmentSchema = { properties: Record<string, object> };

/**
 * Environment variables as a JSON Schema describes them, with its defaults. An empty variable counts as absent.
 * Throws an error of one line that names what is wrong.
 */
export const readEnvironment = <Variables>(
  environment: Readonly<Record<string, string | undefined>>,
  schema: EnvironmentSchema,
): Variables => {
  const variables: Record<string, unknown> = Object.fromEntries(
    Object.keys(schema.properties)
      .map((name) => [name, environment[name]])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const ajv = new Ajv2020({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false });
  const validate = ajv.compile({ type: 'object', ...schema });
  if (validate(variables)) return variables as Variables;
  const faults = (validate.errors ?? []).map(parameterFault);
  throw new Error(faults.map(({ detail }) => detail).join('; '));
};
