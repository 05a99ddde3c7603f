import { Ajv2020 } from 'ajv/dist/2020.js';

import { parameterFault } from './schema-fault.ts';

type EnvironmentSchema = { properties: Record<string, object> };

/**
 * Reads environment variables as a JSON Schema describes them, with its defaults. An empty variable counts as absent.
 * The reader throws an error of one line that names what is wrong.
 */
export const environmentReader = <Variables>(
  schema: EnvironmentSchema,
): ((environment: Readonly<Record<string, string | undefined>>) => Variables) => {
  const validate = new Ajv2020({
    allErrors: true,
    coerceTypes: true,
    useDefaults: true,
    strict: false,
    validateSchema: false,
  }).compile({ type: 'object', ...schema });
  return (environment) => {
    const variables: Record<string, unknown> = Object.fromEntries(
      Object.keys(schema.properties)
        .map((name) => [name, environment[name]])
        .filter(([, value]) => value !== undefined && value !== ''),
    );
    if (validate(variables)) return variables as Variables;
    const faults = (validate.errors ?? []).map(parameterFault);
    throw new Error(faults.map(({ detail }) => detail).join('; '));
  };
};
