using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 调整说明: what a month holds of sales of months that were closed before, entry by entry in the order in which they were posted (R14,
/// CR-16). Read from an index that holds adjustments only.
/// </summary>
public sealed class R14Adjustments : Report<R14Adjustments.Row>
{
    /// <summary>An entry that corrects a closed month.</summary>
    public sealed record Row(CreditEntry Entry, string East, string West, AdjustmentSource Source);

    public override string Code => "R14";

    public override string Path => "adjustments";

    public override BilingualText Title { get; } = new("关账后调整说明", "Adjustments after close");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier | ReportFilters.Holder;

    public override ViewBasis? OnlyView => ViewBasis.AsPosted;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override Month From(Month month) => month;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Number("entryNo", "分录号", "Entry no.", row => row.Entry.EntryNo);
        columns.Id("entryId", "分录标识", "Entry id", row => row.Entry.EntryId);
        columns.Id("lineId", "成交行标识", "Line id", row => row.Entry.LineId);
        columns.Id("holderId", "计入对象标识", "Holder id", row => row.Entry.HolderId);
        columns.SchemeAndTier(row => row.Entry.Scheme, row => row.Entry.Tier);
        columns.Text("east", "东部", "East", row => row.East).Wide(20);
        columns.Text("west", "西部", "West", row => row.West).Wide(20);
        columns.Text("originalPeriod", "原所属月份", "Original period", row => Month.Of(row.Entry.RecognitionDate).ToString()).Wide(12);
        columns.Text("postingPeriod", "记账月份", "Posting period", row => row.Entry.PostingPeriod).Wide(12);
        columns.Term("type", "类型", "Type", row => (EntryType?)row.Entry.EntryType, ReportTexts.Of);
        columns.Yuan("amount", "金额", "Amount", row => row.Entry.AmountFen);
        columns.Date("eventDate", "发生日期", "Day of the event", row => row.Entry.EventDate);
        columns.Term("reason", "原因", "Reason", row => (CreditReason?)row.Entry.Reason, ReportTexts.Of).Wide(50);
        columns.Text("note", "说明", "Note", row => row.Source.Note).Wide(30);
        columns.Text("document", "依据文件", "Document", row => row.Source.Document).Wide(30);
        columns.Instant("postedAt", "记账时刻", "Posted at", row => row.Entry.PostedAt);
    }

    protected override string KeyOf(Row row) => SortKey.Up(row.Entry.EntryNo);

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var after = context.After is { } key ? SortKey.NumberUp(key) : 0;
        var entries = await Adjusting(context).Where(entry => entry.EntryNo > after).OrderBy(entry => entry.EntryNo)
            .Take(context.Size + 1).ToListAsync(ct);
        return new ReportRows<Row>([.. entries.Select(entry => new Row(entry, "", "", AdjustmentSource.None))]) { IsPage = true };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        CreditEntry[] entries = [.. rows.Select(row => row.Entry)];
        var names = await HolderNames.ReadAsync(context.Db, entries, ct);
        var sources = await AdjustmentSource.ReadAsync(context.Db, entries, ct);
        return
        [
            .. entries.Select(entry => new Row(
                entry, names.Of(entry).East, names.Of(entry).West, sources.GetValueOrDefault(entry.EventNo, AdjustmentSource.None))),
        ];
    }

    static IQueryable<CreditEntry> Adjusting(ReportContext context)
    {
        var (period, first, scheme, tier, holderId, knownAt) = (
            context.Month.ToString(),
            context.Month.FirstDay,
            context.Request.Scheme,
            context.Request.Tier,
            context.Request.HolderId,
            context.KnownAt);
        var closed = context.ClosedThrough is { } through ? Month.Parse(through).LastDay : DateOnly.MinValue;

        // The filter of the index has to be in the question for the index to be taken.
        var entries = context.Db.CreditEntries.AsNoTracking()
            .Where(entry => entry.EntryType != EntryType.Original && entry.PostingPeriod == period
            && entry.RecognitionDate < first && entry.RecognitionDate <= closed
            && (scheme == null || entry.Scheme == scheme) && (tier == null || entry.Tier == tier)
            && (holderId == null || entry.HolderId == holderId) && (knownAt == null || entry.PostedAt <= knownAt));
        foreach (var segment in context.Scope.Segments)
        {
            entries = entries.Where(entry => entry.EastPath.Contains(segment) || entry.WestPath.Contains(segment));
        }

        return entries;
    }
}

/// <summary>What an entry rests on, as the event of the journal that led to it tells.</summary>
/// <param name="Note">What whoever asked for it wrote; null when it followed from a message alone.</param>
/// <param name="Document">The document; null when none was named.</param>
public sealed record AdjustmentSource(string? Note, string? Document)
{
    public static AdjustmentSource None { get; } = new(null, null);

    /// <summary>By event number.</summary>
    public static async Task<IReadOnlyDictionary<long, AdjustmentSource>> ReadAsync(
        CreditingDb db, IReadOnlyCollection<CreditEntry> entries, CancellationToken ct)
    {
        long[] numbers = [.. entries.Select(entry => entry.EventNo).Distinct()];
        var events = await db.Journal.AsNoTracking().Where(journalled => numbers.Contains(journalled.EventNo)).ToListAsync(ct);
        var read = events.ToDictionary(journalled => journalled.EventNo, journalled => Read(journalled.Body));
        Guid[] ids = [.. read.Values.Select(source => source.CorrectionId).OfType<Guid>().Distinct()];
        var corrections = await db.Corrections.AsNoTracking().Where(correction => ids.Contains(correction.CorrectionId))
            .ToDictionaryAsync(correction => correction.CorrectionId, correction => correction.Document, ct);
        return read.ToDictionary(
            source => source.Key,
            source => new AdjustmentSource(
                source.Value.Note,
                source.Value.Document ?? (source.Value.CorrectionId is { } id ? corrections.GetValueOrDefault(id) : null)));
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
