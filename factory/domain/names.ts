import { z } from 'zod';

/** Type names of the blueprint: `AuditEvent`. */
export const pascalName = z.string().regex(/^[A-Z][A-Za-z0-9]{0,59}$/);

/** Names of fields, use cases and inputs: `recordEvent`. */
export const camelName = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);

/** A state of a life cycle: `no-show`. */
export const stateName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** Requirements that an element serves. */
export const requirementIds = z.array(z.string().regex(/^R[1-9]\d*$/)).min(1);
