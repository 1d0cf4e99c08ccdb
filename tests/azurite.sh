#!/usr/bin/env bash
# Brings Azurite, the emulator of blob storage that tests of the storage run against. Prints its command. Needs npm, or the right to install it. Nothing of the system changes otherwise.
set -euo pipefail

version=3.37.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/patchfcn/azurite-$version
command=$folder/node_modules/.bin/azurite-blob
if [[ ! -x $command ]]; then
  as_root() { if [[ $EUID == 0 ]]; then "$@"; else sudo -n "$@"; fi; }
  command -v npm >/dev/null || { as_root apt-get update -qq; as_root apt-get install -y -qq --no-install-recommends nodejs npm; } >/dev/null
  mkdir -p "$folder"
  npm install --prefix "$folder" "azurite@$version" --no-audit --no-fund --silent >&2
fi
echo "$command"
