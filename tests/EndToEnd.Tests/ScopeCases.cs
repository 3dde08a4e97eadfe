using System.Text.Json;
using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>How to try one endpoint.</summary>
/// <param name="As">A role that may call it, and as which a stranger tries.</param>
/// <param name="Path">With the ids of what is really there.</param>
/// <param name="Body">What would be accepted from the owner.</param>
sealed record ScopeCase(Stranger Stranger, string As, Func<Ours, string> Path, Func<Ours, object>? Body = null);

/// <summary>What belongs to the organisation whose things strangers try to reach.</summary>
sealed record Ours(
    Guid SupplierId, Guid ProductId, Guid UnitId, Guid OrderId, Guid PartId, Guid LineId, Guid EntryId, Guid PairingId, int Year)
{
    /// <summary>A claim that waits for its supplier.</summary>
    public Guid ReturnId { get; init; }

    /// <summary>What our supplier quotes to our unit.</summary>
    public Guid QuotationId { get; init; }

    /// <summary>Of our supplier to our unit.</summary>
    public Guid InvoiceId { get; init; }

    /// <summary>Of our unit to our supplier, in advance.</summary>
    public Guid PaymentId { get; init; }

    /// <summary>What our unit and our supplier have agreed on for days that are far away.</summary>
    public Guid TermId { get; init; }

    /// <summary>What our buyers' region pays on top of goods of our county.</summary>
    public Guid SubsidyId { get; init; }

    /// <summary>A supplier of our county that the province has warned and then removed.</summary>
    public Guid RemovedId { get; init; }

    /// <summary>Its entry of the negative list, by the province, for days that are far away.</summary>
    public Guid NegativeListingId { get; init; }

    /// <summary>A batch of our supplier.</summary>
    public Guid BatchId { get; init; }

    /// <summary>The recall of another batch of our supplier, by the province.</summary>
    public Guid RecallId { get; init; }

    /// <summary>An agent that may sell for our supplier.</summary>
    public Guid AgentId { get; init; }

    /// <summary>Its authority.</summary>
    public Guid AgencyId { get; init; }

    /// <summary>What our county has recognised of our supplier.</summary>
    public Guid RecognitionId { get; init; }

    /// <summary>A correction of our sale that waits for approval.</summary>
    public Guid CorrectionId { get; init; }

    /// <summary>
    /// What waits in each service for the other side, by the prefix of the service: "units", "catalog", "ordering", "logistics", "credits".
    /// </summary>
    public IReadOnlyDictionary<string, Guid> Proposals { get; init; } = new Dictionary<string, Guid>();

    /// <summary>
    /// A trial import that our offices have posted as a job, by the prefix of the service: "units", "catalog", "credits".
    /// </summary>
    public IReadOnlyDictionary<string, Guid> Jobs { get; init; } = new Dictionary<string, Guid>();

    /// <summary>The cooperative that has applied to be registered.</summary>
    public Guid ApplicantId { get; init; }

    /// <summary>The pairing of the cities above us; <see cref="PairingId"/> is that of the counties.</summary>
    public Guid CityPairingId { get; init; }

    /// <summary>Where our unit takes in goods.</summary>
    public Guid DockId { get; init; }

    /// <summary>What our unit is about to order.</summary>
    public Guid DraftId { get; init; }

    /// <summary>Whom our unit gives something.</summary>
    public Guid GiftListId { get; init; }

    /// <summary>What our unit orders every week, from a day that is far away.</summary>
    public Guid TemplateId { get; init; }

    /// <summary>A post of our unit.</summary>
    public Guid PostId { get; init; }

    /// <summary>An order of our unit that waits for it.</summary>
    public Guid AwaitingId { get; init; }

    /// <summary>A facilitator of our region.</summary>
    public Guid FacilitatorId { get; init; }

    /// <summary>The carrier of our county that brings our goods.</summary>
    public Guid CarrierId { get; init; }

    /// <summary>The hub of our county.</summary>
    public Guid NodeId { get; init; }

    public Guid LaneId { get; init; }

    /// <summary>The code of the label of a package of our part.</summary>
    public string LabelCode { get; init; } = "";

    /// <summary>A photograph of our part, by our supplier.</summary>
    public Guid PhotoId { get; init; }

    /// <summary>Vehicles of our carrier.</summary>
    public Guid VehicleId { get; init; }

    public Guid TariffId { get; init; }

    /// <summary>A carrier of our county that the province has suspended.</summary>
    public Guid SuspendedCarrierId { get; init; }

    /// <summary>The county that is designated to our unit.</summary>
    public Guid DesignationId { get; init; }

    /// <summary>A sale of ours that is held.</summary>
    public Guid HoldId { get; init; }

    /// <summary>Goods of ours that the buyer disputes.</summary>
    public Guid DisputeId { get; init; }

    /// <summary>A ledger file of our facilitator that waits for its reviews.</summary>
    public Guid ImportId { get; init; }

    /// <summary>A snapshot of our region.</summary>
    public Guid SnapshotId { get; init; }

    /// <summary>A suspicion of our supplier, from a day that is far away.</summary>
    public Guid SuspicionId { get; init; }

    /// <summary>What must not appear in a stranger's list.</summary>
    public IEnumerable<Guid> Ids =>
    [
        SupplierId, ProductId, UnitId, OrderId, PartId, LineId, EntryId, ReturnId, QuotationId, InvoiceId, PaymentId, TermId,
        DraftId, GiftListId, TemplateId,
        CorrectionId, SuspicionId,
        HoldId, DisputeId, ImportId, SnapshotId, AwaitingId, PostId, .. Proposals.Values,
    ];
}

