using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Alerts;
using Marketplace.Crediting.Assessments;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Certificates;
using Marketplace.Crediting.Corrections;
using Marketplace.Crediting.Entries;
using Marketplace.Crediting.Holds;
using Marketplace.Crediting.Imports;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Measures;
using Marketplace.Crediting.OpenOrders;
using Marketplace.Crediting.OwnFigures;
using Marketplace.Crediting.Periods;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Rules;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Signing;
using Marketplace.Crediting.Snapshots;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Voids;
using Marketplace.Crediting.Witness;
using Marketplace.Platform.Access;
using Marketplace.Platform.Figures;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Outbound;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting;

/// <summary>
/// Credits what was accepted to the pairings it belongs to, in a ledger that is only ever added to, and answers for each figure.
/// </summary>
public static class CreditingService
{
    public const string Name = "credits";

    public static ServiceHost AddCrediting(this ServiceHost host)
    {
        // A prepared statement is planned for whatever may be asked. Reports differ too much by month and pairing for one plan: R1 as known
        // at an instant took ten times as long.
        host.AddDatabase<CreditingDb>("Crediting", prepareStatements: false);
        host.AddJobs<CreditingDb>();
        host.Services.AddSingleton<RegistryCache>();
        host.Services.AddSingleton(CreditingEvents.Create());
        host.Services.AddSingleton<LedgerWriterFactory>();
        host.Services.AddScoped<LedgerSession>();
        host.Services.AddScoped<Proposer<CreditingDb>>();
        host.Services.AddSingleton(new ProposedCommands<CreditingDb>($"/{Name}/proposals")
            .Add<DecideHold.Decision>(DecideHold.Release, DecideHold.ConfirmAsync)
            .Add<DecideHold.Decision>(DecideHold.Rejection, DecideHold.ConfirmAsync)
            .Add<VoidSale.Request>(nameof(VoidSale), VoidSale.ConfirmAsync)
            .Add<ReinstateSale.Request>(nameof(ReinstateSale), ReinstateSale.ConfirmAsync));
        host.Services.AddScoped<ReportReader>();
        host.Services.AddScoped<IssueCertificate>();
        host.Services.AddOptions<ClosingOptions>().BindConfiguration("Closing").ValidateDataAnnotations().ValidateOnStart();
        host.Services.AddSingleton<CloseDuePeriods>();
        host.Services.AddHostedService(services => services.GetRequiredService<CloseDuePeriods>());
        host.Services.AddOptions<ProjectionOptions>().BindConfiguration("Projections").ValidateDataAnnotations().ValidateOnStart();
        host.Services.AddSingleton<ProjectLedger>();
        host.Services.AddHostedService(services => services.GetRequiredService<ProjectLedger>());
        host.Services.AddOptions<AlertOptions>().BindConfiguration("Alerts").ValidateDataAnnotations().ValidateOnStart();
        host.Services.AddSingleton<EvaluateAlerts>();
        host.Services.AddHostedService(services => services.GetRequiredService<EvaluateAlerts>());
        host.Services.AddOptions<SealingOptions>().BindConfiguration("Sealing").ValidateDataAnnotations().ValidateOnStart();
        host.Services.AddSingleton<ReportCache>();
        host.Services.AddSingleton<BlockTree>();
        host.Services.AddSingleton<SealLedger>();
        host.Services.AddSingleton<TakeClosingSnapshots>();
        host.Services.AddHostedService<SealPeriodically>();
        AddProofs(host);
        host.AddCommand("verify", VerifyLedger.CommandAsync);
        host.AddCommand("rebuild", RebuildSums.CommandAsync);
        host.AddCommand("replay", CompareLedgers.CommandAsync);
        host.AddFigures<CreditingDb>("acceptances", (db, since) => db.SaleLines
            .Where(sale => sale.AcceptanceId != null && sale.AcceptedAt >= since)
            .Select(sale => new { Id = sale.AcceptanceId!.Value, At = sale.AcceptedAt }).Distinct()
            .Select(sale => new Figure(sale.Id, sale.At)));
        host.AddConsumer<CreditingDb, ApplyToLedger<DeliveryAccepted>, DeliveryAccepted>("crediting.credit-sales");
        host.AddConsumer<CreditingDb, ApplyToLedger<GoodsReturned>, GoodsReturned>("crediting.post-returns");
        host.AddConsumer<CreditingDb, FollowOpenOrders>(
            "crediting.follow-open-orders",
            HeardTypes.Of<OrderConfirmed>().And<ShipmentDelivered>().And<ShipmentCancelled>().And<ShipmentLost>().And<DeliveryAccepted>(),
            Urgency.Soon);
        host.AddDailyJob("Forget ended parts", ForgetEndedParts.RunAsync);
        host.AddConsumer<CreditingDb, ApplyToLedger<InvoiceRecorded>, InvoiceRecorded>("crediting.record-invoices");
        host.AddConsumer<CreditingDb, ApplyToLedger<PaymentRecorded>, PaymentRecorded>("crediting.record-payments");
        host.AddConsumer<CreditingDb, ApplyToLedger<InvoiceReversed>, InvoiceReversed>("crediting.reverse-invoices");
        host.AddConsumer<CreditingDb, ApplyToLedger<PaymentReversed>, PaymentReversed>("crediting.reverse-payments");
        host.AddConsumer<CreditingDb, ApplyToLedger<UnitPublished>, UnitPublished>("crediting.learn-units");
        host.AddConsumer<CreditingDb, ApplyToLedger<FacilitatorPublished>, FacilitatorPublished>("crediting.learn-facilitators");
        host.AddConsumer<CreditingDb, ApplyToLedger<SupplierPublished>, SupplierPublished>("crediting.learn-suppliers");
        host.AddConsumer<CreditingDb, ApplyToLedger<RecognitionPublished>, RecognitionPublished>("crediting.learn-recognitions");
        host.AddConsumer<CreditingDb, ApplyToLedger<RecallPublished>, RecallPublished>("crediting.learn-recalls");
        host.AddConsumer<CreditingDb, ApplyToLedger<ColdChainPublished>, ColdChainPublished>("crediting.learn-cold-chains");
        host.AddConsumer<CreditingDb, ApplyToLedger<NegativeListingPublished>, NegativeListingPublished>("crediting.learn-negative-list");
        host.AddConsumer<CreditingDb, ApplyToLedger<AgencyPublished>, AgencyPublished>("crediting.learn-agencies");
        host.AddConsumer<CreditingDb, ApplyToLedger<PairingPublished>, PairingPublished>("crediting.learn-pairings");
        host.AddConsumer<CreditingDb, ApplyToLedger<DesignationPublished>, DesignationPublished>("crediting.learn-designations");
        host.AddConsumer<CreditingDb, ApplyToLedger<QuotaPlanPublished>, QuotaPlanPublished>("crediting.learn-quota-plans");
        host.AddConsumer<CreditingDb, LearnTargets, TargetPublished>("crediting.learn-targets");
        host.AddConsumer<CreditingDb, ApplyToLedger<RegionsPublished>, RegionsPublished>("crediting.learn-regions");
        return host;
    }

