import { z } from 'zod';

/** A name that is safe in a path, a host name, an Azure resource name and an orchestration id. At most 40 characters. */
export const slugSchema = z.string().regex(/^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,39}$/);
export type Slug = z.infer<typeof slugSchema>;
