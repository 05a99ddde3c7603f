#!/usr/bin/env node
import { installation } from './host/installation.ts';
import { main } from './main.ts';

await main(process.argv.slice(2), installation());
