#!/usr/bin/env bash
# The door to build.ps1's tasks for a bare machine. With PowerShell to be had, they run there; with none, the same is done
# with the .NET SDK alone, and what was left out is said.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off

configuration=Release

main() {
  local task=${1:-}
  case $task in
    build | test | quickstart) ;;
    *) echo "usage: bash build.sh build|test|quickstart" >&2; exit 2 ;;
  esac
  command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dot.net/download" >&2; exit 1; }

  # AZQS_NO_PWSH tries the way of a machine that has no PowerShell on one that has.
  if [ -z "${AZQS_NO_PWSH:-}" ]; then
    if command -v pwsh >/dev/null; then
      exec pwsh -NoProfile -NonInteractive -File build.ps1 -Task "$task"
    elif dotnet tool restore >/dev/null 2>&1 && dotnet tool run pwsh -- -NoProfile -Command exit >/dev/null 2>&1; then
      exec dotnet tool run pwsh -- -NoProfile -NonInteractive -File build.ps1 -Task "$task"
    fi
  fi

  echo "No PowerShell here: there is no pwsh on PATH, and it could not be restored as a .NET tool."
  "without_pwsh_$task"
}

without_pwsh_build() {
  dotnet build AzQuantumSession.slnx --configuration "$configuration"
  echo "Skipped: importing the module, since that takes PowerShell. It is in out/AzQuantumSession."
  echo "Skipped: the help pages of its commands, since they are made with PowerShell. They are to be read in docs/help."
}

without_pwsh_test() {
  local log status=0
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  without_pwsh_build
  dotnet test --solution AzQuantumSession.slnx --configuration "$configuration" --no-build | tee "$log" || status=$?
  echo "Skipped: every Pester test, since they take PowerShell. What follows counts xunit alone."
  echo "$(count succeeded "$log") passed, $(count failed "$log") failed, $(count skipped "$log") skipped"
  exit "$status"
}

# One figure of the summary that dotnet test ends with.
count() {
  sed -n "s/^  $1: \([0-9]*\)$/\1/p" "$2" | tail -n 1 | grep . || echo 0
}

without_pwsh_quickstart() {
  echo "The same steps follow through the client library, from examples/Quickstart.cs."
  without_pwsh_build
  local line=""
  exec 3< <(exec dotnet "src/AzQuantumSession.Emulator/bin/$configuration/net10.0/AzQuantumSession.Emulator.dll" --port 0)
  emulator=$!
  trap 'kill "$emulator" 2>/dev/null || true; wait "$emulator" 2>/dev/null || true' EXIT
  read -r line <&3
  env "$line" dotnet run examples/Quickstart.cs
}

main "$@"
