/** `applicationinsights`, to be imported when telemetry starts. By name: its default export is another one in a bundle. */
export { flushAzureMonitor, shutdownAzureMonitor, useAzureMonitor } from 'applicationinsights';
