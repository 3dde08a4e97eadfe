using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Periods;

/// <summary>A month was closed; as the journal keeps it.</summary>
public sealed record MonthClosed(string Month, string By);

/// <summary>POST /credits/periods/{month}/closing. From then on nothing is posted in the month, and it never opens again (CR-16).</summary>
public sealed class ClosePeriod : IApplyEvent<MonthClosed>
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/periods/{month}/closing", HandleAsync)
        .WithName("ClosePeriod")
        .WithSummary("关账 Close a month")
        .For(Roles.Official, Roles.Operator)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<PeriodView>> HandleAsync(Month month, LedgerSession work, CancellationToken ct)
    {
        // The ledger is one for the whole nation; a county doesn't close it for all.
        if (!work.Caller.SeesAll)
        {
            throw new ForbiddenException(
                "not_national", "只有国家级官员或运维人员可以关账；各地请在快照上签字。",
                "Only a national official or an operator closes a month; regions sign their snapshots.");
        }

        var ledger = await work.OpenAsync(ct);
        if (ledger.Months.IsClosed(month))
        {
            throw new RuleBrokenException("month_closed", $"{month} 已关账。", $"{month} is closed already.");
        }

        if (month.LastDay >= ledger.Today)
        {
            throw new RuleBrokenException("month_running", $"{month} 尚未结束，不能关账。", $"{month} has not ended yet and can't be closed.");
        }

        await ledger.ApplyAsync(new MonthClosed(month.ToString(), work.Caller.Subject), ct);
        await ledger.WriteAsync(ct);
        var written = month.ToString();
        var closed = await work.Db.ClosedPeriods.AsNoTracking().SingleAsync(period => period.Month == written, ct);
        return TypedResults.Created($"/credits/periods/{month}", PeriodView.Of(closed));
    }

    public Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<MonthClosed> happened, CancellationToken ct)
    {
        foreach (var closed in happened)
        {
            ledger.AppendEvent(closed);
            var month = Month.Parse(closed.Month);
            ledger.Close(month);
            ledger.Db.Add(
                new ClosedPeriod { Month = closed.Month, ClosedAt = ledger.Now, ClosedBy = closed.By, LastEntryNo = ledger.LastEntryNo });
            ledger.Db.Publish(new Contracts.Crediting.PeriodClosed
            {
                Month = closed.Month,
                ClosedAt = ledger.Now,
                ClosedBy = closed.By,
                LastEntryNo = ledger.LastEntryNo,
            });
        }

        return Task.CompletedTask;
    }
}
