using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>调整说明: what a month holds of sales of months that were closed before (CR-16, R14).</summary>
public sealed record AdjustmentsReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>In the order in which they were posted.</summary>
    public required IReadOnlyList<AdjustmentRow> Rows { get; init; }

    public string? Next { get; init; }
}

/// <summary>An entry that corrects a closed month.</summary>
public sealed record AdjustmentRow
{
    public required long EntryNo { get; init; }

    public required Guid EntryId { get; init; }

    public required Guid LineId { get; init; }

    public required Guid PairingId { get; init; }

    public required string East { get; init; }

    public required string West { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    /// <summary>The month of the sale, "2026-09".</summary>
    public required string OriginalPeriod { get; init; }

    public required string PostingPeriod { get; init; }

    public required EntryType Type { get; init; }

    /// <summary>Signed.</summary>
    public required Amount Amount { get; init; }

    public required DateOnly EventDate { get; init; }

    public required CreditReason Reason { get; init; }

    public required BilingualText ReasonWords { get; init; }

    /// <summary>What whoever asked for it wrote; null when it followed from a message alone.</summary>
    public string? Note { get; init; }

    /// <summary>The document that it rests on; null when none was named.</summary>
    public string? Document { get; init; }

    public required DateTimeOffset PostedAt { get; init; }
}

/// <summary>GET /credits/reports/adjustments. The month is that of posting; paged by entry number, from an index that holds adjustments only.</summary>
public static class ReportAdjustments
{
    static readonly IReadOnlyList<Column> Columns =
    [
        new("entryNo", "分录号", "Entry no.", ColumnKind.Integer, 12),
        new("scheme", "渠道", "Scheme", Width: 22),
        new("tier", "层级", "Tier", Width: 16),
        new("east", "东部", "East", Width: 20),
        new("west", "西部", "West", Width: 20),
        new("original", "原所属月份", "Original period", Width: 12),
        new("posting", "记账月份", "Posting period", Width: 12),
        new("type", "类型", "Type", Width: 22),
        new("amount", "金额（元）", "Amount (yuan)", ColumnKind.Fen),
        new("eventDate", "发生日期", "Day of the event", ColumnKind.Date, 12),
        new("reason", "原因", "Reason", Width: 50),
        new("note", "说明", "Note", Width: 30),
        new("document", "依据文件", "Document", Width: 30),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/adjustments", HandleAsync)
        .WithName("ReportAdjustments")
        .WithSummary("关账后调整说明 Adjustments after close")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<AdjustmentsReport>, FileContentHttpResult>> HandleAsync(
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] ReportQuery query,
        [AsParameters] PageQuery page,
        CancellationToken ct,
        Guid? pairingId = null)
    {
        var after = Cursor.Decode(page.After, 1) is [var cursor] ? Cursor.Number(cursor) : 0;
        var frame = await ReportFrame.ReadAsync("R14", new("关账后调整说明", "Adjustments after close"), month, query, db, caller, clock, ct);
        var size = query.FormatAsked == ReportFormat.Json ? page.Size : ReportOutput.RowsMax;
        var entries = await Adjusting(db, frame, query, pairingId).Where(entry => entry.EntryNo > after).OrderBy(entry => entry.EntryNo)
            .Take(size + 1).ToListAsync(ct);
        var shown = entries.Take(size).ToList();
        var names = await HolderNames.ReadAsync(db, shown, ct);
        var papers = await AdjustmentDocuments.ReadAsync(db, shown, ct);
        var report = new AdjustmentsReport
        {
            Header = frame.Header,
            Rows = [.. shown.Select(entry => Row(entry, names, papers))],
            Next = entries.Count > size ? Cursor.Encode(shown[^1].EntryNo.ToString(CultureInfo.InvariantCulture)) : null,
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    static IQueryable<CreditEntry> Adjusting(CreditingDb db, ReportFrame frame, ReportQuery query, Guid? pairingId)
    {
        var (period, first, scheme, tier, knownAt) =
            (frame.Month.ToString(), frame.Month.FirstDay, query.SchemeAsked, query.TierAsked, frame.Query.KnownAt);
        var closed = frame.ClosedThrough is { } through ? Month.Parse(through).LastDay : DateOnly.MinValue;

        // The filter of the index has to be in the question for the index to be taken.
        var entries = db.CreditEntries.AsNoTracking().Where(entry => entry.EntryType != EntryType.Original && entry.PostingPeriod == period
            && entry.RecognitionDate < first && entry.RecognitionDate <= closed
            && (scheme == null || entry.Scheme == scheme) && (tier == null || entry.Tier == tier)
            && (pairingId == null || entry.HolderId == pairingId) && (knownAt == null || entry.PostedAt <= knownAt));
        if (query.Region is { } region)
        {
            var segment = RegionPath.Segment(region);
            entries = entries.Where(entry => entry.EastPath.Contains(segment) || entry.WestPath.Contains(segment));
        }

        return entries;
    }

    static AdjustmentRow Row(CreditEntry entry, HolderNames names, AdjustmentDocuments papers)
    {
        var (note, document) = papers.Of(entry);
        return new AdjustmentRow
        {
            EntryNo = entry.EntryNo,
            EntryId = entry.EntryId,
            LineId = entry.LineId,
            PairingId = entry.HolderId,
            East = names.Of(entry).East,
            West = names.Of(entry).West,
            Scheme = entry.Scheme,
            Tier = entry.Tier,
            OriginalPeriod = Month.Of(entry.RecognitionDate).ToString(),
            PostingPeriod = entry.PostingPeriod,
            Type = entry.EntryType,
            Amount = Amount.Of(entry.AmountFen),
            EventDate = entry.EventDate,
            Reason = entry.Reason,
            ReasonWords = entry.Reason.Words,
            Note = note,
            Document = document,
            PostedAt = entry.PostedAt,
        };
    }

    static IReadOnlyList<Table> Tables(AdjustmentsReport report) =>
    [
        ReportOutput.Table(report.Header, "关账后调整 Adjustments", Columns, report.Rows.Select(row => (IReadOnlyList<object?>)
        [
            row.EntryNo,
            ReportWords.Of(row.Scheme).Both(),
            ReportWords.Of(row.Tier).Both(),
            row.East,
            row.West,
            row.OriginalPeriod,
            row.PostingPeriod,
            ReportWords.Of(row.Type).Both(),
            row.Amount.Fen,
            row.EventDate,
            row.ReasonWords.Zh,
            row.Note,
            row.Document,
        ])),
    ];
}

/// <summary>On which documents entries rest, as the events of the journal that led to them name them.</summary>
sealed class AdjustmentDocuments
{
    readonly Dictionary<long, (string? Note, string? Document)> _byEvent;

    AdjustmentDocuments(Dictionary<long, (string? Note, string? Document)> byEvent) => _byEvent = byEvent;

    public (string? Note, string? Document) Of(CreditEntry entry) => _byEvent.GetValueOrDefault(entry.EventNo);

    public static async Task<AdjustmentDocuments> ReadAsync(CreditingDb db, IReadOnlyCollection<CreditEntry> entries, CancellationToken ct)
    {
        long[] numbers = [.. entries.Select(entry => entry.EventNo).Distinct()];
        var events = await db.Journal.AsNoTracking().Where(one => numbers.Contains(one.EventNo)).ToListAsync(ct);
        var told = events.ToDictionary(one => one.EventNo, one => Read(one.Body));
        Guid[] ids = [.. told.Values.Select(one => one.CorrectionId).OfType<Guid>().Distinct()];
        var corrections = await db.Corrections.AsNoTracking().Where(one => ids.Contains(one.CorrectionId))
            .ToDictionaryAsync(one => one.CorrectionId, one => one.Document, ct);
        return new AdjustmentDocuments(told.ToDictionary(
            one => one.Key,
            one => (one.Value.Note, one.Value.Document ?? (one.Value.CorrectionId is { } id ? corrections.GetValueOrDefault(id) : null))));
    }

    static (string? Note, string? Document, Guid? CorrectionId) Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        var note = Text(json.RootElement, "note") ?? Text(json.RootElement, "reason");
        var document = Text(json.RootElement, "document") ?? Text(json.RootElement, "sourceDocument");
        return (note, document, Guid.TryParse(Text(json.RootElement, "correctionId"), out var id) ? id : null);
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
