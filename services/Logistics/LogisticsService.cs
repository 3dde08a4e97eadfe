using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Cancellations;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Disputes;
using Marketplace.Logistics.Epcis;
using Marketplace.Logistics.Intakes;
using Marketplace.Logistics.Labels;
using Marketplace.Logistics.Lorries;
using Marketplace.Logistics.Losses;
using Marketplace.Logistics.Network;
using Marketplace.Logistics.Performance;
using Marketplace.Logistics.Photos;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Reliability;
using Marketplace.Logistics.Returns;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Figures;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics;

/// <summary>Everything that Logistics has: database, consumers, routes.</summary>
public static class LogisticsService
{
    public const string Name = "logistics";

    public static ServiceHost AddLogistics(this ServiceHost host)
    {
        host.AddDatabase<LogisticsDb>("Logistics");
        host.AddOptions<AcceptanceOptions>("Acceptance");
        host.AddOptions<DispatchOptions>("Dispatch");
        host.AddOptions<PlanOptions>("Plans");
        host.AddOptions<ColdChainOptions>("ColdChain");
        host.Services.AddScoped<TakeReadings>();
        host.AddOptions<EpcisOptions>("Epcis");
        host.Services.AddSingleton(services => new EpcisIds(services.GetRequiredService<IOptions<EpcisOptions>>().Value.IdBase));
        host.Services.AddScoped<TakeEvents>();
        host.Services.AddScoped<EventPages>();
        host.AddJobs<LogisticsDb>();
        host.Services.AddHostedService<AcceptSilentDeliveries>();
        host.Services.AddHostedService<EndUnsentShipments>();
        host.AddDailyJob("Forget contacts of shipments", ForgetContacts.RunAsync);
        host.AddDailyJob("Forget households of stations", ForgetHouseholds.RunAsync);
        host.AddDailyJob("Forget readings of loggers", ForgetReadings.RunAsync);
        host.AddDailyJob("Forget photographs", ForgetPhotos.RunAsync);
        host.AddFigures<LogisticsDb>("acceptances", (db, since) => db.Acceptances
            .Where(acceptance => acceptance.AcceptedAt >= since)
            .Select(acceptance => new Figure(acceptance.AcceptanceId, acceptance.AcceptedAt)));
        host.Services.AddScoped<Proposer<LogisticsDb>>();
        host.Services.AddSingleton(new ProposedCommands<LogisticsDb>($"/{Name}/proposals")
            .Add<RuleOnDispute.Ruling>(nameof(RuleOnDispute), RuleOnDispute.ConfirmAsync)
            .Add<RegisterCarrier.Request>(nameof(RegisterCarrier), RegisterCarrier.ConfirmAsync)
            .Add<Revision<ReviseCarrier.Request>>(nameof(ReviseCarrier), ReviseCarrier.ConfirmAsync));
        host.AddConsumer<LogisticsDb, PlanShipments, OrderConfirmed>("logistics.plan-shipments", Urgency.Soon);
        host.AddConsumer<LogisticsDb, LearnRegions, RegionsPublished>("logistics.learn-regions");
        host.AddConsumer<LogisticsDb, LearnDocks, DockPublished>("logistics.learn-docks");
        host.AddConsumer<LogisticsDb, LearnBatches, BatchOffered>("logistics.learn-batches");
        host.AddConsumer<LogisticsDb, LearnProducts, ListingPublished>("logistics.learn-products");
        host.AddConsumer<LogisticsDb, LearnRecalls, RecallPublished>("logistics.learn-recalls");
        return host;
    }

