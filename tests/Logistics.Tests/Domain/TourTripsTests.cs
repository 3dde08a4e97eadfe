using Marketplace.Logistics.Domain;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

public sealed class TourTripsTests
{
    const string City = "330200";

    static readonly DateTimeOffset Begins = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    static readonly Guid Carrier = Guid.CreateVersion7();
    static readonly Guid First = Guid.CreateVersion7();
    static readonly Guid Second = Guid.CreateVersion7();
    static readonly Guid Village = Guid.CreateVersion7();
    static readonly Guid Township = Guid.CreateVersion7();
    static readonly Guid Hub = Guid.CreateVersion7();
    static readonly Guid Depot = Guid.CreateVersion7();

    static readonly Dictionary<Guid, NodeKind> Kinds = new()
    {
        [Village] = NodeKind.Station,
        [Township] = NodeKind.Station,
        [Hub] = NodeKind.Hub,
        [Depot] = NodeKind.Depot,
    };

    [Fact]
    public void A_collection_goes_from_station_to_station_and_to_the_hub()
    {
        var trips = Of(
            TourKind.Collection, Hub,
            Taken(First, 0, Village), Taken(Second, 30, Township), Given(First, 70, Hub), Given(Second, 90, Hub));
        Assert.Equal(
            [($"{Village}", $"{Township}", 30 * 60), ($"{Township}", $"{Hub}", 40 * 60)],
            trips.Select(trip => (trip.BeginsAt, trip.EndsAt, trip.Seconds)));
        Assert.Equal([1, 2], trips.Select(trip => trip.Number));
    }

    [Fact]
    public void A_trunk_tour_counts_from_the_last_that_was_loaded_to_the_first_that_was_given_up()
    {
        // The same carrier collected them before, which is another tour.
        var trip = Assert.Single(Of(
            TourKind.Trunk, Depot,
            Taken(First, 0, Village), Given(First, 60, Hub), Taken(First, 100, Hub), Taken(Second, 120, Hub), Given(First, 600, Depot),
            Given(Second, 660, Depot)));
        Assert.Equal(($"{Hub}", $"{Depot}", 480 * 60), (trip.BeginsAt, trip.EndsAt, trip.Seconds));
    }

    [Fact]
    public void A_delivery_goes_to_the_region_of_its_first_dock_by_the_word_of_carrier_or_buyer()
    {
        var trip = Assert.Single(Of(
            TourKind.Delivery, Depot,
            Taken(First, 0, Depot), Taken(Second, 10, Depot), Received(First, 55), Given(First, 60), Given(Second, 90)));
        Assert.Equal(($"{Depot}", City, 45 * 60), (trip.BeginsAt, trip.EndsAt, trip.Seconds));
    }

    [Fact]
    public void A_tour_of_which_something_was_not_scanned_or_was_scanned_at_a_desk_tells_nothing()
    {
        Assert.Empty(Of(TourKind.Trunk, Depot, Taken(First, 0, Hub), Taken(Second, 0, Hub), Given(First, 600, Depot)));
        Assert.Empty(Of(
            TourKind.Trunk, Depot, Taken(First, 0, Hub), Taken(Second, 0, Hub), Given(First, 0.5, Depot), Given(Second, 0.5, Depot)));
    }

    [Theory, InlineData(30, 10, 20, 40, 50), InlineData(30, 10, 20, 30, 30, 40, 50), InlineData(35, 30, 40)]
    public void The_median_is_in_the_middle(int median, params int[] seconds) =>
        Assert.Equal(median, TourTrips.Median([.. seconds.Order()]));

    static IReadOnlyList<Trip> Of(TourKind kind, Guid nodeId, params CustodyEvent[] scans)
    {
        var tour = new PlanTour
        {
            PlanId = Guid.CreateVersion7(),
            Number = 1,
            Kind = kind,
            NodeId = nodeId,
            PlaceName = "物流中心",
            Class = GoodsClass.Ambient,
            Day = new(2026, 11, 20),
            DepartsAt = Begins,
            ReturnsAt = Begins.AddDays(1),
            Metres = 1_000,
        };
        foreach (var (number, shipment) in new[] { First, Second }.Index())
        {
            tour.Add(Stop(tour, number + 1, shipment));
        }

        tour.Offer(new CarrierVehicle
        {
            Id = Guid.CreateVersion7(),
            CarrierId = Carrier,
            Name = "货车",
            Use = VehicleUse.Trunk,
            Count = 1,
            PayloadKg = 1_000,
            VolumeLitres = 1_000,
            IsRefrigerated = false,
            IsFreezer = false,
            HoursMax = 24,
            FixedFen = 100,
            FenPerKm = 100,
            ValidFrom = new(2026, 1, 1),
        });
        return TourTrips.Of(
            tour, scans.ToLookup(scan => scan.ShipmentId), Kinds, new Dictionary<Guid, string> { [First] = City, [Second] = City });
    }

    static PlanStop Stop(PlanTour tour, int number, Guid shipment) => new()
    {
        PlanId = tour.PlanId,
        TourNumber = tour.Number,
        Number = number,
        ShipmentId = shipment,
        PlaceName = "某处",
        ArrivesAt = Begins,
        LeavesAt = Begins,
        WeightKg = 100,
        VolumeLitres = 100,
        FreightWeight = 100,
    };

    static CustodyEvent Taken(Guid shipment, double minute, Guid? node = null) => Scan(shipment, CustodyAct.TakenOver, minute, node);

    static CustodyEvent Given(Guid shipment, double minute, Guid? node = null) => Scan(shipment, CustodyAct.HandedOver, minute, node);

    static CustodyEvent Received(Guid shipment, double minute) =>
        Scan(shipment, CustodyAct.TakenOver, minute, null, CustodyHolder.Buyer);

    static CustodyEvent Scan(
        Guid shipment, CustodyAct act, double minute, Guid? node, CustodyHolder by = CustodyHolder.Carrier) => new()
        {
            EventId = Guid.CreateVersion7(),
            ShipmentId = shipment,
            Act = act,
            By = by,
            HolderId = by == CustodyHolder.Carrier ? Carrier : Guid.CreateVersion7(),
            NodeId = node,
            Packages = 1,
            Condition = GoodsCondition.Good,
            StatedAt = Begins.AddMinutes(minute),
            RecordedAt = Begins.AddDays(1),
            RecordedBy = "driver",
        };
}
