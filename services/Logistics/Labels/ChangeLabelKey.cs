using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Labels;

/// <summary>
/// POST /logistics/label-keys. An operator has labels signed with a new key from now on, and says whether those of before are still
/// believed.
/// </summary>
public static class ChangeLabelKey
{
    public sealed record Request : IChecked
    {
        /// <summary>1 to 200 characters.</summary>
        public required string Reason { get; init; }

        /// <summary>
        /// True when somebody else may have had a key: then no label that was printed before is believed, and all have to be printed anew.
        /// </summary>
        public required bool DistrustsBefore { get; init; }

        public void Check(Checks check) => check.Text(Reason, "reason", max: 200);
    }

    public static void Map(RouteGroupBuilder keys) => keys.MapPost("/", HandleAsync)
        .WithName(nameof(ChangeLabelKey)).WithSummary("更换标签密钥 Sign labels with a new key")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<LabelKeyView>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var before = await db.LabelKeys.OrderBy(key => key.Number).ToListAsync(ct);
        foreach (var key in before)
        {
            key.Retire();
            if (request.DistrustsBefore)
            {
                key.Distrust(now);
            }
        }

        var made = LabelKey.Make((before.Count == 0 ? 0 : before[^1].Number) + 1, now, caller.Subject, request.Reason);
        db.Add(made);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(LabelKeyView.Of(made));
    }
}
