#!/bin/sh
# Installs the Bicep CLI into .bicep/ and prints the path of its executable. Needs dotnet 10 on Linux x64.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
executable="$root/.bicep/bicep"
if [ ! -x "$executable" ]; then
  dotnet restore "$root/scripts/bicep/bicep.csproj" --verbosity quiet >&2
  package="$root/.bicep/packages/azure.bicep.commandline.linux-x64/0.49.2"
  rm -f "$package"/*.nupkg
  chmod +x "$package/tools/bicep"
  ln -sf "$package/tools/bicep" "$executable"
fi
echo "$executable"
