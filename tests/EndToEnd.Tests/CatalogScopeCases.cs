using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A case for each operation of the catalogue: suppliers, products, batches and the register of recognitions.</summary>
static class CatalogScopeCases
{
    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["RegisterSupplier"] = new(Stranger.Refused, Roles.Supplier, _ => "/catalog/suppliers", ours => new
        {
            supplierId = ours.SupplierId,
            name = "冒名合作社",
            type = "Cooperative",
            registrationRegionId = "513430",
            operatingRegionId = "513430",
        }),
        ["ReviseSupplier"] = new(Stranger.Refused, Roles.Supplier, ours => $"/catalog/suppliers/{ours.SupplierId}", _ => new
        {
            name = "改名合作社",
            type = "Cooperative",
            operatingRegionId = "513431",
        }),
        ["SanctionSupplier"] = new(
            Stranger.Refused, Roles.Official, ours => $"/catalog/suppliers/{ours.SupplierId}/sanctions", _ => new
            {
                kind = "Suspension",
                reason = "测试",
                document = "冒名文件",
                until = "2099-12-31",
            }),
        ["LiftSanction"] = new(
            Stranger.Refused, Roles.Official, ours => $"/catalog/suppliers/{ours.RemovedId}/sanctions/1/lifting", _ => new
            {
                reason = "测试",
                document = "冒名文件",
            }),
        ["AppealSanction"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/catalog/suppliers/{ours.RemovedId}/sanctions/1/appeal",
            _ => new { reason = "测试" }),
        ["DismissAppeal"] = new(
            Stranger.Refused,
            Roles.Official,
            ours => $"/catalog/suppliers/{ours.RemovedId}/sanctions/1/appeal/dismissal",
            _ => new { reason = "测试" }),
        ["ReadmitSupplier"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/catalog/suppliers/{ours.RemovedId}/readmission", _ => new
            {
                reason = "测试",
                document = "冒名文件",
            }),
        ["GetSupplier"] = new(Stranger.IsNoStranger, Roles.Purchaser, ours => $"/catalog/suppliers/{ours.SupplierId}"),
        ["ListSuppliers"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/catalog/suppliers"),
        ["ListProduct"] = new(Stranger.Refused, Roles.Supplier, _ => "/catalog/products", ours => new
        {
            productId = Guid.CreateVersion7(),
            supplierId = ours.SupplierId,
            name = "冒名花椒",
            category = "Spice",
            processingLevel = "Primary",
            originCountyId = "513430",
            recognition = new { number = "X-1", validFrom = "2024-01-01", validUntil = "2099-12-31" },
            unit = new { name = "kg", grams = 1000 },
            priceTiers = new[] { new { fromQuantity = "1", unitPrice = "1.00" } },
        }),
        ["ReviseProduct"] = new(Stranger.Refused, Roles.Supplier, ours => $"/catalog/products/{ours.ProductId}", _ => new
        {
            name = "改名花椒",
            priceTiers = new[] { new { fromQuantity = "1", unitPrice = "0.01" } },
            isOnOffer = true,
        }),
        ["GetProduct"] = new(Stranger.IsNoStranger, Roles.Purchaser, ours => $"/catalog/products/{ours.ProductId}"),
        ["BrowseProducts"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/catalog/products"),
        ["OfferBatch"] = new(Stranger.Refused, Roles.Supplier, ours => $"/catalog/products/{ours.ProductId}/batches", _ => new
        {
            batchId = Guid.CreateVersion7(),
            harvestFrom = "2026-09-01",
            harvestUntil = "2026-10-01",
            quantity = "10",
        }),
        ["ListBatches"] = new(Stranger.IsNoStranger, Roles.Purchaser, ours => $"/catalog/products/{ours.ProductId}/batches"),
        ["RecallBatch"] = new(Stranger.Refused, Roles.Supplier, ours => $"/catalog/batches/{ours.BatchId}/recalls", _ => new
        {
            recallId = Guid.CreateVersion7(),
            reason = "测试",
        }),
        ["LiftRecall"] = new(Stranger.Refused, Roles.Official, ours => $"/catalog/recalls/{ours.RecallId}/lifting", _ => new
        {
            reason = "测试",
            document = "冒名文件",
        }),
        ["ListRecalls"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/catalog/recalls"),
        ["IssueRecognition"] = new(Stranger.Refused, Roles.Official, _ => "/catalog/recognitions", ours => new
        {
            number = "X-1",
            supplierId = ours.SupplierId,
            countyId = "513430",
            validFrom = "2024-01-01",
            validUntil = "2099-12-31",
            document = "冒名文件",
        }),
        ["RenewRecognition"] = new(Stranger.Refused, Roles.Official, ours => $"/catalog/recognitions/{ours.RecognitionId}", _ => new
        {
            validUntil = "2099-12-31",
            document = "冒名文件",
        }),
        ["WithdrawRecognition"] = new(
            Stranger.Refused, Roles.Official, ours => $"/catalog/recognitions/{ours.RecognitionId}/withdrawal", _ => new
            {
                from = "2099-01-01",
                reason = "测试",
                document = "冒名文件",
            }),
        ["DeclineRecognition"] = new(Stranger.Refused, Roles.Official, _ => "/catalog/recognitions/refusals", ours => new
        {
            number = "X-2",
            supplierId = ours.SupplierId,
            countyId = "513430",
            reason = "测试",
        }),
        ["StateCertificate"] = new(Stranger.Refused, Roles.Supplier, _ => "/catalog/recognitions/certificates", ours => new
        {
            supplierId = ours.SupplierId,
            kind = "Organic",
            number = "X-3",
            issuer = "冒名机构",
            productId = ours.ProductId,
            validFrom = "2024-01-01",
            validUntil = "2099-12-31",
            document = "冒名文件",
        }),
        ["ImportRecognitions"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/catalog/recognitions/imports?dryRun=true", _ => new { }),
        ["ExportRecognitions"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/catalog/recognitions/export"),
        ["GetRecognition"] = new(Stranger.IsNoStranger, Roles.Purchaser, ours => $"/catalog/recognitions/{ours.RecognitionId}"),
        ["ListRecognitions"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/catalog/recognitions"),
        ["ListClaims"] = new(Stranger.SeesNothing, Roles.Official, _ => "/catalog/recognitions/claims"),
        ["GrantAgency"] = new(Stranger.Refused, Roles.Supplier, _ => "/catalog/agencies", ours => new
        {
            agencyId = Guid.CreateVersion7(),
            agentId = ours.AgentId,
            principalId = ours.SupplierId,
            validFrom = "2026-01-01",
            validUntil = "2099-12-31",
            document = "冒名文件",
        }),
        ["WithdrawAgency"] = new(Stranger.Refused, Roles.Supplier, ours => $"/catalog/agencies/{ours.AgencyId}/withdrawal", _ => new
        {
            from = "2099-01-01",
            reason = "测试",
        }),
        ["GetAgency"] = new(Stranger.IsNoStranger, Roles.Purchaser, ours => $"/catalog/agencies/{ours.AgencyId}"),
        ["ListAgencies"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/catalog/agencies"),
        ["AddToNegativeList"] = new(Stranger.Refused, Roles.Official, _ => "/catalog/negative-list", ours => new
        {
            subject = "Supplier",
            subjectId = ours.SupplierId,
            reason = "测试",
            document = "冒名文件",
            validFrom = "2099-01-01",
            validUntil = "2099-12-31",
        }),
        ["LiftNegativeListing"] = new(
            Stranger.Refused, Roles.Official, ours => $"/catalog/negative-list/{ours.NegativeListingId}/lifting", _ => new
            {
                reason = "测试",
                document = "冒名文件",
            }),
        ["GetNegativeListing"] = new(Stranger.IsNoStranger, Roles.Purchaser, ours => $"/catalog/negative-list/{ours.NegativeListingId}"),
        ["ListNegativeListings"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/catalog/negative-list"),
        ["ListSpecialties"] = new(Stranger.IsNoStranger, Roles.Purchaser, _ => "/catalog/specialties"),
    };
}
