using Marketplace.Client.Logistics;
using Marketplace.Contracts;
using Marketplace.Portal.Clients;

namespace Marketplace.Portal.Tours;

/// <summary>A tour for which the carrier is asked, or that it has accepted.</summary>
/// <param name="PlanId">With the number of the tour what it is known by.</param>
public sealed record OwnTour(Guid PlanId, PlanViewTourView Tour)
{
    public string Path => $"/portal/tours/{PlanId}/{Tour.Number}";

    /// <summary>Whether the carrier can still answer: until the tour begins.</summary>
    public bool IsOpenAt(DateTimeOffset now) => Tour.State == TourState.Offered && now < Tour.DepartsAt;
}

/// <summary>The tours of a carrier, read from the plans that ask it.</summary>
static class OwnTours
{
    /// <summary>Plans of one page: each is read with its tours.</summary>
    const int PlansRead = 20;

    /// <summary>
    /// Those that wait for an answer and those that are accepted and not over since yesterday, from the newest plans on; and where the next
    /// page begins.
    /// </summary>
    public static async Task<(IReadOnlyList<OwnTour> Tours, string? Next)> OwnToursAsync(
        this MarketplaceServices services, string? after, DateTimeOffset now, CancellationToken ct)
    {
        var since = BusinessDay.Of(now).AddDays(-1);
        var page = await services.Logistics.ListPlansAsync(after, PlansRead, ct);
        var plans = await Task.WhenAll(page.Items.Where(plan => plan.State == PlanState.Proposed && plan.DeliverUntil >= since)
            .Select(plan => services.Logistics.GetPlanAsync(plan.PlanId, ct)));
        var tours = plans.SelectMany(plan => plan.Tours.Select(tour => new OwnTour(plan.PlanId, tour)))
            .Where(own => own.IsOpenAt(now) || (own.Tour.State == TourState.Accepted && BusinessDay.Of(own.Tour.ReturnsAt) >= since))
            .OrderBy(own => own.Tour.DepartsAt);
        return ([.. tours], page.Next);
    }
}
