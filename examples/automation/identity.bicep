// The managed identity of a janitor, with the role it needs on one workspace. Deploy it to the resource group of the workspace:
//   az deployment group create --resource-group <group> --template-file identity.bicep --parameters workspaceName=<workspace>
// For each other workspace, give the same identity the role, with the output principalId of the first deployment:
//   az deployment group create ... --parameters workspaceName=<other> principalId=<principalId>

@description('The name of the Azure Quantum workspace.')
param workspaceName string

@description('The principal id of an identity that exists. Empty to create one.')
param principalId string = ''

@description('The name of the identity to create.')
param identityName string = 'quantum-janitor'

param location string = resourceGroup().location

// Quantum Workspace Data Contributor: reads the workspace, and reads and writes its jobs and sessions. It cannot change the workspace.
var roleDefinitionId = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'c1410b24-3e69-4857-8f86-4d0a2e603250')

#disable-next-line BCP081 // Bicep has no types for Azure Quantum. The template reads only the id of the workspace.
resource workspace 'Microsoft.Quantum/workspaces@2023-11-13-preview' existing = {
  name: workspaceName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (empty(principalId)) {
  name: identityName
  location: location
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(workspace.id, empty(principalId) ? identity.id : principalId, roleDefinitionId)
  scope: workspace
  properties: {
    principalId: empty(principalId) ? identity!.properties.principalId : principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleDefinitionId
  }
}

@description('The client id, for Connect-AzQuantumWorkspace -Identity -ClientId, or for the setting AZURE_CLIENT_ID.')
output clientId string = empty(principalId) ? identity!.properties.clientId : ''

@description('The principal id, for the deployments for other workspaces.')
output principalId string = empty(principalId) ? identity!.properties.principalId : principalId
