#!/usr/bin/env bash
# Builds everything and runs all tests. Needs the .NET 10 SDK; NuGet packages are restored on the way.
# Usage: bash test.sh [Debug|Release]      The last line says: N passed, N failed
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
configuration=${1:-Release}

give_up() { echo "$1" >&2; echo "0 passed, 1 failed"; exit 1; }
command -v dotnet >/dev/null || give_up "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download"

# libtorch needs a newer C++ library than some systems have; without one its tests are skipped and say so.
if torch=$(bash tests/torch-runtime.sh) && [[ -n $torch ]]; then export PATH="$torch:$PATH"; fi
# The storage emulator; without it tests on blobs are skipped and say so.
if azurite=$(bash tests/azurite.sh); then export PATCHFCN_AZURITE="$azurite"; fi
# Test programs run side by side: threads of libtorch that wait for work by spinning would take the time of the others.
export OMP_NUM_THREADS=1
# Programs that live for seconds: code is compiled sooner than its use is measured.
export DOTNET_TieredPGO=0
# The browser the pages are tested in; without one those tests are skipped and say so.
if chromium=$(bash tests/chromium.sh) && [[ -n $chromium ]]; then export PATCHFCN_CHROMIUM="$chromium"; fi
# The validator of DICOM objects.
bash tests/dicom3tools.sh
Edition=$(bash tests/azure-edition.sh)
export Edition # read by MSBuild as a property
# The packages of the lock files and no others (docs/decisions/028-lock-files.md); other platforms have none.
locked=false
[[ $(uname -sm) != "Linux x86_64" ]] || locked=true
# One compiler for all projects, whatever the environment says: it is warm after the first few. It goes when all is built.
dotnet build PatchFcn.Functions.sln -c "$configuration" --nologo -v quiet -p:RestoreLockedMode=$locked -p:UseSharedCompilation=true || give_up "The build failed."
dotnet build-server shutdown --vbcscompiler >/dev/null

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution PatchFcn.Functions.sln -c "$configuration" --no-build --no-progress 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { awk -v key="$1:" '$1 == key { value = $2 } END { print value + 0 }' "$log"; }
failed=$(count failed)
[[ $status == 0 || $failed != 0 ]] || failed=1 # a test host that crashed counts as a failure
echo "$(count skipped) skipped"
echo "$(count succeeded) passed, $failed failed"
exit "$status"
