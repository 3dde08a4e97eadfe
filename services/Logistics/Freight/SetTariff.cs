using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// POST /logistics/carriers/{carrierId}/tariffs. A registered carrier says what it asks. It needs nobody's confirmation: it is bound only
/// by what it accepts to carry, and quotes say whose word they are. What it asked for the same ends and class ends on the first day.
/// </summary>
public static class SetTariff
{
    public sealed record Request : TariffStatement
    {
        /// <summary>Made by the caller.</summary>
        public required Guid TariffId { get; init; }

        public override void Check(Checks check)
        {
            check.NewId(TariffId, "tariffId");
            base.Check(check);
        }
    }

    /// <summary>What is stated, and what it ends.</summary>
    public sealed record Answer
    {
        public required TariffView Tariff { get; init; }

        /// <summary>Earlier tariffs for the same ends and class that end on its first day.</summary>
        public required IReadOnlyList<Guid> EndedTariffIds { get; init; }
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/tariffs", HandleAsync)
        .WithName(nameof(SetTariff)).WithSummary("发布线路运价 State a tariff for a way")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Created<Answer>> HandleAsync(
        Guid carrierId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (carrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        var now = clock.NowToTheMillisecond();
        var (tariff, ended) = await db.StateAsync(request, request.TariffId, carrierId, now, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created(
            $"/logistics/carriers/{carrierId}/tariffs",
            new Answer { Tariff = TariffView.Of(tariff, BusinessDay.Of(now)), EndedTariffIds = [.. ended.Select(earlier => earlier.Id)] });
    }
}
