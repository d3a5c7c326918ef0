namespace AzQuantumSession.Tests.Soak.Secrets;

/// <summary>The scripts of the campaign with secrets. They use each command of the module.</summary>
internal static class SecretScripts
{
    private const string Names = "-SubscriptionId $subscription -ResourceGroupName emulator-rg -WorkspaceName emulator";

    /// <summary>Creates the sessions and jobs that the other scripts use.</summary>
    public const string Initialize = $$"""
        $null = if ($isToken) { Connect-AzQuantumWorkspace {{Names}} -AccessToken $token -Endpoint $endpoint -SkipValidation } else { Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation }
        $session = New-AzQuantumSession ionq.simulator
        $job, $other = 1..2 | ForEach-Object { $session | Submit-AzQuantumSessionJob -InputObject $bell }
        $null = $job, $other | Wait-AzQuantumSessionJob -Timeout 30 -PollingInterval 0.1
        $done = New-AzQuantumSession ionq.simulator | Stop-AzQuantumSession -PassThru
        """;

    /// <summary>
    /// The scripts, and the index of the secret that their requests contain: the key, the token, the wrong key, or the wrong token. -1 is the
    /// secret of the current connection.
    /// </summary>
    public static IReadOnlyList<(string Script, int Secret)> All { get; } =
    [
        ("Connect-AzQuantumWorkspace -ConnectionString $connectionString", 0),
        ("Connect-AzQuantumWorkspace -ConnectionString $connectionString.Replace('ApiKey=', 'Apikey=').Replace(';QuantumEndpoint', ';QuantumEndpont')", 0),
        ("Connect-AzQuantumWorkspace -ConnectionString $connectionString.Replace('ApiKey=', '')", 0),
        ("Connect-AzQuantumWorkspace -ConnectionString $connectionString.Replace('SubscriptionId=', 'SubscriptionId=x')", 0),
        ($"Connect-AzQuantumWorkspace {Names} -ApiKey $key -Endpoint $endpoint", 0),
        ($"Connect-AzQuantumWorkspace {Names} -ApiKey $wrongKey -Endpoint $endpoint", 2),
        ($"Connect-AzQuantumWorkspace {Names} -AccessToken $token -Endpoint $endpoint", 1),
        ($"Connect-AzQuantumWorkspace {Names} -AccessToken $wrongToken -Endpoint $endpoint", 3),
        ($"Connect-AzQuantumWorkspace {Names} -AccessToken $token -ResourceManagerEndpoint $endpoint", 1),
        ("Connect-AzQuantumWorkspace emulator -AccessToken $token -ResourceManagerEndpoint $endpoint", 1),
        ($"Connect-AzQuantumWorkspace {Names} -ApiKey $key -AccessToken $token", 0),
        ($"$signedIn = Connect-AzQuantumWorkspace {Names} -ServicePrincipal -Credential $credential -TenantId contoso.com -Endpoint $endpoint -SkipValidation; $signedIn", 0),
        ($"Connect-AzQuantumWorkspace {Names} -ServicePrincipal -Credential $credential -Endpoint $endpoint", 0),
        ($"Connect-AzQuantumWorkspace {Names} -TokenSource ManagedIdentity -ClientId $identity -Endpoint $endpoint", 5),

        // The following commands use this connection.
        ($"$workspace = if ($isToken) {{ Connect-AzQuantumWorkspace {Names} -AccessToken $token -Endpoint $endpoint -SkipValidation }} else {{ Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation }}; $workspace", -1),
        ("Get-AzQuantumWorkspaceConnection", -1),
        ("New-AzQuantumSession ionq.simulator -Name secrets", -1),
        ("Get-AzQuantumSession; $session | Get-AzQuantumSession -IncludeJobs", -1),
        ("$session | Get-AzQuantumSessionJob; Get-AzQuantumSessionJob $job.Id; Get-AzQuantumSessionJob", -1),
        ("$job | Get-AzQuantumSessionJobFile; Get-AzQuantumSessionJobFile $job.Id -Name missing", -1),
        ("$job | Get-AzQuantumSessionJobFile | Receive-AzQuantumSessionJobFile -OutFile $folder -Force; $job | Receive-AzQuantumSessionJobFile -Name inputData", -1),
        ("Get-AzQuantumSessionTarget", -1),
        ("Get-AzQuantumSessionQuota", -1),
        ("$session | Submit-AzQuantumSessionJob -InputObject $bell; Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator", -1),
        ("$job | Wait-AzQuantumSessionJob -Timeout 1 -PollingInterval 0.1", -1),
        ("$job | Receive-AzQuantumSessionJob | Measure-AzQuantumSessionResult", -1),
        ("$job | Receive-AzQuantumSessionJob; $job | Receive-AzQuantumSessionJob -AsRaw", -1),
        ("$session | Show-AzQuantumSession", -1),
        ("$session | Export-AzQuantumSessionReport $report -Force; [IO.File]::ReadAllText($report)", -1),
        ("$other | Restart-AzQuantumSessionJob -Force; Restart-AzQuantumSessionJob $other.Id", -1),
        ("Set-AzQuantumSessionJob $other.Id -Name changed", -1),
        ("$other | Remove-AzQuantumSessionJob -Confirm:$false", -1),
        ("$other | Stop-AzQuantumSessionJob -PassThru", -1),
        ("Use-AzQuantumSession ionq.simulator { $_ }", -1),
        ("$session | Stop-AzQuantumSession -PassThru", -1),
        ("$done | Wait-AzQuantumSession -Timeout 1 -PollingInterval 0.1", -1),
        ("Start-AzQuantumEmulator -ArgumentList '--access-token', [Net.NetworkCredential]::new('', $token).Password, '--unknown'; Stop-AzQuantumEmulator", -1),
        ("Disconnect-AzQuantumWorkspace; Get-AzQuantumSession -Workspace $workspace", -1),
    ];
}
