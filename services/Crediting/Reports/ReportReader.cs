using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>Reads a declared report for the caller.</summary>
public sealed class ReportReader(CreditingDb db, Caller caller, TimeProvider clock, ReportCache cache, ProjectLedger projection)
{
    /// <summary>The report as it is asked for.</summary>
    public async Task<ReportAnswer> AnswerAsync(Report report, ReportRequest request, CancellationToken ct) => await report.AnswerAsync(
        await ReportContext.OpenAsync(report, request, db, caller, clock.GetUtcNow(), cache, projection, ct), ct);
}
