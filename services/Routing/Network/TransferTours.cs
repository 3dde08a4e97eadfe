namespace Marketplace.Routing.Network;

/// <summary>
/// Tours of vehicles that take goods over from a lorry where it stands: they load there, and go on to the end of the leg, or to the docks.
/// </summary>
sealed class TransferTours
{
    /// <summary>The stop where all is loaded; no part has this id.</summary>
    const string Loading = "";

    readonly NetworkProblem _problem;
    readonly LegKey _key;
    readonly (int Begins, int Place) _from;
    readonly IReadOnlyList<Part> _parts;
    readonly Func<Part, int> _until;
    readonly Dictionary<int, int> _index;
    readonly RoutingProblem _travel;

    /// <param name="problem">The network.</param>
    /// <param name="key">The leg; of direct lorries for the day alone.</param>
    /// <param name="from">Where lorries come from that begin anywhere, and where the goods are.</param>
    /// <param name="parts">One at least, of one class, in the order in which they are handed over.</param>
    /// <param name="until">By when each has to be at the end of the leg, or its handing over has to begin.</param>
    public TransferTours(
        NetworkProblem problem, LegKey key, (int Begins, int Place) from, IReadOnlyList<Part> parts, Func<Part, int> until)
    {
        (_problem, _key, _from, _parts, _until) = (problem, key, from, parts, until);
        int[] places =
        [
            .. parts.Select(part => part.Dock).Append(key.At).Append(from.Begins).Append(from.Place)
                .Concat(Vehicles.Select(StartOf)).Distinct().Order(),
        ];
        _index = places.Index().ToDictionary(place => place.Item, place => place.Index);
        var travel = new TravelMatrix(
            places.Length,
            (one, other) => problem.Roads.Distance(places[one], places[other]),
            (one, other) => problem.Roads.Duration(places[one], places[other]));
        _travel = new RoutingProblem(travel, [.. parts.Select(StopOf)], []);
    }

    bool HandsOver => _key.Kind is LegKind.Delivery or LegKind.Direct;

    IEnumerable<NetworkVehicle> Vehicles => LegProblems.VehiclesOf(_problem, _key.Kind, _key.At);

    /// <summary>The tour that takes the most parts, and of those the cheapest; null when no vehicle takes any.</summary>
    public LegTour? Best(Func<NetworkVehicle, int> leftOf)
    {
        LegTour? best = null;
        foreach (var tour in Vehicles.Where(vehicle => leftOf(vehicle) > 0).Select(TourOf).OfType<LegTour>())
        {
            if (best is null || tour.Visits.Count > best.Visits.Count
                || (tour.Visits.Count == best.Visits.Count && tour.CostFen < best.CostFen))
            {
                best = tour;
            }
        }

        return best;
    }

    /// <summary>What a vehicle can take, part by part in their order.</summary>
    LegTour? TourOf(NetworkVehicle vehicle)
    {
        List<Part> taken = [];
        Tour? found = null;
        foreach (var part in _parts)
        {
            if (Drive(vehicle, [.. taken, part]) is { } longer)
            {
                taken.Add(part);
                found = longer;
            }
        }

        return found is null
            ? null
            : LegTours.Of(found with { Visits = [.. found.Visits.Where(visit => visit.Stop != Loading)] }, _parts[0].Class) with
            {
                TakenOverAt = _from.Place,
            };
    }

    Tour? Drive(NetworkVehicle vehicle, List<Part> taken)
    {
        var (from, until) = ShiftOf(taken);
        var type = new VehicleType(
            vehicle.Id, 1, [vehicle.PayloadKg, vehicle.VolumeLitres], vehicle.Classes, _index[StartOf(vehicle)],
            _index[_key.Kind == LegKind.Direct ? taken[^1].Dock : _key.At], from, until, vehicle.LongestDuration,
            vehicle.FixedFen * LegProblems.CostScale, vehicle.FenPerKm);
        List<Stop> stops = [.. taken.Select(part => _travel.StopOf(part.Id))];
        if (HandsOver)
        {
            stops.Insert(0, new Stop(
                Loading, _index[_from.Place], [0, 0], 0, RoutingProblem.ArcMax, taken.Sum(_problem.Rules.ServiceOf), taken[0].Class));
        }

        return until < from ? null : TourLimits.Keeps(_travel, type, stops);
    }

    /// <summary>When it may leave, and by when it has to have come to the end.</summary>
    (int From, int Until) ShiftOf(List<Part> taken)
    {
        var day = _key.Day * NetworkProblem.Day;
        var node = _problem.Nodes.FirstOrDefault(known => known.Place == _key.At
            && known.Kind == (_key.Kind == LegKind.Collection ? NodeKind.Hub : NodeKind.Depot));
        return _key.Kind switch
        {
            LegKind.Collection => (Math.Max(_problem.From, day + node!.OpenFrom), taken.Min(_until)),
            LegKind.Trunk => (_problem.From, taken.Min(_until)),
            LegKind.Delivery => (Math.Max(_problem.From, day + node!.OpenFrom), day + node.OpenUntil),
            LegKind.Direct => (_problem.From, RoutingProblem.ArcMax),
            _ => throw new ArgumentOutOfRangeException(nameof(taken), _key, null),
        };
    }

    Stop StopOf(Part part) => HandsOver
        ? new Stop(
            part.Id, _index[part.Dock], [part.WeightKg, part.VolumeLitres], Math.Min(part.Earliest, _until(part)), _until(part),
            _problem.Rules.ServiceOf(part), part.Class)
        : new Stop(
            part.Id, _index[_from.Place], [part.WeightKg, part.VolumeLitres], 0, RoutingProblem.ArcMax, _problem.Rules.ServiceOf(part),
            part.Class);

    int StartOf(NetworkVehicle vehicle) => vehicle.Base is { } node ? _problem.PlaceOf(node) : _from.Begins;
}
