#!/bin/sh
# Before `azd package`: the function app for Azure in the folder that azure.yaml names.
set -eu
cd "$(dirname -- "$0")/../.."
npm ci
npm run build -- --platform azure --output dist/azure
