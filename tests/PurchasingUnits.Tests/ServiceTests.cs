using System.Text.Json;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests;

public sealed class ServiceTests(SharedUnits shared)
{
    [Fact]
    public async Task The_interface_document_names_every_verb()
    {
        var client = (await shared.OnAsync(Engine.Sqlite)).ClientWith(null);

        var document = await client.GetBodyAsync<JsonElement>("/units/openapi.json");

        string[] verbs =
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
                .Select(operation => operation.Value.GetProperty("operationId").GetString()!)
                .Where(verb => !verb.Contains("Parked", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            [
                "CancelJobOfUnits", "ConfirmProposalOfUnits", "CorrectAffiliations", "CountUnits", "DeclineProposalOfUnits",
                "EndDock", "ExportRegistry", "FileQuotaPlan", "GetBudget", "GetDesignation", "GetDock", "GetFacilitator",
                "GetJobAnswerOfUnits", "GetJobOfUnits", "GetPairing", "GetProposalOfUnits", "GetQuotaAccount",
                "GetQuotaPlan", "GetRegion", "GetTarget", "GetUnit", "ImportRegistry", "ListAccessOfUnits",
                "ListBudgetHolds", "ListChanges", "ListDesignations", "ListDocks", "ListFacilitators", "ListJobsOfUnits",
                "ListPairings", "ListProposalsOfUnits", "ListQuotaAccounts", "ListQuotaEntries", "ListQuotaPlans",
                "ListQuotaRatios", "ListQuotaWarnings", "ListReaffiliations", "ListRegions", "ListSetAsideOfUnits",
                "ListSubdivisions", "ListTargets", "ListUnits", "MergeRegions", "MoveFacilitator", "MoveUnit",
                "RegisterDesignation", "RegisterDock", "RegisterFacilitator", "RegisterFormerCode", "RegisterPairing",
                "RegisterSubdivisions", "RegisterUnit", "RegisterZone", "RenameRegion", "RepublishOfUnits",
                "ResolveRegionCode", "ReviseDesignation", "ReviseDock", "ReviseFacilitator", "RevisePairing", "ReviseUnit",
                "SetAgents", "SetBudget", "SetCanteens", "SetFinance", "SetQuotaRatio", "SetTarget", "SplitRegion",
                "TransferRegion", "WithdrawProposalOfUnits",
            ],
            verbs.Order(StringComparer.Ordinal));
    }
}