/// <summary>A case for each operation of the OpenAPI documents. A new endpoint needs one here, or a test fails.</summary>
static class ScopeCases
{
    static readonly string[] Services = ["Catalog", "Units", "Ordering", "Logistics", "Crediting", "Accounts"];

    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = Of();

    static Dictionary<string, ScopeCase> Of()
    {
        var cases = new Dictionary<string, ScopeCase>
        {
            ["ListRegions"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/regions"),
            ["GetRegion"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/regions/513430"),
            ["RegisterUnit"] = new(Stranger.Refused, Roles.Purchaser, _ => "/units/purchasing-units", ours => new
            {
                unitId = ours.UnitId,
                name = "冒名食堂",
                kind = "School",
                isCentralBudget = false,
                affiliationRegionId = "330211",
                affiliatedFrom = "2020-01-01",
                isPairingDesignated = false,
            }),
            ["ReviseUnit"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}", _ => new
            {
                name = "改名食堂",
                isPairingDesignated = true,
            }),
            ["MoveUnit"] = new(Stranger.Refused, Roles.Official, ours => $"/units/purchasing-units/{ours.UnitId}/affiliations", _ => new
            {
                regionId = "330212",
                validFrom = "2026-12-01",
            }),
            ["GetUnit"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}"),
            ["ListUnits"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/units/purchasing-units"),
            ["RegisterPairing"] = new(Stranger.Refused, Roles.Official, _ => "/units/pairings", _ => new
            {
                pairingId = Guid.CreateVersion7(),
                scheme = "EastWest",
                tier = "County",
                eastRegionId = "330212",
                westRegionId = "513423",
                validFrom = "2026-01-01",
            }),
            ["RevisePairing"] = new(
                Stranger.Refused, Roles.Official, ours => $"/units/pairings/{ours.PairingId}", _ => new { validTo = "2026-12-31" }),
            ["GetPairing"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => $"/units/pairings/{ours.PairingId}"),
            ["ListPairings"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/units/pairings"),
            ["SetBudget"] = new(
                Stranger.Refused,
                Roles.Approver,
                ours => $"/units/purchasing-units/{ours.UnitId}/budgets/{ours.Year}",
                _ => new { amountFen = 1 }),
            ["GetBudget"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/budgets/{ours.Year}"),
            ["ListBudgetHolds"] = new(
                Stranger.Refused, Roles.Purchaser, ours => $"/units/purchasing-units/{ours.UnitId}/budgets/{ours.Year}/holds"),

            ["PlaceOrder"] = new(Stranger.Refused, Roles.Purchaser, _ => "/ordering/orders", ours => new
            {
                orderId = Guid.CreateVersion7(),
                unitId = ours.UnitId,
                deliveryRegionId = "330211",
                deliveryAddress = "冒名路1号",
                lines = new[]
                {
                    new { lineId = Guid.CreateVersion7(), productId = ours.ProductId, quantity = "1", expectedUnitPrice = "4.35" },
                },
            }),
            ["GetOrder"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/orders/{ours.OrderId}"),
            ["ListOrders"] = new(Stranger.SeesNothing, Roles.Supplier, _ => "/ordering/orders"),
            ["CancelOrder"] = new(
                Stranger.Refused, Roles.Purchaser, ours => $"/ordering/orders/{ours.OrderId}/cancellation", _ => new { reason = "冒名撤单" }),
            ["NameFacilitator"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/orders/{ours.OrderId}/facilitator", _ => new
            {
                facilitatorId = Guid.CreateVersion7(),
            }),
            ["RecordPayment"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/orders/{ours.OrderId}/payments", ours => new
            {
                paymentId = Guid.CreateVersion7(),
                partId = ours.PartId,
                amountFen = 1,
                paidOn = Today(),
                reference = "X",
            }),
            ["RecordInvoice"] = new(Stranger.Refused, Roles.Supplier, ours => $"/ordering/orders/{ours.OrderId}/invoices", ours => new
            {
                invoiceId = Guid.CreateVersion7(),
                partId = ours.PartId,
                number = "12345678",
                amountFen = 1,
                issuedOn = Today(),
            }),

            ["AssessSales"] = new(Stranger.Refused, Roles.Purchaser, _ => "/credits/assessments", ours => new
            {
                unitId = ours.UnitId,
                lines = new[] { PreparedThings.Assessed() },
            }),

            ["SubmitQuotation"] = new(Stranger.Refused, Roles.Supplier, _ => "/ordering/quotations", ours => new
            {
                quotationId = Guid.CreateVersion7(),
                supplierId = ours.SupplierId,
                unitId = ours.UnitId,
                lines = new[] { new { productId = ours.ProductId, quantity = "1", unitPrice = "0.01" } },
                validUntil = Today(),
            }),
            ["ListQuotations"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/quotations"),
            ["GetQuotation"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/quotations/{ours.QuotationId}"),
            ["WithdrawQuotation"] = new(
                Stranger.Refused, Roles.Supplier, ours => $"/ordering/quotations/{ours.QuotationId}/withdrawal", _ => new { }),
            ["TakeSubstitute"] = new(
                Stranger.Refused, Roles.Purchaser, ours => $"/ordering/quotations/{ours.QuotationId}/taking",
                _ => new { orderId = Guid.CreateVersion7() }),

            ["RegisterSubsidy"] = new(Stranger.Refused, Roles.Official, _ => "/ordering/subsidies", _ => PreparedThings.Subsidy()),
            ["ListSubsidies"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/ordering/subsidies"),
            ["GetSubsidy"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => $"/ordering/subsidies/{ours.SubsidyId}"),
            ["EndSubsidy"] = new(
                Stranger.Refused, Roles.Official, ours => $"/ordering/subsidies/{ours.SubsidyId}/ending", _ => new { reason = "测试" }),

            ["ListPayables"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/payables"),
            ["ListOwedParts"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/payables/parts"),
            ["GetRegionPayables"] = new(Stranger.Refused, Roles.Official, _ => "/ordering/payables/regions/330211"),
            ["GetStatement"] = new(
                Stranger.Refused, Roles.Purchaser,
                ours => $"/ordering/payables/statements/2026-11?unitId={ours.UnitId}&supplierId={ours.SupplierId}"),

            ["ListAlerts"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/alerts"),
            ["CloseAlert"] = new(
                Stranger.Refused, Roles.Official, ours => $"/credits/alerts/{ours.LineId}/closing", _ => new { note = "测试" }),
            ["ListEntries"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/entries"),
            ["GetEntry"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/entries/{ours.EntryId}"),
            ["ListSales"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/credits/sales"),
            ["GetSale"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/credits/sales/{ours.LineId}"),
            // A trial run of what is no ledger: everybody is told that it is none. Whose rows may be imported is
            // tried in the service's own tests.
            ["ImportLedger"] = new(
                Stranger.IsNoStranger, Roles.Official, _ => "/credits/imports?dryRun=true&fileName=ledger.csv", _ => new { }),
            ["GetImportTemplate"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/credits/imports/template?format=csv"),
            ["ListImports"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/imports"),
            ["GetImport"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/imports/{ours.ImportId}"),
            ["ListImportRows"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/imports/{ours.ImportId}/rows"),
            ["ReviewImport"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/imports/{ours.ImportId}/reviews", _ => new
            {
                reviewId = Guid.CreateVersion7(),
                side = "Origin",
                isApproved = true,
            }),
            ["FileEvidence"] = new(Stranger.Refused, Roles.Official, _ => "/credits/evidence", ours => new
            {
                documentId = Guid.CreateVersion7(),
                lineId = ours.LineId,
                kind = "Payment",
                number = "BANK-1",
                amountFen = 1,
                date = Today(),
            }),
            // Sums of what the caller may see: they name nothing.
            ["CountListings"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/catalog/counts"),
            ["CountUnits"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/units/counts"),
            ["CountOrders"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/ordering/counts"),
            ["CountShipments"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/logistics/counts"),
            ["CountSales"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/credits/counts"),
            // Heads, blocks and proofs of growth name nothing; an entry is proved to those who may see it.
            ["GetLedgerHead"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/credits/ledger/head"),
            ["ListKeys"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/credits/keys"),
            ["ListLedgerBlocks"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/credits/ledger/blocks"),
            ["ProveConsistency"] = new(Stranger.IsNoStranger, Roles.Official, _ => "/credits/ledger/consistency?from=0"),
            ["ProveEntry"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/ledger/entries/{ours.EntryId}/proof"),
            ["GetCertificate"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/credits/entries/{ours.EntryId}/certificate"),
            ["PrintCertificate"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/credits/entries/{ours.EntryId}/certificate/file"),
            ["RebuildSums"] = new(Stranger.CannotBe, Roles.Operator, _ => "/credits/rebuilds", _ => new { }),
            ["ListSnapshots"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/snapshots"),
            ["ListMissingSnapshots"] = new(Stranger.SeesNothing, Roles.Official, _ => "/credits/snapshots/missing"),
            ["TakeSnapshot"] = new(Stranger.Refused, Roles.Official, _ => "/credits/snapshots", _ => new
            {
                snapshotId = Guid.CreateVersion7(),
                report = "R1",
                month = Today()[..7],
                regionId = "330211",
            }),
            ["GetSnapshot"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/snapshots/{ours.SnapshotId}"),
            ["RegenerateSnapshot"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/snapshots/{ours.SnapshotId}/regeneration"),
            ["ListAdjustments"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/snapshots/{ours.SnapshotId}/adjustments"),
            ["SignSnapshot"] = new(Stranger.Refused, Roles.Official, ours => $"/credits/snapshots/{ours.SnapshotId}/signatures", _ => new
            {
                signatureId = Guid.CreateVersion7(),
                contentHash = new string('0', 64),
            }),
            ["VerifyLedger"] = new(Stranger.CannotBe, Roles.Auditor, _ => "/credits/verifications", _ => new { }),
        };
        foreach (var (name, @case) in CatalogScopeCases.All.Concat(RegistryScopeCases.All).Concat(LogisticsScopeCases.All)
            .Concat(LedgerScopeCases.All).Concat(ReportScopeCases.All).Concat(CarrierScopeCases.All).Concat(PayableScopeCases.All)
            .Concat(DraftScopeCases.All).Concat(ApprovalScopeCases.All).Concat(GiftScopeCases.All).Concat(NetworkScopeCases.All)
            .Concat(AccountScopeCases.All))
        {
            cases.Add(name, @case);
        }

        foreach (var (service, prefix) in Services.Zip(["catalog", "units", "ordering", "logistics", "credits", "accounts"]))
        {
            cases[$"ListParkedOf{service}"] = new(Stranger.CannotBe, Roles.Operator, _ => $"/{prefix}/parked");
            cases[$"GetParkedOf{service}"] = new(Stranger.CannotBe, Roles.Operator, _ => $"/{prefix}/parked/{Guid.CreateVersion7()}");
            cases[$"ListAccessOf{service}"] = new(Stranger.SeesNothing, Roles.Official, _ => $"/{prefix}/access-records");
            cases[$"SendParkedOf{service}"] = new(
                Stranger.CannotBe, Roles.Operator, _ => $"/{prefix}/parked/{Guid.CreateVersion7()}/sending", _ => new { queue = "x" });
            cases[$"DiscardParkedOf{service}"] = new(
                Stranger.CannotBe, Roles.Operator, _ => $"/{prefix}/parked/{Guid.CreateVersion7()}/discarding",
                _ => new { queue = "x", reason = "x" });
            cases[$"RepublishOf{service}"] = new(
                Stranger.CannotBe, Roles.Operator, _ => $"/{prefix}/sent-messages/republication",
                _ => new { since = DateTimeOffset.MaxValue });
            cases[$"ListSetAsideOf{service}"] = new(Stranger.CannotBe, Roles.Operator, _ => $"/{prefix}/set-aside");
            cases[$"SendAllParkedOf{service}"] = new(Stranger.CannotBe, Roles.Operator, _ => $"/{prefix}/parked/sending", _ => new { });
        }

        foreach (var (service, prefix) in new[]
            { ("Catalog", "catalog"), ("Units", "units"), ("Ordering", "ordering"), ("Logistics", "logistics"), ("Crediting", "credits") })
        {
            AddProposals(cases, service, ours => $"/{prefix}/proposals/{ours.Proposals[prefix]}");
            cases[$"ListProposalsOf{service}"] = new(Stranger.SeesNothing, Roles.Official, _ => $"/{prefix}/proposals");
        }

        foreach (var (service, prefix) in new[]
            { ("Catalog", "catalog"), ("Units", "units"), ("Logistics", "logistics"), ("Crediting", "credits") })
        {
            cases[$"ListJobsOf{service}"] = new(Stranger.SeesNothing, Roles.Official, _ => $"/{prefix}/jobs");
            cases[$"GetJobOf{service}"] = new(Stranger.Refused, Roles.Official, ours => $"/{prefix}/jobs/{ours.Jobs[prefix]}");
            cases[$"GetJobAnswerOf{service}"] = new(
                Stranger.Refused, Roles.Official, ours => $"/{prefix}/jobs/{ours.Jobs[prefix]}/answer");
            cases[$"CancelJobOf{service}"] = new(
                Stranger.Refused, Roles.Official, ours => $"/{prefix}/jobs/{ours.Jobs[prefix]}/cancellation", _ => new { });
        }

        return cases;
    }

    static void AddProposals(Dictionary<string, ScopeCase> cases, string service, Func<Ours, string> path)
    {
        cases[$"GetProposalOf{service}"] = new(Stranger.Refused, Roles.Official, path);
        cases[$"ConfirmProposalOf{service}"] = new(Stranger.Refused, Roles.Official, ours => $"{path(ours)}/confirmation", _ => new { });
        cases[$"DeclineProposalOf{service}"] = new(
            Stranger.Refused, Roles.Official, ours => $"{path(ours)}/refusal", _ => new { reason = "冒名拒绝" });
        cases[$"WithdrawProposalOf{service}"] = new(
            Stranger.Refused, Roles.Official, ours => $"{path(ours)}/withdrawal", _ => new { reason = "冒名撤回" });
    }

    internal static string Today() => JsonSerializer.SerializeToElement(BusinessDay.Of(TimeProvider.System.GetUtcNow())).GetString()!;
}