    /// <summary>The key, and what is signed with it and kept outside the database.</summary>
    static void AddProofs(ServiceHost host)
    {
        host.AddOptions<SigningOptions>("Signing");
        host.Services.AddSingleton(ServiceKeys.OpenSigner);
        host.Services.AddSingleton(ServiceKeys.ReadPublicKeys);
        host.Services.AddSingleton<SignHeads>();
        host.Services.AddSingleton<IssueSnapshot>();
        host.AddOptions<WitnessOptions>("Witness");
        host.Services.AddOutboundClient(HttpWitness.Client);
        host.Services.AddSingleton<IWitness>(services => services.GetRequiredService<IOptions<WitnessOptions>>().Value.Url is null
            ? ActivatorUtilities.CreateInstance<FileWitness>(services)
            : ActivatorUtilities.CreateInstance<HttpWitness>(services));
        host.Services.AddSingleton<WitnessProgress>();
        host.Services.AddHealthChecks().AddCheck<WitnessProgress>("witness");
        host.Services.AddSingleton<WitnessHeads>();
        host.Services.AddHostedService(services => services.GetRequiredService<WitnessHeads>());
    }

    public static void MapCrediting(this WebApplication app)
    {
        var api = app.MapService(Name, "计量与认定 Crediting").AnswerFilesAs(ReportResults.ContentTypes);
        MapReports.Map(api);
        DownloadReports.Map(api);
        MapOwnFigures.Map(api);
        DownloadOwnFigures.Map(api);
        ListEntries.Map(api);
        GetEntry.Map(api);
        VerifyLedger.Map(api);
        RebuildSums.Map(api);
        GetLedgerHead.Map(api);
        ListLedgerBlocks.Map(api);
        ProveEntry.Map(api);
        GetCertificate.Map(api);
        PrintCertificate.Map(api);
        ProveConsistency.Map(api);
        ListKeys.Map(api);
        TakeSnapshot.Map(api);
        ListSnapshots.Map(api);
        GetSnapshot.Map(api);
        ListMissingSnapshots.Map(api);
        RegenerateSnapshot.Map(api);
        ListAdjustments.Map(api);
        SignSnapshot.Map(api);
        ListSales.Map(api);
        GetSale.Map(api);
        ListHolds.Map(api);
        DecideHold.Map(api);
        ListSuspicions.Map(api);
        RaiseSuspicion.Map(api);
        ClearSuspicion.Map(api);
        VoidSale.Map(api);
        ReinstateSale.Map(api);
        ProposeCorrection.Map(api);
        ListCorrections.Map(api);
        GetCorrection.Map(api);
        DecideCorrection.Map(api);
        ClosePeriod.Map(api);
        ListPeriods.Map(api);
        FileRuleSet.Map(api);
        ListRuleSets.Map(api);
        SetBenchmark.Map(api);
        AssessSales.Map(api);
        GetBenchmark.Map(api);
        RecordMeasure.Map(api);
        ListMeasures.Map(api);
        ListAlerts.Map(api);
        CloseAlert.Map(api);
        ImportLedger.Map(api);
        GetImportTemplate.Map(api);
        ListImports.Map(api);
        GetImport.Map(api);
        ListImportRows.Map(api);
        ReviewImport.Map(api);
        FileEvidence.Map(api);
        api.MapProposals<CreditingDb>();
        api.MapJobs<CreditingDb>();
        api.MapOperations<CreditingDb>();
        api.MapAccessRecords<CreditingDb>();
        CountSales.Map(api);
    }
}
