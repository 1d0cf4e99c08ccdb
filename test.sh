#!/usr/bin/env bash
# Builds everything and runs all tests. Needs the .NET 10 SDK; NuGet packages are restored on the way.
# Usage: bash test.sh [Debug|Release]      The last line says: N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
configuration=${1:-Release}

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2; exit 1; }
dotnet build PatchFcn.Functions.sln -c "$configuration" --nologo -v quiet || { echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution PatchFcn.Functions.sln -c "$configuration" --no-build --no-progress 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { awk -v key="$1:" '$1 == key { value = $2 } END { print value + 0 }' "$log"; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
