using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>POST /logistics/intakes/{intakeId}/reversal. The keeper takes back what was recorded wrongly, wholly; both stay.</summary>
public static class ReverseIntake
{
    public sealed record Request : IChecked
    {
        /// <summary>The id of the reversal, made by the device.</summary>
        public required Guid ReversalId { get; init; }

        /// <summary>1 to 200 characters.</summary>
        public required string Reason { get; init; }

        public void Check(Checks check)
        {
            check.NewId(ReversalId, "reversalId");
            check.Text(Reason, "reason", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder intakes) => intakes.MapPost("/{intakeId:guid}/reversal", HandleAsync)
        .WithName(nameof(ReverseIntake)).WithSummary("冲销过磅 Take back an intake")
        .For(Roles.Keeper).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<IntakeView>> HandleAsync(
        Guid intakeId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await db.LockSeenAsync<Intake>([intakeId], ct);
        var intake = await db.Intakes.SingleOrDefaultAsync(known => known.IntakeId == intakeId, ct) ?? throw new NotFoundException(
            "intake_not_found", $"没有过磅记录 {intakeId}，或它不在您的可见范围内。", $"There is no intake {intakeId} that you may see.");
        if (await db.Intakes.AnyAsync(known => known.Reverses == intakeId, ct))
        {
            throw new RuleBrokenException("intake_reversed", "该过磅记录已冲销。", "This intake was taken back before.");
        }

        var reversal = intake.Reverse(request.ReversalId, request.Reason, clock.NowToTheMillisecond(), caller.Subject);
        db.Add(reversal);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(IntakeView.Of(reversal));
    }
}
