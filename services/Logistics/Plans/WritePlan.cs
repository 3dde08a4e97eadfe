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
    public PlanTour Of(Guid planId, int number, LegKey key, LegTour tour, int revision)
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
                PlaceName = PlaceNameOf(key, parts[index]),
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

    string PlaceNameOf(LegKey key, Part part) => key.Kind switch
    {
        LegKind.Collection => network.NameOf(part.Origin),
        LegKind.Trunk => network.NameOf(_hubs[part.Id]),
        LegKind.Delivery or LegKind.Direct => network.DockNameOf(part),
    };
}
