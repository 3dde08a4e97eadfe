using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>What every report begins with: what is asked, what was known, whose figures it shows, and the header that says so.</summary>
public sealed record ReportFrame(FiguresQuery Query, RegistryAsKnown Registry, ReportScope Scope, ReportHeader Header, string? ClosedThrough)
{
    public Month Month => Query.Month;

    /// <summary>The last day of the period that is over: that of the month, or of the cut-off while the month runs.</summary>
    public DateOnly LastDay => BusinessDay.Of(Header.CutOffAt) is var day && day < Month.LastDay ? day : Month.LastDay;

    public static async Task<ReportFrame> ReadAsync(
        string report, BilingualText title, Month month, ReportQuery query, CreditingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var figures = new FiguresQuery(month, query.ViewAsked, query.InstantAsked(clock));
        return await ReadAsync(report, title, figures, query, db, caller, clock, ct);
    }

    /// <summary>For reports over the sums of sales, which only tell how things are now, by the day of recognition.</summary>
    /// <exception cref="InvalidRequestException">An instant was asked for.</exception>
    public static async Task<ReportFrame> ReadNowAsync(
        string report, BilingualText title, Month month, ReportQuery query, CreditingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (query.KnownAt is not null)
        {
            throw new InvalidRequestException(
                "only_now",
                "knownAt",
                "本表按成交现状统计，不支持 knownAt；已封存的数字请看快照。",
                "This report tells how sales stand now and can't be asked for as of an instant; what was sealed is in the snapshots.");
        }

        return await ReadAsync(report, title, new FiguresQuery(month, ViewBasis.Restated), query, db, caller, clock, ct);
    }

    static async Task<ReportFrame> ReadAsync(
        string report, BilingualText title, FiguresQuery figures, ReportQuery query, CreditingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var registry = await RegistryAsKnown.ReadAsync(db, figures.Month.LastDay, figures.KnownAt, ct);
        var scope = ReportScope.Of(caller, query.Region);
        var words = await scope.WordsAsync(registry, isAsked: query.Region is not null, ct);
        var closed = await PairingFigures.ClosedThroughAsync(db, figures.KnownAt, ct);
        var header = ReportHeader.Of(report, title, figures, query.MeasureAsked, registry, words, figures.KnownAt ?? clock.GetUtcNow(), closed);
        return new ReportFrame(figures, registry, scope, header, closed);
    }
}
