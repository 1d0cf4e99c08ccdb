#!/usr/bin/env bash
# Brings Debian's dicom3tools, whose dciodvfy judges the DICOM objects that are written. Where it can be neither found nor installed, its tests are skipped and say so.
set -uo pipefail

if ! command -v dciodvfy >/dev/null && [[ $EUID == 0 ]] && command -v apt-get >/dev/null; then
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends dicom3tools; } >/dev/null 2>&1
fi
exit 0
