import { z } from 'zod';

/** What engineers of a service write side by side. */
export const LAYERS = ['domain', 'application', 'infrastructure', 'api', 'tests', 'docs'] as const;

export const layerSchema = z.enum(LAYERS);
export type Layer = z.infer<typeof layerSchema>;
