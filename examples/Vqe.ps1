#requires -Version 7.4
<#
.SYNOPSIS
    Computes the ground-state energy of the hydrogen molecule with a variational loop in a session.
.DESCRIPTION
    Each step measures the energy and its gradient at an angle, and descends the gradient. Without a connection string, the
    script starts an emulated workspace, and requires no Azure account. The session is always closed.
.EXAMPLE
    ./examples/Vqe.ps1 -Iterations 10 -Angle 3
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100)] [int] $Iterations = 6,
    [double] $Angle = 1.5,                  # the initial angle, in radians
    [double] $StepSize = 1.0,               # in radians for a gradient of 1 hartree per radian
    [string] $Target = 'ionq.simulator',    # a target that accepts ionq.circuit.v1
    [object] $ConnectionString              # of a workspace, as a string or a secure string
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
Import-Module (Join-Path $PSScriptRoot '..' 'out' 'AzQuantumSession' 'AzQuantumSession.psd1')

# H2 at 0.735 angstrom in the basis STO-3G, parity mapping with two tapered qubits: the Hamiltonian of IBM's Qiskit
# tutorials on VQE (derivation: P. J. O'Malley et al., Phys. Rev. X 6, 031007), in hartree. The constant contains the
# nuclear repulsion, 1 / 0.735 angstrom. XX is ZZ after a Hadamard gate on each qubit.
$hamiltonian = @{
    Z = @{ II = -1.052373245772859 + 0.7199689944258503; IZ = 0.39793742484318045; ZI = -0.39793742484318045; ZZ = -0.01128010425623538 }
    X = @{ ZZ = 0.18093119978423156 }
}
$exact = -1.13730604    # the lowest eigenvalue

# The energies at several angles a: prepares cos(a/2)|01> + sin(a/2)|10>, which is the ground state for some a, and measures
# it in both bases.
function Measure-Energy($Session, [double[]] $Angle) {
    $jobs = foreach ($point in 0..($Angle.Count - 1)) {
        $gates = @{ gate = 'ry'; target = 1; rotation = $Angle[$point] }, @{ gate = 'cnot'; control = 1; target = 0 }, @{ gate = 'x'; target = 0 }
        $hadamard = @{ gate = 'h'; target = 0 }, @{ gate = 'h'; target = 1 }
        $Session | Submit-AzQuantumSessionJob -InputObject @{ qubits = 2; circuit = $gates } -Name "$point Z" -Shots 1000
        $Session | Submit-AzQuantumSessionJob -InputObject @{ qubits = 2; circuit = $gates + $hadamard } -Name "$point X" -Shots 1000
    }
    $energy = [double[]]::new($Angle.Count)
    foreach ($result in $jobs | Receive-AzQuantumSessionJob -Wait) {
        $point, $basis = -split $result.Name
        $energy[$point] += ($result | Measure-AzQuantumSessionResult -Hamiltonian $hamiltonian[$basis]).Value
    }
    $energy
}

$emulator = $null
if (-not $ConnectionString) { $emulator = Start-Emulator '--queue-time', '0.05', '--job-duration', '0.1' }
try {
    $null = Connect-AzQuantumWorkspace -ConnectionString ($ConnectionString ?? $emulator.ConnectionString)
    Use-AzQuantumSession $Target -Name vqe-h2 -SessionId ($id = New-Guid) -CancelJobsOnError {
        param($session)
        foreach ($step in 1..$Iterations) {
            # The energy is a sine of the angle, so two points at a distance of pi/2 determine its gradient exactly.
            $energy, $ahead, $behind = Measure-Energy $session $Angle, ($Angle + [Math]::PI / 2), ($Angle - [Math]::PI / 2)
            '{0,4}  angle {1,8:F4}  {2,10:F6} Ha  |{3}' -f $step, $Angle, $energy, ('#' * [Math]::Max(0, [Math]::Round(50 * ($energy - $exact))))
            $Angle -= $StepSize * ($ahead - $behind) / 2
        }
        "`nGround-state energy: {0:F6} Ha, {1:F3} mHa above the exact energy" -f $energy, (1000 * ($energy - $exact))
    }
    Wait-AzQuantumSession $id -Timeout 60 | Get-AzQuantumSession -IncludeJobs |
        ForEach-Object { 'Session {0}: {1}, {2} jobs in {3:F1} s' -f $_.Name, $_.Status, $_.Jobs.Count, $_.Duration.TotalSeconds }
}
finally {
    if ($emulator) { Disconnect-AzQuantumWorkspace; Stop-Emulator }
}
