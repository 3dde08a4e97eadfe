using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Facilitators;

/// <summary>Who may be named on an order: facilitators as far as they have been learned.</summary>
public sealed class KnownFacilitators(OrderingDb db, ShortLivedCache<Guid, Facilitator> facilitators)
{
    /// <summary>Refuses unless the facilitator is registered on the day of the instant (CR-07).</summary>
    /// <exception cref="InvalidRequestException">It is not known, or not registered then.</exception>
    public async Task RequireRegisteredAsync(Guid facilitatorId, string field, DateTimeOffset now, CancellationToken ct)
    {
        var found = await facilitators.GetAsync(
            [facilitatorId],
            ids => db.Facilitators.AsNoTracking().Where(row => ids.Contains(row.FacilitatorId)).ToListAsync(ct),
            row => row.FacilitatorId);
        var facilitator = found.GetValueOrDefault(facilitatorId) ?? throw new InvalidRequestException(
            "unknown_facilitator",
            field,
            $"帮销主体 {facilitatorId} 尚未登记或登记信息尚未送达；请先登记，刚登记的请稍候片刻再试。",
            $"The facilitator {facilitatorId} is not registered here; register it first, or retry in a moment if that was just done.");
        if (!facilitator.IsRegisteredOn(BusinessDay.Of(now)))
        {
            throw new InvalidRequestException(
                "facilitator_not_registered",
                field,
                $"帮销主体“{facilitator.Name}”今日不在登记有效期内，不能指定；请先续期登记。",
                $"The facilitator \"{facilitator.Name}\" is not registered today and can't be named; have its registration renewed first.");
        }
    }
}
