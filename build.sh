#!/usr/bin/env bash
# Runs build.ps1 tasks. Without PowerShell, runs the parts that need the .NET SDK only, and prints which parts it skips.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off

configuration=Release

main() {
  local task=${1:-}
  case $task in
    build | test | quickstart | benchmark) ;;
    *) echo "usage: bash build.sh build|test|quickstart|benchmark" >&2; exit 2 ;;
  esac
  command -v dotnet >/dev/null || { echo "The .NET SDK 10 is required: https://dot.net/download" >&2; exit 1; }

  # AZQS_NO_PWSH tests the behavior without PowerShell on a machine that has it.
  if [ -n "${AZQS_NO_PWSH:-}" ]; then
    echo "Running without PowerShell, because AZQS_NO_PWSH is set."
  elif command -v pwsh >/dev/null; then
    exec pwsh -NoProfile -NonInteractive -File build.ps1 -Task "$task"
  elif dotnet tool restore >/dev/null 2>&1 && dotnet tool run pwsh -- -NoProfile -Command exit >/dev/null 2>&1; then
    exec dotnet tool run pwsh -- -NoProfile -NonInteractive -File build.ps1 -Task "$task"
  else
    echo "Running without PowerShell: pwsh is not on PATH, and 'dotnet tool restore' could not get it from NuGet."
  fi

  "without_pwsh_$task"
}

without_pwsh_build() {
  dotnet build AzQuantumSession.slnx --configuration "$configuration"
  echo "Built out/AzQuantumSession."
}

without_pwsh_test() {
  local log status=0 format=0
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  without_pwsh_build
  has_format || format=1
  dotnet test --solution AzQuantumSession.slnx --configuration "$configuration" --no-build | tee "$log" || status=$?
  echo "Skipped: all Pester tests, which run in PowerShell:"
  grep -rhoE "^Describe '[^']+'" tests/Pester | sed "s/^Describe '/  /; s/'$//"
  echo "The next line contains the format test and the xunit tests only."
  echo "$(($(count succeeded "$log") + 1 - format)) passed, $(($(count failed "$log") + format)) failed, $(count skipped "$log") skipped"
  exit $((status || format))
}

# The build enforces the analyzer rules. This test adds the layout and the order of imports.
has_format() {
  if ! dotnet format whitespace AzQuantumSession.slnx --verify-no-changes --no-restore ||
    ! dotnet format style AzQuantumSession.slnx --verify-no-changes --no-restore --diagnostics IMPORTS; then
    echo "The format of the code is not correct. Run: dotnet format"
    return 1
  fi
}

# Reads a number from the summary of dotnet test.
count() {
  sed -n "s/^  $1: \([0-9]*\)$/\1/p" "$2" | tail -n 1 | grep . || echo 0
}

without_pwsh_quickstart() {
  echo "Building. The quickstart then runs in PowerShell's engine, which is a NuGet package."
  dotnet build AzQuantumSession.slnx --configuration "$configuration" --verbosity quiet -consoleLoggerParameters:NoSummary
  exec dotnet "tools/EngineHost/bin/$configuration/net10.0/EngineHost.dll" out/AzQuantumSession/AzQuantumSession.psd1 examples/Quickstart.ps1
}

without_pwsh_benchmark() {
  echo "The benchmarks measure commands in PowerShell, and need it: https://aka.ms/powershell" >&2
  exit 1
}

main "$@"
