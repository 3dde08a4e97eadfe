using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Periods;

/// <summary>A month was closed; as the journal keeps it.</summary>
public sealed record MonthClosed(string Month, string By, string? Document = null);

/// <summary>
/// POST /credits/periods/{month}/closing. From then on nothing is posted in the month, and it never opens again (CR-16). It is told
/// once the head of the ledger is signed for it.
/// </summary>
public sealed class ClosePeriod : IApplyEvent<MonthClosed>
{
    const int DocumentMax = 200;

    public sealed record Request : IChecked
    {
        /// <summary>The document by which it is closed before its day; absent on that day or later.</summary>
        public string? Document { get; init; }

        public void Check(Checks check) => check.TextOrNone(Document, "document", DocumentMax);
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/periods/{month}/closing", HandleAsync)
        .WithName("ClosePeriod")
        .WithSummary("关账 Close a month")
        .For(Roles.Official).Decided(DecidedBy.Nation)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<PeriodView>> HandleAsync(Month month, Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        if (ledger.Months.IsClosed(month))
        {
            throw new RuleBrokenException("month_closed", $"{month} 已关账。", $"{month} is closed already.");
        }

        if (month.LastDay >= ledger.Today)
        {
            throw new RuleBrokenException("month_running", $"{month} 尚未结束，不能关账。", $"{month} has not ended yet and can't be closed.");
        }

        var due = month.Next.FirstDay.AddDays((await work.Db.RuleSetOnAsync(month.LastDay, ct)).Parameters.MonthCloseDay);
        if (ledger.Today < due && string.IsNullOrWhiteSpace(request.Document))
        {
            throw new InvalidRequestException(
                "document_missing", "document", $"{month} 于 {due:yyyy-MM-dd} 关账；提前关账须注明依据文件。",
                $"{month} closes on {due:yyyy-MM-dd}; to close it before that, name the document that it rests on.");
        }

        await ledger.ApplyAsync(new MonthClosed(month.ToString(), work.Caller.Subject, request.Document), ct);
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
        }

        return Task.CompletedTask;
    }
}
