namespace Marketplace.Routing.Network;

/// <content>What becomes of tours that lose a stop.</content>
sealed partial class PlanRepair
{
    /// <summary>Parts of tours that could not be driven without a stop that dropped out of them.</summary>
    readonly List<(Part Part, LegKey Leg)> _unserved = [];

    /// <summary>
    /// Parts do not go any more: they leave their tours, whose other stops keep their order. What was left out goes where there is room
    /// now, or its reason is told anew.
    /// </summary>
    public void Drop(IReadOnlySet<string> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        foreach (var part in parts.Where(_routes.ContainsKey))
        {
            foreach (var slot in SlotsOf(part).ToList())
            {
                TakeOut(slot, part);
            }

            _routes.Remove(part);
        }

        ServeUnserved();
        foreach (var left in _leftOut.Where(left => left.Leg is not null && !parts.Contains(left.Part)).ToList())
        {
            _leftOut.Remove(left);
            Send(problem.PartOf(left.Part));
        }

        _leftOut.RemoveAll(left => parts.Contains(left.Part));
    }

    /// <summary>A part leaves a tour, whose other stops keep their order.</summary>
    void TakeOut(Slot slot, string part)
    {
        if (slot.Now!.TakenOverAt is not null || slot.Now.Departure < problem.From)
        {
            // It takes over less, or has left already, and drives as it was to.
            List<Visit> rest = [.. slot.Now.Visits.Where(visit => visit.Stop != part)];
            slot.Now = rest.Count == 0 ? null : slot.Now with { Visits = rest };
            return;
        }

        var leg = Leg(slot.Key, _routes[part], vehicle => vehicle.Count);
        Stop[] stops = [.. StopsOf(leg, slot.Now!).Where(stop => stop.Id != part)];
        var shorter = stops.Length == 0 ? null : TourLimits.Keeps(leg, leg.VehicleOf(slot.Now!.Vehicle), stops);
        if (shorter is null)
        {
            // The way past a place may be longer than the one over it: then nothing says that the others are still reached in time.
            _unserved.AddRange(stops.Select(stop => (problem.PartOf(stop.Id), slot.Key)));
        }

        slot.Now = shorter is null ? null : LegTours.Of(shorter, slot.Now!.Class);
    }

    /// <summary>Parts whose tours could not be driven without a stop go by others; the second time such a part stays where it is.</summary>
    void ServeUnserved()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_unserved.Count > 0)
        {
            var key = _unserved[0].Leg;
            List<Part> parts =
            [
                .. _unserved.Where(open => open.Leg == key).Select(open => open.Part)
                    .Where(part => _routes.TryGetValue(part.Id, out var route) && IsOpenOn(key, route)),
            ];
            _unserved.RemoveAll(open => open.Leg == key);
            foreach (var again in parts.Where(part => !seen.Add(part.Id)).ToList())
            {
                parts.Remove(again);
                Leave(again, key, _routes[again.Id]);
            }

            if (parts.Count > 0)
            {
                foreach (var part in Serve(key, parts))
                {
                    Mend(part, key, _routes[part.Id]);
                }
            }
        }
    }

    /// <summary>Whether a part is to go by a leg, and no tour of it has it.</summary>
    bool IsOpenOn(LegKey key, Route route) =>
        route.Legs().Any(leg => (leg.Kind, leg.At, leg.Day) == (key.Kind, key.At, key.Day))
        && !SlotsOf(key).Any(slot => slot.Now!.Visits.Any(visit => visit.Stop == route.Part.Id));
}
