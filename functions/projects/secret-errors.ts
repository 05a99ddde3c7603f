import type { SecretField } from '../../factory/domain/secrets.ts';
import { pointer, type FieldError } from '../http/field-errors.ts';

const fieldError = ({ path, what }: SecretField): FieldError => {
  const [root, ...rest] = path;
  return root === 'definition'
    ? { pointer: pointer(rest), detail: `${rest.join('.')} holds ${what}` }
    : { parameter: 'Idempotency-Key', detail: `Idempotency-Key holds ${what}` };
};

/** One entry per field of a request that holds a credential: the field and the kind, never the value. */
export const secretErrors = (fields: readonly SecretField[]): FieldError[] => fields.map(fieldError);
