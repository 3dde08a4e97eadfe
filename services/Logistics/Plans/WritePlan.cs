using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Routing.Network;

namespace Marketplace.Logistics.Plans;

/// <summary>Writes what was planned as a plan whose tours are offered to their carriers.</summary>
sealed class WritePlan(PlanNetwork network, NetworkPlan planned, IReadOnlyDictionary<Guid, CarrierVehicle> vehicles)
{
    readonly IReadOnlyDictionary<string, int> _hubs = FreightShares.HubsOf(network.Problem, planned);

    public IReadOnlyList<PlanLeftOut> LeftOut() => [.. network.Unplannable, .. planned.LeftOut.Select(LeftOut)];

    /// <summary>What is left out, with the reason in words.</summary>
    public PlanLeftOut LeftOut(LeftOutPart left)
    {
        var text = LeftOutPartText.Of(
            network.Problem, left, seconds => BusinessDay.Text(network.At((int)seconds))[..16], GoodsClass.NameOf);
        return new PlanLeftOut(
            Guid.Parse(left.Part), $"{left.Reason}", new(text.Zh, text.En), new(text.CureZh, text.CureEn),
            left.NextChance is { } next ? network.At(next) : null);
    }

    /// <summary>What stays on a lorry that broke down, with the reason in words.</summary>
    public PlanLeftOut LeftOut(StrandedPart stranded) => new(
        Guid.Parse(stranded.Part), PlanLeftOut.OnBrokenLorry,
        new(
            $"货物在途中抛锚的车上（{network.NameOf(stranded.Place)}），没有空闲车辆能接驳并按时运到",
            $"It is on the lorry that broke down ({network.NameOf(stranded.Place)}), and no vehicle at rest can take it on in time."),
        new(
            "由承运商另派车接驳并登记交接；已发货的由供应商更换承运商；送回站点或县级仓的由供应商说明备货完成时间，可重新安排",
            "The carrier sends another lorry and scans the hand-over; of what was dispatched the supplier names another carrier; "
            + "what is brought back to a station or hub can be planned anew once the supplier says when it is ready there."),
        stranded.NextChance is { } next ? network.At(next) : null);

    /// <summary>Where a shipment is taken in; null when its supplier has named no place.</summary>
    public Guid? StationOf(Guid shipmentId) => network.StationOf(shipmentId);

    public IEnumerable<PlanTour> Tours(Guid planId)
    {
        var number = 0;
        foreach (var leg in planned.Legs)
        {
            foreach (var tour in leg.Tours)
            {
                number++;
                yield return Of(planId, number, leg.Key, tour, revision: 0);
            }
        }
    }

    /// <summary>A tour that is offered to the carrier of its vehicle.</summary>
    /// <param name="revision">With which change of the plan it is made.</param>
    /// <param name="takesOverFrom">The tour whose lorry broke down; null for tours that take nothing over.</param>
    public PlanTour Of(Guid planId, int number, LegKey key, LegTour tour, int revision, int? takesOverFrom = null)
    {
        var parts = tour.Visits.Select(visit => network.Problem.PartOf(visit.Stop)).ToList();
        var written = new PlanTour
        {
            PlanId = planId,
            Number = number,
            Kind = (TourKind)key.Kind,
            NodeId = network.NodeOf(key.At),
            PlaceName = network.NameOf(key.At),
            Class = tour.Class,
            Day = BusinessDay.Of(network.Begins.AddDays(key.Day)),
            DepartsAt = network.At(tour.Departure),
            ReturnsAt = network.At(tour.Return),
            Metres = tour.Metres,
            Revision = revision,
            Transfer = TransferOf(tour, takesOverFrom),
        };
        var shares = FreightShares.Of(network.Problem, key, tour, _hubs);
        foreach (var (index, visit) in tour.Visits.Index())
        {
            written.Add(new PlanStop
            {
                PlanId = planId,
                TourNumber = number,
                Number = index + 1,
                ShipmentId = Guid.Parse(visit.Stop),
                PlaceName = PlaceNameOf(key, parts[index], tour),
                ArrivesAt = network.At(visit.Begin),
                LeavesAt = network.At(visit.Departure),
                WeightKg = parts[index].WeightKg,
                VolumeLitres = parts[index].VolumeLitres,
                FreightWeight = shares[index].ChargeableKg * Math.Max(1_000, shares[index].Metres),
            });
        }

        written.Offer(vehicles[Guid.Parse(tour.Vehicle)]);
        return written;
    }

    TourTransfer? TransferOf(LegTour tour, int? fromTour)
    {
        if (fromTour is not { } number || tour.TakenOverAt is not { } place)
        {
            return null;
        }

        var (longitude, latitude) = network.CoordinatesOf(place);
        return new TourTransfer(number, network.NameOf(place), longitude, latitude);
    }

    string PlaceNameOf(LegKey key, Part part, LegTour tour) => key.Kind switch
    {
        LegKind.Collection or LegKind.Trunk when tour.TakenOverAt is { } place => network.NameOf(place),
        LegKind.Collection => network.NameOf(part.Origin),
        LegKind.Trunk => network.NameOf(_hubs[part.Id]),
        LegKind.Delivery or LegKind.Direct => network.DockNameOf(part),
    };
}