    public static void MapLogistics(this WebApplication app)
    {
        var api = app.MapService(Name, "物流与验收 Logistics");
        var shipments = api.MapGroup("/shipments");
        ListShipments.Map(shipments);
        GetShipment.Map(shipments);
        CancelShipment.Map(shipments);
        DeclineShipment.Map(shipments);
        DispatchShipment.Map(shipments);
        ReplaceCarrier.Map(shipments);
        RefuseCarriage.Map(shipments);
        RecordDelivery.Map(shipments);
        ReportLosses.Map(shipments);
        DeclareNonDelivery.Map(shipments);
        ConfirmArrival.Map(shipments);
        AcceptDelivery.Map(shipments);
        RaiseDispute.Map(shipments);
        RequestReturn.Map(shipments);
        GetShipmentLegs.Map(shipments);
        GetCustody.Map(shipments);
        RecordReadings.Map(shipments);
        ImportReadings.Map(shipments);
        ListReadings.Map(shipments);
        DecideBreach.Map(shipments);
        AddPhoto.Map(shipments);
        ListPhotos.Map(shipments);
        GetPackageLabels.Map(shipments);
        PrintPackageLabels.Map(shipments);
        StateReadiness.Map(shipments);
        NameStation.Map(shipments);
        CancelShipments.Map(api);
        DeclineShipments.Map(api);
        RecordCustody.Map(api);
        DispatchShipments.Map(api);
        RecordDeliveries.Map(api);
        AcceptDeliveries.Map(api);
        var disputes = api.MapGroup("/disputes");
        ListDisputes.Map(disputes);
        GetDispute.Map(disputes);
        RuleOnDispute.Map(disputes);
        var returns = api.MapGroup("/returns");
        ListReturns.Map(returns);
        GetReturn.Map(returns);
        ConfirmReturn.Map(returns);
        RefuseReturn.Map(returns);
        var photos = api.MapGroup("/photos");
        GetPhoto.Map(photos);
        WithdrawPhoto.Map(photos);
        CountShipments.Map(api);
        GetReliability.Map(api);
        var performance = api.MapGroup("/performance");
        GetPerformance.Map(performance);
        ListArrivals.Map(performance);
        ListStationVolumes.Map(performance);
        var carriers = api.MapGroup("/carriers");
        ListCarriers.Map(carriers);
        GetCarrier.Map(carriers);
        RegisterCarrier.Map(carriers);
        ReviseCarrier.Map(carriers);
        SuspendCarrier.Map(carriers);
        LiftSuspension.Map(carriers);
        EndCarrier.Map(carriers);
        ListVehicles.Map(carriers);
        RegisterVehicle.Map(carriers);
        EndVehicle.Map(carriers);
        var nodes = api.MapGroup("/nodes").AnswerFilesAs(ReportResults.ContentTypes);
        ListNodes.Map(nodes);
        GetNode.Map(nodes);
        RegisterNode.Map(nodes);
        EndNode.Map(nodes);
        SetSupplierStation.Map(api);
        SetTemperatureLimits.Map(api);
        GetTemperatureLimits.Map(api);
        RemoveTemperatureLimits.Map(api);
        RegisterHousehold.Map(nodes);
        ListHouseholds.Map(nodes);
        EraseHousehold.Map(nodes);
        RecordIntakes.Map(nodes);
        GetPayList.Map(nodes);
        GetPayListSheet.Map(nodes);
        GetThroughput.Map(nodes);
        var intakes = api.MapGroup("/intakes");
        ListIntakes.Map(intakes);
        ReverseIntake.Map(intakes);
        GetIntakeLabels.Map(intakes);
        PrintIntakeLabels.Map(intakes);
        ReadLabel.Map(api);
        var labelKeys = api.MapGroup("/label-keys");
        ListLabelKeys.Map(labelKeys);
        ChangeLabelKey.Map(labelKeys);
        GetBatchIntake.Map(api);
        ListBatchShipments.Map(api);
        var plans = api.MapGroup("/plans");
        ListTours.Map(api);
        ListPlans.Map(plans);
        GetPlan.Map(plans);
        MakePlan.Map(plans);
        WithdrawPlan.Map(plans);
        AcceptTour.Map(plans);
        RefuseTour.Map(plans);
        ReportFailure.Map(plans);
        ReportBreakdown.Map(plans);
        MoveShipment.Map(plans);
        GetRunSheet.Map(plans);
        PrintRunSheet.Map(plans);
        var epcis = api.MapGroup("/epcis").AddEndpointFilter(EpcisHeaders.SayVersionAsync);
        QueryEvents.Map(epcis);
        GetEpcisEvent.Map(epcis);
        ListEpcEvents.Map(epcis);
        CaptureEvents.Map(epcis);
        CaptureEvent.Map(epcis);
        GetCapture.Map(epcis);
        api.MapJobs<LogisticsDb>();
        api.MapProposals<LogisticsDb>(Roles.Carrier);
        api.MapOperations<LogisticsDb>();
        api.MapAccessRecords<LogisticsDb>();
    }
}
