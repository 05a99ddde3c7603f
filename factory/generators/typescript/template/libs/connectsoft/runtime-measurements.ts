import { performance } from 'node:perf_hooks';
import { memoryUsage } from 'node:process';

import type { Meter } from '@opentelemetry/api';

/** What Node knows of itself anyway; read when measurements are exported. */
export const measureRuntime = (meter: Meter): void => {
  meter
    .createObservableUpDownCounter('process.memory.usage', {
      unit: 'By',
      description: 'Memory that the process holds.',
    })
    .addCallback((result) => result.observe(memoryUsage.rss()));
  let before = performance.eventLoopUtilization();
  meter
    .createObservableGauge('nodejs.eventloop.utilization', {
      unit: '1',
      description: 'Share of the time in which the event loop was busy.',
    })
    .addCallback((result) => {
      const now = performance.eventLoopUtilization();
      result.observe(performance.eventLoopUtilization(now, before).utilization);
      before = now;
    });
};
