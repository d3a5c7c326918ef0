// The managed identity of a janitor, with the role it needs on one workspace. Deploy it to the resource group of the workspace:
//   az deployment group create --resource-group <group> --template-file identity.bicep --parameters workspaceName=<workspace>

@description('The name of the Azure Quantum workspace.')
param workspaceName string

@description('The name of the identity.')
param identityName string = 'quantum-janitor'

param location string = resourceGroup().location

// Quantum Workspace Data Contributor: reads the workspace, and reads and writes its jobs and sessions. It cannot change the workspace.
var roleDefinitionId = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'c1410b24-3e69-4857-8f86-4d0a2e603250')

resource workspace 'Microsoft.Quantum/workspaces@2023-11-13-preview' existing = {
  name: workspaceName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: identityName
  location: location
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(workspace.id, identity.id, roleDefinitionId)
  scope: workspace
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleDefinitionId
  }
}

@description('The client id for Connect-AzQuantumWorkspace -Identity -ClientId.')
output clientId string = identity.properties.clientId
