#requires -Version 7.4
<#
.SYNOPSIS
    Computes the ground-state energy of the hydrogen molecule with a variational loop in a session.
.DESCRIPTION
    Each step measures the energy and its gradient at an angle, and descends the gradient. Without a connection string, the
    script starts an emulated workspace, and requires no Azure account. The session is always closed.
.EXAMPLE
    ./examples/Vqe.ps1
.EXAMPLE
    ./examples/Vqe.ps1 -Iterations 10 -Angle 3
#>
[CmdletBinding()]
param(
    # The number of steps.
    [ValidateRange(1, 100)]
    [int] $Iterations = 6,

    # The initial angle, in radians.
    [double] $Angle = 1.5,

    # The step size, in radians for a gradient of 1 hartree per radian.
    [double] $StepSize = 1.0,

    # A target that accepts ionq.circuit.v1.
    [string] $Target = 'ionq.simulator',

    # The connection string of a workspace, as a string or a secure string.
    [object] $ConnectionString
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
Import-Module (Join-Path $PSScriptRoot '..' 'out' 'AzQuantumSession' 'AzQuantumSession.psd1')

# H2 at 0.735 angstrom in the basis STO-3G, parity mapping with two tapered qubits: the Hamiltonian of IBM's Qiskit
# tutorials on VQE (derivation: P. J. O'Malley et al., Phys. Rev. X 6, 031007). In hartree. The letter on the right is
# qubit 0.
$hamiltonian = @{
    II = -1.052373245772859
    IZ = 0.39793742484318045
    ZI = -0.39793742484318045
    ZZ = -0.01128010425623538
    XX = 0.18093119978423156
}
$nuclearRepulsion = 0.7199689944258503    # 1 / 0.735 angstrom, in hartree
$exact = -1.13730604                      # the sum of the lowest eigenvalue and the repulsion

# Prepares cos(a/2)|01> + sin(a/2)|10>, which is the ground state for some angle a. A Hadamard gate before the measurement
# changes the basis from Z to X.
function New-Circuit([double] $Angle, [string] $Basis) {
    $gates = @(
        @{ gate = 'ry'; target = 1; rotation = $Angle }
        @{ gate = 'cnot'; control = 1; target = 0 }
        @{ gate = 'x'; target = 0 }
        if ($Basis -eq 'X') { foreach ($qubit in 0, 1) { @{ gate = 'h'; target = $qubit } } }
    )
    @{ qubits = 2; circuit = $gates }
}

# The mean of the product of the signs of the qubits, over a histogram.
function Get-Mean([AzQuantumSession.QuantumOutcome[]] $Histogram, [int[]] $Qubit) {
    $mean = 0.0
    foreach ($item in $Histogram) {
        $sign = 1
        foreach ($index in $Qubit) { if ($item.Outcome[-1 - $index] -eq '1') { $sign = -$sign } }
        $mean += $sign * $item.Probability
    }
    $mean
}

# The energies at several angles. Submits two jobs for each angle, and then waits for all jobs.
function Measure-Energy([object] $Session, [double[]] $Angle) {
    $jobs = foreach ($value in $Angle) {
        foreach ($basis in 'Z', 'X') {
            $Session | Submit-AzQuantumSessionJob -InputObject (New-Circuit $value $basis) -Name ('{0} at {1:F4}' -f $basis, $value) -Shots 1000
        }
    }
    $histogram = @{}
    $jobs | Receive-AzQuantumSessionJob -Wait | ForEach-Object { $histogram[$_.JobId] = $_.Histogram }
    for ($i = 0; $i -lt $Angle.Count; $i++) {
        $z = $histogram[$jobs[2 * $i].Id]
        $x = $histogram[$jobs[2 * $i + 1].Id]
        $nuclearRepulsion + $hamiltonian.II +
            $hamiltonian.IZ * (Get-Mean $z 0) + $hamiltonian.ZI * (Get-Mean $z 1) +
            $hamiltonian.ZZ * (Get-Mean $z 0, 1) + $hamiltonian.XX * (Get-Mean $x 0, 1)
    }
}

function Show-Plot([double[]] $Energy) {
    $top = ($Energy | Measure-Object -Maximum).Maximum
    $width = [Math]::Max($top - $exact, 0.001)
    Write-Output "`nEnergy by step, above the exact $exact Ha:"
    for ($step = 0; $step -lt $Energy.Count; $step++) {
        $bar = [string]::new('#', [int] [Math]::Max(0, [Math]::Round(50 * ($Energy[$step] - $exact) / $width)))
        '{0,4}  {1,10:F6} Ha  |{2}' -f ($step + 1), $Energy[$step], $bar
    }
}

$emulator = $null
try {
    if (-not $ConnectionString) {
        $emulator = Start-Emulator '--queue-time', '0.05', '--job-duration', '0.1'
        $ConnectionString = $emulator.ConnectionString
    }
    $workspace = Connect-AzQuantumWorkspace -ConnectionString $ConnectionString

    $energies = [System.Collections.Generic.List[double]]::new()
    $sessionId = New-Guid
    Use-AzQuantumSession $Target -Name vqe-h2 -SessionId $sessionId -Tag vqe -Workspace $workspace -CancelJobsOnError {
        param($session)
        foreach ($step in 1..$Iterations) {
            # The energy is a sine of the angle, so two points at a distance of pi/2 determine its gradient exactly.
            $here, $ahead, $behind = Measure-Energy $session $Angle, ($Angle + [Math]::PI / 2), ($Angle - [Math]::PI / 2)
            $energies.Add($here)
            'Step {0}: angle {1,8:F4}, energy {2:F6} Ha' -f $step, $Angle, $here
            $Angle -= $StepSize * ($ahead - $behind) / 2
        }
    }

    Show-Plot $energies
    "`nGround-state energy: {0:F6} Ha, {1:F3} mHa above the exact energy" -f $energies[-1], (1000 * ($energies[-1] - $exact))
    Wait-AzQuantumSession -Id $sessionId -Workspace $workspace -Timeout 60 |
        Get-AzQuantumSession -IncludeJobs |
        ForEach-Object { "Session $($_.Name): $($_.Status), $($_.Jobs.Count) jobs in $($_.Duration.ToString('c'))" }
}
finally {
    if ($emulator) {
        Disconnect-AzQuantumWorkspace
        Stop-Emulator
    }
}
