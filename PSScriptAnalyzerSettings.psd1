@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # build.ps1 and the examples speak to a person at a console; what they write is no data.
        'PSAvoidUsingWriteHost'
        # Pester hands variables from BeforeDiscovery and BeforeAll on to other blocks, which the rule cannot see.
        'PSUseDeclaredVarsMoreThanAssignments'
        # It does not see a parameter that is used in a script block inside the script or function.
        'PSReviewUnusedParameter'
        # The stand-in for Az.Accounts tells its test what it was asked, over module and runspace boundaries.
        'PSAvoidGlobalVars'
        # The helpers of the tests and examples start and stop what they made themselves; there is nothing to ask a user.
        'PSUseShouldProcessForStateChangingFunctions'
        # The tests make secure strings of secrets that were made up, or of the emulator's, which lives as long as the test.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
    )
}
