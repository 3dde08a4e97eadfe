using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Access;
using Marketplace.Platform.Figures;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Docks;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.PurchasingUnits.RegionChanges;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.RegionUpdates;
using Marketplace.PurchasingUnits.Sheets;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Targets;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Tables;

namespace Marketplace.PurchasingUnits;

/// <summary>Everything that PurchasingUnits has: database, consumers, routes.</summary>
public static class PurchasingUnitsService
{
    public const string Name = "units";

    public static ServiceHost AddPurchasingUnits(this ServiceHost host)
    {
        host.AddDatabase<UnitsDb>("PurchasingUnits");
        host.AddJobs<UnitsDb>();
        host.AddFigures<UnitsDb>("orders", (db, since) => db.BudgetHolds
            .Where(hold => hold.DecidedAt >= since && (hold.State == HoldState.Held || hold.State == HoldState.Settled))
            .Select(hold => new Figure(hold.OrderId, hold.DecidedAt)));
        host.Services.AddHostedService<LoadReference>();
        host.Services.AddScoped<Registrar>();
        host.Services.AddScoped<Proposer<UnitsDb>>();
        host.Services.AddSingleton(ProposedCommands());
        SheetKinds.Add(host.Services);
        host.AddCommand("update-regions", UpdateRegions.CommandAsync);
        host.AddDailyJob("Forget contacts of docks", ForgetDocks.RunAsync);
        host.AddDailyJob("Warn of quotas", WarnOfQuotas.RunAsync);
        host.AddOptions<QuotaOptions>("Quota");
        host.AddConsumer<UnitsDb, HoldBudget, OrderSubmitted>("units.hold-budget");
        host.AddConsumer<UnitsDb, ReleaseBudget, OrderCancelled>("units.release-budget");
        host.AddConsumer<UnitsDb, ReleaseLines, ShipmentCancelled, ShipmentLost>("units.release-lines");
        host.AddConsumer<UnitsDb, SettleBudget, DeliveryAccepted>("units.settle-budget");
        host.AddConsumer<UnitsDb, RefundBudget, GoodsReturned>("units.refund-budget");
        host.AddConsumer<UnitsDb, HoldQuota>(
            "units.hold-quota", HeardTypes.Of<OrderConfirmed>().And<DeliveryAccepted>().And<ShipmentCancelled>().And<ShipmentLost>(),
            Urgency.Soon);
        host.AddConsumer<UnitsDb, CountQuota, QuotaEntriesPosted>("units.count-quota");
        return host;
    }

    /// <summary>What several sides confirm.</summary>
    static ProposedCommands<UnitsDb> ProposedCommands() => new ProposedCommands<UnitsDb>($"/{Name}/proposals")
        .Add<RegisterPairing.Request>(nameof(RegisterPairing), RegisterPairing.ConfirmAsync)
        .Add<Revision<RevisePairing.Request>>(nameof(RevisePairing), RevisePairing.ConfirmAsync)
        .Add<RegisterDesignation.Request>(nameof(RegisterDesignation), RegisterDesignation.ConfirmAsync)
        .Add<Revision<ReviseDesignation.Request>>(nameof(ReviseDesignation), ReviseDesignation.ConfirmAsync)
        .Add<SetTarget.Request>(nameof(SetTarget), SetTarget.ConfirmAsync)
        .Add<RegisterFacilitator.Request>(nameof(RegisterFacilitator), RegisterFacilitator.ConfirmAsync)
        .Add<Revision<ReviseFacilitator.Request>>(nameof(ReviseFacilitator), ReviseFacilitator.ConfirmAsync)
        .Add<Revision<MoveFacilitator.Request>>(nameof(MoveFacilitator), MoveFacilitator.ConfirmAsync)
        .Add<RegisterUnit.Request>(nameof(RegisterUnit), RegisterUnit.ConfirmAsync)
        .Add<Revision<ReviseUnit.Request>>(nameof(ReviseUnit), ReviseUnit.ConfirmAsync)
        .Add<Revision<SetFinance.Request>>(nameof(SetFinance), SetFinance.ConfirmAsync)
        .Add<Revision<SetCanteens.Request>>(nameof(SetCanteens), SetCanteens.ConfirmAsync)
        .Add<Revision<MoveUnit.Request>>(nameof(MoveUnit), MoveUnit.ConfirmAsync)
        .Add<Revision<CorrectAffiliations.Request>>(nameof(CorrectAffiliations), CorrectAffiliations.ConfirmAsync);

