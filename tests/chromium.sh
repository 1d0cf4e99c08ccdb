#!/usr/bin/env bash
# Finds Chromium, which the tests of the pages drive, and brings Debian's where there is none. Prints its path; nothing where it can be neither found nor installed.
set -uo pipefail

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! find_chromium >/dev/null && [[ $EUID == 0 ]] && command -v apt-get >/dev/null; then
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1
fi
find_chromium || true
