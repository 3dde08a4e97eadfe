namespace Marketplace.Routing.Network;

/// <content>What becomes of the goods of a lorry that breaks down on its way.</content>
sealed partial class PlanRepair
{
    /// <summary>How many days on a vehicle is looked for that could take goods on.</summary>
    const int DaysMax = 7;

    readonly List<StrandedPart> _stranded = [];

    /// <summary>A lorry can't go on: what is on board is taken over where it stands, what waits for it goes by others.</summary>
    public void BreakDown(LegKey key, LegTour tour, IReadOnlyList<LoadOnBoard> loads, IReadOnlyList<string> waiting)
    {
        _slots.Find(slot => ReferenceEquals(slot.Before, tour))!.Now = null;
        var begins = BeginOf(key, tour);
        foreach (var load in loads)
        {
            List<Part> parts = [.. tour.Visits.Where(visit => load.Parts.Contains(visit.Stop)).Select(visit => problem.PartOf(visit.Stop))];
            foreach (var part in TakeOn(key, begins, load.Place, parts))
            {
                Strand(part, key, begins, load.Place);
            }
        }

        List<Part> open = [.. tour.Visits.Where(visit => waiting.Contains(visit.Stop)).Select(visit => problem.PartOf(visit.Stop))];
        if (open.Count > 0)
        {
            foreach (var part in Serve(key, open))
            {
                Mend(part, key, _routes[part.Id]);
            }
        }

        ServeUnserved();
    }

    /// <summary>Where a lorry comes from that begins anywhere: from where the broken one first loaded.</summary>
    int BeginOf(LegKey key, LegTour tour) => key.Kind switch
    {
        LegKind.Collection or LegKind.Delivery => key.At,
        LegKind.Trunk => _routes[tour.Visits[0].Stop].Hub!.Place,
        LegKind.Direct => key.From,
    };

    /// <summary>By vehicles of the leg, and what misses the next lorry by trunk lorries to the docks.</summary>
    /// <returns>What nobody takes on.</returns>
    List<Part> TakeOn(LegKey key, int begins, int place, List<Part> parts)
    {
        var left = TakeOver(key, begins, place, parts, part => UntilOf(key, part));
        if (key.Kind is LegKind.Delivery or LegKind.Direct || left.Sum(part => (long)part.WeightKg) < problem.Rules.DirectFromKg)
        {
            return left;
        }

        foreach (var day in left.GroupBy(part => _routes[part.Id].DeliveryDay).ToList())
        {
            List<Part> nearest = [.. day.OrderBy(part => problem.Roads.Duration(place, part.Dock)).ThenBy(part => part.Latest)];
            var direct = new LegKey(LegKind.Direct, nearest[^1].Dock, day.Key, nearest[0].Origin);
            var open = TakeOver(direct, begins, place, nearest, part => part.Latest);
            foreach (var part in nearest.Except(open))
            {
                foreach (var slot in SlotsOf(part.Id).Where(slot => slot.Key.Kind is LegKind.Trunk or LegKind.Delivery).ToList())
                {
                    TakeOut(slot, part.Id);
                }

                // Its route stays: it has been collected to its hub, be it that it goes on from elsewhere.
                left.Remove(part);
            }
        }

        return left;
    }

    /// <summary>One vehicle after the other, each the one that takes the most.</summary>
    /// <returns>What none takes.</returns>
    List<Part> TakeOver(LegKey key, int begins, int place, List<Part> parts, Func<Part, int> until)
    {
        List<Part> left = [.. parts];
        while (left.Count > 0)
        {
            var uses = Uses();
            if (new TransferTours(problem, key, (begins, place), left, until)
                .Best(vehicle => uses.LeftOf(problem, vehicle, key.Day)) is not { } tour)
            {
                break;
            }

            _slots.Add(new Slot { Key = key, Now = tour });
            left.RemoveAll(part => tour.Visits.Any(visit => visit.Stop == part.Id));
        }

        return left;
    }

    /// <summary>
    /// By when a part has to be at the end of its leg: by the cut-off of the hub, an hour before its delivery lorry leaves; where it is
    /// handed over, within its window.
    /// </summary>
    int UntilOf(LegKey key, Part part) => key.Kind switch
    {
        LegKind.Collection => key.Day * NetworkProblem.Day + _routes[part.Id].Hub!.OpenUntil,
        LegKind.Trunk => SlotsOf(part.Id).FirstOrDefault(slot => slot.Key.Kind == LegKind.Delivery) is { Now: { } delivery }
            ? delivery.Departure - problem.Rules.HandlingSeconds
            : Route.TrunkDeadline(problem, _routes[part.Id].Depot!, key.Day),
        LegKind.Delivery or LegKind.Direct => part.Latest,
    };

    void Strand(Part part, LegKey key, int begins, int place)
    {
        foreach (var slot in SlotsOf(part.Id).ToList())
        {
            TakeOut(slot, part.Id);
        }

        _routes.Remove(part.Id);
        _stranded.Add(new StrandedPart(part.Id, place, NextChance(part, key, begins, place)));
    }

    /// <summary>When the first vehicle that is free could bring it to its dock, within its window of some day.</summary>
    int? NextChance(Part part, LegKey key, int begins, int place)
    {
        var kind = key.Kind == LegKind.Delivery ? LegKind.Delivery : LegKind.Direct;
        List<NetworkVehicle> fit = [.. LegProblems.VehiclesOf(problem, kind, key.At).Where(vehicle => vehicle.Holds(part))];
        var (uses, first) = (Uses(), problem.From / NetworkProblem.Day);
        for (var day = first; day < first + DaysMax; day++)
        {
            List<NetworkVehicle> free = [.. fit.Where(vehicle => uses.LeftOf(problem, vehicle, day) > 0)];
            if (free.Count > 0)
            {
                var there = free.Min(vehicle =>
                    problem.Roads.Duration(vehicle.Base is { } node ? problem.PlaceOf(node) : begins, place));
                var arrival = Math.Max(problem.From, day * NetworkProblem.Day) + there + problem.Rules.ServiceOf(part)
                    + problem.Roads.Duration(place, part.Dock);
                var late = Math.Max(0, (arrival - part.Latest + NetworkProblem.Day - 1) / NetworkProblem.Day);
                return Math.Max(arrival, part.Earliest + late * NetworkProblem.Day);
            }
        }

        return null;
    }
}