    public static void MapPurchasingUnits(this WebApplication app)
    {
        var api = app.MapService(Name, "采购单位与结对 PurchasingUnits").AnswerFilesAs(ReportResults.ContentTypes);

        var regions = api.MapGroup("/regions");
        ListRegions.Map(regions);
        ResolveRegionCode.Map(regions);
        GetRegion.Map(regions);
        RenameRegion.Map(regions);
        RegisterFormerCode.Map(regions);
        TransferRegion.Map(regions);
        MergeRegions.Map(regions);
        SplitRegion.Map(regions);
        RegisterZone.Map(regions);
        RegisterSubdivisions.Map(regions);
        ListSubdivisions.Map(regions);
        ListReaffiliations.Map(api);

        var units = api.MapGroup("/purchasing-units");
        RegisterUnit.Map(units);
        ReviseUnit.Map(units);
        MoveUnit.Map(units);
        CorrectAffiliations.Map(units);
        SetFinance.Map(units);
        SetCanteens.Map(units);
        SetAgents.Map(units);
        ListUnits.Map(units);
        GetUnit.Map(units);

        var budgets = units.MapGroup("/{unitId:guid}/budgets/{year}");
        SetBudget.Map(budgets);
        GetBudget.Map(budgets);
        ListBudgetHolds.Map(budgets);

        var docks = units.MapGroup("/{unitId:guid}/docks");
        RegisterDock.Map(docks);
        ReviseDock.Map(docks);
        EndDock.Map(docks);
        ListDocks.Map(docks);
        GetDock.Map(docks);

        var pairings = api.MapGroup("/pairings");
        RegisterPairing.Map(pairings);
        RevisePairing.Map(pairings);
        ListPairings.Map(pairings);
        GetPairing.Map(pairings);

        var designations = api.MapGroup("/designations");
        RegisterDesignation.Map(designations);
        ReviseDesignation.Map(designations);
        ListDesignations.Map(designations);
        GetDesignation.Map(designations);

        var facilitators = api.MapGroup("/facilitators");
        RegisterFacilitator.Map(facilitators);
        ReviseFacilitator.Map(facilitators);
        MoveFacilitator.Map(facilitators);
        ListFacilitators.Map(facilitators);
        GetFacilitator.Map(facilitators);

        var plans = units.MapGroup("/{unitId:guid}/quota-plans/{year}");
        FileQuotaPlan.Map(plans);
        GetQuotaPlan.Map(plans);
        ListQuotaPlans.Map(api);
        var accounts = units.MapGroup("/{unitId:guid}/quota-accounts/{year}");
        GetQuotaAccount.Map(accounts);
        ListQuotaEntries.Map(accounts);
        ListQuotaAccounts.Map(api);
        ListQuotaWarnings.Map(api);
        SetQuotaRatio.Map(api);
        ListQuotaRatios.Map(api);

        var targets = api.MapGroup("/targets");
        SetTarget.Map(targets);
        ListTargets.Map(targets);
        GetTarget.Map(targets);

        ImportRegistry.Map(api);
        ExportRegistry.Map(api);
        ListChanges.Map(api);
        CountUnits.Map(api);
        api.MapProposals<UnitsDb>(Roles.Facilitator);
        api.MapJobs<UnitsDb>();
        api.MapOperations<UnitsDb>();
        api.MapAccessRecords<UnitsDb>();
    }
}
