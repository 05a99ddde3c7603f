import { secretFields } from '../../factory/domain/secrets.ts';
import { pointer, type FieldError } from './field-errors.ts';

/** One entry per text of a JSON body that holds a credential: its name and the kind, never the value. */
export const bodySecrets = (body: unknown): FieldError[] =>
  secretFields(body).map(({ path, what }) => ({
    pointer: pointer(path),
    detail: `${path.join('.')} holds ${what}; nothing was kept. Leave it out, and revoke it where it is real`,
  }));
