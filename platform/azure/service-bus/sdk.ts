/** Loaded by name and on demand: the package is CommonJS, of which a bundle's `import()` gives the default export alone. */
export { ServiceBusClient } from '@azure/service-bus';
