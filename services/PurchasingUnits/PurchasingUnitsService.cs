using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Designations;
using Marketplace.PurchasingUnits.Facilitators;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Quotas;
using Marketplace.PurchasingUnits.Regions;
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
        host.Services.AddHostedService<LoadReference>();
        host.Services.AddScoped<Registrar>();
        SheetKinds.Add(host.Services);
        host.AddOptions<QuotaOptions>("Quota");
        host.AddConsumer<UnitsDb, HoldBudget, OrderSubmitted>("units.hold-budget");
        host.AddConsumer<UnitsDb, ReleaseBudget, OrderCancelled>("units.release-budget");
        host.AddConsumer<UnitsDb, SettleBudget, DeliveryAccepted>("units.settle-budget");
        return host;
    }

    public static void MapPurchasingUnits(this WebApplication app)
    {
        var api = app.MapService(Name, "采购单位与结对 PurchasingUnits").AnswerFilesAs(ReportResults.ContentTypes);

        var regions = api.MapGroup("/regions").WithTags("行政区划 Regions");
        ListRegions.Map(regions);
        ResolveRegionCode.Map(regions);
        GetRegion.Map(regions);
        RenameRegion.Map(regions);
        RegisterFormerCode.Map(regions);
        TransferRegion.Map(regions);
        MergeRegions.Map(regions);
        SplitRegion.Map(regions);
        RegisterZone.Map(regions);
        ListReaffiliations.Map(api.MapGroup("").WithTags("行政区划 Regions"));

        var units = api.MapGroup("/purchasing-units").WithTags("采购单位 Units");
        RegisterUnit.Map(units);
        ReviseUnit.Map(units);
        MoveUnit.Map(units);
        CorrectAffiliations.Map(units);
        SetFinance.Map(units);
        SetCanteens.Map(units);
        SetAgents.Map(units);
        ListUnits.Map(units);
        GetUnit.Map(units);

        var budgets = api.MapGroup("/purchasing-units/{unitId:guid}/budgets/{year}").WithTags("预算 Budgets");
        SetBudget.Map(budgets);
        GetBudget.Map(budgets);
        ListBudgetHolds.Map(budgets);

        var pairings = api.MapGroup("/pairings").WithTags("结对关系 Pairings");
        RegisterPairing.Map(pairings);
        RevisePairing.Map(pairings);
        ListPairings.Map(pairings);
        GetPairing.Map(pairings);

        var designations = api.MapGroup("/designations").WithTags("定点帮扶 Designations");
        RegisterDesignation.Map(designations);
        ReviseDesignation.Map(designations);
        ListDesignations.Map(designations);
        GetDesignation.Map(designations);

        var facilitators = api.MapGroup("/facilitators").WithTags("帮销主体 Facilitators");
        RegisterFacilitator.Map(facilitators);
        ReviseFacilitator.Map(facilitators);
        MoveFacilitator.Map(facilitators);
        ListFacilitators.Map(facilitators);
        GetFacilitator.Map(facilitators);

        var quotas = api.MapGroup("").WithTags("预留份额 Quotas");
        var plans = quotas.MapGroup("/purchasing-units/{unitId:guid}/quota-plans/{year}");
        FileQuotaPlan.Map(plans);
        GetQuotaPlan.Map(plans);
        ListQuotaPlans.Map(quotas);
        SetQuotaRatio.Map(quotas);
        ListQuotaRatios.Map(quotas);

        var targets = api.MapGroup("/targets").WithTags("目标任务 Targets");
        SetTarget.Map(targets);
        ListTargets.Map(targets);
        GetTarget.Map(targets);

        var tables = api.MapGroup("").WithTags("登记表 Tables");
        ImportRegistry.Map(tables);
        ExportRegistry.Map(tables);
        ListChanges.Map(tables);

        CountUnits.Map(api);
        api.MapParked<UnitsDb>();
    }
}
