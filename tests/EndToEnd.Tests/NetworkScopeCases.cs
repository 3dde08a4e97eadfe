using Marketplace.Contracts;
using Marketplace.Testing;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A case for each operation on nodes, vehicles and plans.</summary>
static class NetworkScopeCases
{
    const string Nodes = "/logistics/nodes";
    const string Plans = "/logistics/plans";
    const string Lanes = "/logistics/lanes";

    const string EpcisContext = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    static string Today => $"?from={ScopeCases.Today()}&until={ScopeCases.Today()}";

    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["ListNodes"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => Nodes),
        ["GetNode"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => $"{Nodes}/{ours.NodeId}"),
        ["RegisterNode"] = new(Stranger.Refused, Roles.Official, _ => Nodes, _ => Node(Guid.CreateVersion7())),
        ["EndNode"] = new(Stranger.Refused, Roles.Official, ours => $"{Nodes}/{ours.NodeId}/ending", _ => new { }),
        ["ExportNodes"] = new(Stranger.IsNoStranger, Roles.Official, _ => $"{Nodes}/file"),
        ["ImportNodes"] = new(Stranger.IsNoStranger, Roles.Official, _ => $"{Nodes}/imports?dryRun=true", _ => new { }),
        ["ListLanes"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => Lanes),
        ["GetLane"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => $"{Lanes}/{ours.LaneId}"),
        ["ExportLanes"] = new(Stranger.IsNoStranger, Roles.Official, _ => $"{Lanes}/file"),
        ["RegisterLane"] = new(Stranger.Refused, Roles.Official, _ => Lanes, ours => Lane(Guid.CreateVersion7(), ours.NodeId)),
        ["EndLane"] = new(Stranger.Refused, Roles.Official, ours => $"{Lanes}/{ours.LaneId}/ending", _ => new { }),
        ["ImportLanes"] = new(Stranger.IsNoStranger, Roles.Official, _ => $"{Lanes}/imports?dryRun=true", _ => new { }),
        ["ListVehicles"] = new(Stranger.IsNoStranger, Roles.Supplier, ours => VehiclesOf(ours.CarrierId)),
        ["RegisterVehicle"] = new(
            Stranger.Refused, Roles.Carrier, ours => VehiclesOf(ours.CarrierId), _ => Vehicle(Guid.CreateVersion7())),
        ["EndVehicle"] = new(
            Stranger.Refused, Roles.Carrier, ours => $"{VehiclesOf(ours.CarrierId)}/{ours.VehicleId}/ending", _ => new { }),
        ["ExportVehicles"] = new(Stranger.IsNoStranger, Roles.Carrier, ours => $"{VehiclesOf(ours.CarrierId)}/file"),
        ["ImportVehicles"] = new(
            Stranger.Refused, Roles.Carrier, ours => $"{VehiclesOf(ours.CarrierId)}/imports?dryRun=true", _ => new { }),
        ["GetPerformance"] = new(Stranger.SeesNothing, Roles.Official, _ => $"/logistics/performance{Today}"),
        ["ListArrivals"] = new(Stranger.SeesNothing, Roles.Official, _ => $"/logistics/performance/shipments{Today}"),
        ["ListStationVolumes"] = new(Stranger.SeesNothing, Roles.Official, _ => $"/logistics/performance/stations{Today}"),
        ["ListPlans"] = new(Stranger.SeesNothing, Roles.Official, _ => Plans),
        ["GetPlan"] = new(Stranger.Refused, Roles.Official, _ => $"{Plans}/{Guid.CreateVersion7()}"),
        ["MakePlan"] = new(Stranger.Refused, Roles.Official, _ => Plans, _ => Plan()),
        ["WithdrawPlan"] = new(Stranger.Refused, Roles.Official, _ => $"{Plans}/{Guid.CreateVersion7()}/withdrawal", _ => new { }),
        ["AcceptTour"] = new(Stranger.Refused, Roles.Carrier, _ => $"{Plans}/{Guid.CreateVersion7()}/tours/1/acceptance", _ => new { }),
        ["RefuseTour"] = new(Stranger.Refused, Roles.Carrier, _ => $"{Plans}/{Guid.CreateVersion7()}/tours/1/refusal", _ => new { }),
        ["ReportFailure"] = new(
            Stranger.Refused, Roles.Carrier, _ => $"{Plans}/{Guid.CreateVersion7()}/tours/1/failure", _ => new { note = "故障" }),
        ["ReportBreakdown"] = new(
            Stranger.Refused, Roles.Carrier, _ => $"{Plans}/{Guid.CreateVersion7()}/tours/1/breakdown",
            _ => new { note = "抛锚", where = new { latitude = 27.7, longitude = 103.2 } }),
        ["ListTours"] = new(Stranger.SeesNothing, Roles.Carrier, _ => $"/logistics/tours{Today}"),
        ["MoveShipment"] = new(
            Stranger.Refused, Roles.Official, ours => $"{Plans}/{Guid.CreateVersion7()}/tours/1/shipments/{ours.PartId}", _ => new { }),
        ["GetRunSheet"] = new(Stranger.Refused, Roles.Carrier, _ => $"{Plans}/{Guid.CreateVersion7()}/tours/1/run-sheet"),
        ["PrintRunSheet"] = new(Stranger.Refused, Roles.Carrier, _ => $"{Plans}/{Guid.CreateVersion7()}/tours/1/run-sheet/file"),
        ["StateReadiness"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/readiness",
            _ => new { readyAt = $"{ScopeCases.Today()}T23:59:00Z" }),
        ["NameStation"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/station", _ => new { }),
        ["SetSupplierStation"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/suppliers/{ours.SupplierId}/station",
            ours => new { nodeId = ours.NodeId }),
        ["RegisterHousehold"] = new(
            Stranger.Refused, Roles.Keeper, ours => $"{Nodes}/{ours.NodeId}/households/{Guid.CreateVersion7()}", _ => new { name = "某户" }),
        ["ListHouseholds"] = new(Stranger.Refused, Roles.Keeper, ours => $"{Nodes}/{ours.NodeId}/households"),
        ["EraseHousehold"] = new(
            Stranger.Refused, Roles.Keeper, ours => $"{Nodes}/{ours.NodeId}/households/{Guid.CreateVersion7()}/erasure", _ => new { }),
        ["RecordIntakes"] = new(Stranger.Refused, Roles.Keeper, ours => $"{Nodes}/{ours.NodeId}/intakes", _ => new
        {
            items = new[]
            {
                new
                {
                    intakeId = Guid.CreateVersion7(), batchId = Guid.CreateVersion7(), householdId = Guid.CreateVersion7(),
                    weightKg = "1", grade = "一级", price = "1.00", takenInAt = $"{ScopeCases.Today()}T00:00:00Z",
                },
            },
        }),
        ["ReverseIntake"] = new(
            Stranger.Refused, Roles.Keeper, _ => $"/logistics/intakes/{Guid.CreateVersion7()}/reversal",
            _ => new { reversalId = Guid.CreateVersion7(), reason = "冒名冲销" }),
        ["ListIntakes"] = new(Stranger.SeesNothing, Roles.Supplier, ours => $"/logistics/intakes?nodeId={ours.NodeId}"),
        ["GetPayList"] = new(
            Stranger.Refused, Roles.Keeper, ours => $"{Nodes}/{ours.NodeId}/pay-list?from={ScopeCases.Today()}&until={ScopeCases.Today()}"),
        ["GetPayListSheet"] = new(
            Stranger.Refused, Roles.Keeper,
            ours => $"{Nodes}/{ours.NodeId}/pay-list/sheet?from={ScopeCases.Today()}&until={ScopeCases.Today()}"),
        ["GetThroughput"] = new(Stranger.Refused, Roles.Keeper, ours => $"{Nodes}/{ours.NodeId}/throughput?year=2026"),
        ["ListBatchShipments"] = new(Stranger.SeesNothing, Roles.Supplier, ours => $"/logistics/batches/{ours.BatchId}/shipments"),
        ["GetBatchIntake"] = new(Stranger.Refused, Roles.Supplier, _ => $"/logistics/batches/{Guid.CreateVersion7()}/intake"),
        ["RecordCustody"] = new(Stranger.RefusedEachItem, Roles.Supplier, _ => "/logistics/custody-events", ours => new
        {
            items = new[]
            {
                new
                {
                    eventId = Guid.CreateVersion7(), shipmentId = ours.PartId, act = "HandedOver", packages = 1, condition = "Good",
                    statedAt = $"{ScopeCases.Today()}T00:00:00Z",
                },
            },
        }),
        ["GetCustody"] = new(Stranger.Refused, Roles.Carrier, ours => $"/logistics/shipments/{ours.PartId}/custody"),
        ["GetPackageLabels"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/labels?packages=2"),
        ["PrintPackageLabels"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/labels/file?packages=2"),
        ["GetIntakeLabels"] = new(Stranger.Refused, Roles.Keeper, _ => $"/logistics/intakes/labels?intakeId={Guid.CreateVersion7()}"),
        ["PrintIntakeLabels"] = new(
            Stranger.Refused, Roles.Keeper, _ => $"/logistics/intakes/labels/file?intakeId={Guid.CreateVersion7()}"),
        ["ReadLabel"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/labels/{ours.LabelCode}"),
        ["ListLabelKeys"] = new(Stranger.IsNoStranger, Roles.Supplier, _ => "/logistics/label-keys"),
        ["ChangeLabelKey"] = new(
            Stranger.CannotBe, Roles.Operator, _ => "/logistics/label-keys", _ => new { reason = "例行更换", distrustsBefore = false }),
        ["RecordReadings"] = new(Stranger.Refused, Roles.Carrier, ours => $"/logistics/shipments/{ours.PartId}/readings", _ => new
        {
            readings = new[] { new { deviceId = "T1", statedAt = $"{ScopeCases.Today()}T00:00:00Z", celsius = 4 } },
        }),
        ["ImportReadings"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/readings/imports", _ => new { }),
        ["ListReadings"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/readings"),
        ["AddPhoto"] = new(
            Stranger.Refused, Roles.Supplier,
            ours => $"/logistics/shipments/{ours.PartId}/photos?photoId={Guid.CreateVersion7()}&subject=Loading", _ => new { }),
        ["ListPhotos"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/shipments/{ours.PartId}/photos"),
        ["GetPhoto"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/photos/{ours.PhotoId}"),
        ["WithdrawPhoto"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/photos/{ours.PhotoId}/withdrawal", _ => new { reason = "冒名撤回" }),
        ["DecideBreach"] = new(
            Stranger.Refused, Roles.Official, ours => $"/logistics/shipments/{ours.PartId}/cold-chain/decision",
            _ => new { verdict = "Fit", note = "冒名认定", document = "假" }),
        ["SetTemperatureLimits"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/products/{ours.ProductId}/temperature-limits",
            _ => new { @class = "Chilled", minCelsius = 0, maxCelsius = 4 }),
        ["GetTemperatureLimits"] = new(
            Stranger.IsNoStranger, Roles.Supplier, ours => $"/logistics/products/{ours.ProductId}/temperature-limits"),
        ["RemoveTemperatureLimits"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/logistics/products/{ours.ProductId}/temperature-limits", _ => new { }),
        ["QueryEvents"] = new(
            Stranger.SeesNothing, Roles.Supplier,
            ours => $"/logistics/epcis/events?EQ_bizTransaction_desadv={Named("shipment/bt", ours.PartId)}"),
        ["ListEpcEvents"] = new(
            Stranger.SeesNothing, Roles.Supplier, ours => $"/logistics/epcis/epcs/{Named("shipment/obj", ours.PartId)}/events"),
        ["GetEpcisEvent"] = new(Stranger.Refused, Roles.Supplier, ours => $"/logistics/epcis/events/urn:uuid:{ours.PartId}"),
        ["CaptureEvents"] = new(
            Stranger.SpeaksForItself, Roles.Carrier, _ => "/logistics/epcis/capture", ours => Document(ours.PartId)),
        ["CaptureEvent"] = new(Stranger.SpeaksForItself, Roles.Keeper, _ => "/logistics/epcis/events", ours => Event(ours.PartId)),
        ["GetCapture"] = new(Stranger.Refused, Roles.Supplier, _ => $"/logistics/epcis/capture/{Guid.CreateVersion7()}"),
        ["GetShipmentLegs"] = new(Stranger.Refused, Roles.Carrier, ours => $"/logistics/shipments/{ours.PartId}/legs"),
    };

    static string Named(string kind, Guid id) => Uri.EscapeDataString($"https://id.marketplace.example/{kind}/{id}");

    static Dictionary<string, object> Document(Guid shipmentId) => new()
    {
        ["@context"] = EpcisContext,
        ["type"] = "EPCISDocument",
        ["schemaVersion"] = "2.0",
        ["creationDate"] = $"{ScopeCases.Today()}T00:00:00Z",
        ["epcisBody"] = new { eventList = new[] { Event(shipmentId) } },
    };

    static Dictionary<string, object> Event(Guid shipmentId) => new()
    {
        ["@context"] = EpcisContext,
        ["type"] = "ObjectEvent",
        ["eventTime"] = $"{ScopeCases.Today()}T00:00:00Z",
        ["eventTimeZoneOffset"] = "+08:00",
        ["action"] = "OBSERVE",
        ["disposition"] = "damaged",
        ["epcList"] = new[] { $"https://id.marketplace.example/shipment/obj/{shipmentId}" },
    };

    public static string VehiclesOf(Guid carrierId) => $"{NewCarrier.Path}/{carrierId}/vehicles";

    public static object Node(Guid nodeId, string region = "513430") => new
    {
        nodeId,
        kind = "Hub",
        name = "金阳县电商物流中心",
        regionId = region,
        terrain = "Gorges",
        openFrom = "06:00",
        openUntil = "18:00",
        hasColdStore = true,
        validFrom = "2026-01-01",
    };

    /// <param name="toRegion">East of the node.</param>
    public static object Lane(Guid laneId, Guid nodeId, string toRegion = "330200") => new
    {
        laneId,
        fromNodeId = nodeId,
        toRegionId = toRegion,
        distanceKm = 2_300,
        drivingMinutes = 2_160,
        source = "里程表",
        validFrom = "2026-01-01",
    };

    public static object Vehicle(Guid vehicleId) => new
    {
        vehicleId,
        name = "9.6 米冷藏车",
        use = "Trunk",
        regionId = "510000",
        count = 2,
        payloadKg = 16_000,
        volumeLitres = 58_000,
        isRefrigerated = true,
        hoursMax = 72,
        fixedFen = 90_000,
        fenPerKm = 580,
        validFrom = "2026-01-01",
    };

    public static object Plan(string region = "513430") => new
    {
        planId = Guid.CreateVersion7(),
        regionId = region,
        deliverFrom = ScopeCases.Today(),
        deliverUntil = ScopeCases.Today(),
    };
}
