import { z } from 'zod';

const id = z.string().regex(/^[0-9a-f]{32}$/);
const spanId = z.string().regex(/^[0-9a-f]{16}$/);
const texts = z.record(z.string(), z.string());
const measured = { properties: texts.optional(), measurements: z.record(z.string(), z.number()).optional() };
const version = { ver: z.literal(2).optional(), version: z.literal(2).optional() };

const request = z.looseObject({
  ...version,
  id: spanId,
  name: z.string().max(1_024),
  duration: z.string(),
  responseCode: z.string().min(1),
  success: z.boolean(),
  ...measured,
});
const dependency = z.looseObject({
  ...version,
  id: spanId,
  name: z.string().max(1_024),
  duration: z.string(),
  success: z.boolean(),
  ...measured,
});
const message = z.looseObject({ ...version, message: z.string().max(32_768), ...measured });
const metric = z.looseObject({
  ...version,
  metrics: z
    .array(
      z.looseObject({ name: z.string().min(1).max(150), value: z.number(), count: z.number().optional() }),
    )
    .length(1),
  properties: texts.optional(),
});

const data = <T extends string, S extends z.ZodType>(baseType: T, baseData: S) =>
  z.object({ baseType: z.literal(baseType), baseData });

/** An item as the ingestion endpoint takes it. */
export const telemetryItemSchema = z.looseObject({
  name: z.string().min(1),
  time: z.iso.datetime(),
  iKey: z.string(),
  sampleRate: z.number().optional(),
  tags: z
    .looseObject({ 'ai.operation.id': id.optional(), 'ai.operation.parentId': spanId.optional() })
    .optional(),
  data: z.discriminatedUnion('baseType', [
    data('RequestData', request),
    data('RemoteDependencyData', dependency),
    data('MessageData', message),
    data('MetricData', metric),
  ]),
});
export type TelemetryItem = z.infer<typeof telemetryItemSchema>;

/** A span as it arrives. */
export type ArrivedSpan = {
  type: 'request' | 'dependency';
  name: string;
  traceId: string;
  id: string;
  parentId: string | undefined;
  success: boolean;
  properties: Record<string, string>;
};

export const spanOf = ({ tags, data: { baseType, baseData } }: TelemetryItem): ArrivedSpan[] => {
  if (baseType !== 'RequestData' && baseType !== 'RemoteDependencyData') return [];
  const { name, id: own, success, properties = {} } = baseData;
  return [
    {
      type: baseType === 'RequestData' ? 'request' : 'dependency',
      name,
      traceId: tags?.['ai.operation.id'] ?? '',
      id: own,
      parentId: tags?.['ai.operation.parentId'],
      success,
      properties,
    },
  ];
};
