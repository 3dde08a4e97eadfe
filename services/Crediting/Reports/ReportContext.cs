using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>What a report is made of: what was asked for, what was known, whose figures are shown, and the header that says so.</summary>
public sealed record ReportContext
{
    // A snapshot is never cut.
    const int RowsOfSnapshot = int.MaxValue - 1;

    ReportCursor? _cursor;
    Task<RankedPairings>? _ranked;

    public required ReportRequest Request { get; init; }

    public required CreditingDb Db { get; init; }

    public required RegistryAsKnown Registry { get; init; }

    public required ReportScope Scope { get; init; }

    /// <summary>Whose own figures are shown; null in reports by region.</summary>
    public OwnParties? Own { get; private init; }

    /// <summary>Who reads it; the system itself when it makes a snapshot.</summary>
    public Caller Reader { get; init; } = Caller.System;

    /// <summary>The last month that is closed; null when none is.</summary>
    public required string? ClosedThrough { get; init; }

    /// <summary>As everything was known then; null for now.</summary>
    public required DateTimeOffset? KnownAt { get; init; }

    /// <summary>The instant up to which everything counts.</summary>
    public required DateTimeOffset CutOff { get; init; }

    /// <summary>The instant at which it is made, for what is shown as it stands now.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Later entries don't count, whatever their instant; null when the instant alone decides.</summary>
    public long? LastEntryNo { get; init; }

    /// <summary>The number of the snapshot that is made; null when it is none.</summary>
    public string? SnapshotNumber { get; init; }

    /// <summary>How far the projected sums have come, when they are read.</summary>
    public ProjectedThrough? ProjectedThrough { get; init; }

    /// <summary>What is kept between reports; null to read everything.</summary>
    public ReportCache? Cache { get; init; }

    public ReportHeader Header { get; private init; } = null!;

    public Month Month => Request.Month;

    /// <summary>The last day of the period that is over: that of the month, or of the cut-off while the month runs.</summary>
    public DateOnly LastDay => BusinessDay.Of(CutOff) is var day && day < Month.LastDay ? day : Month.LastDay;

    /// <summary>Whether the figures are those of the projected sums; otherwise they are computed from the entries.</summary>
    public bool IsProjected => Request.Measure == EvidenceState.Recognised && KnownAt is null;

    /// <summary>The key of the row before the page; null on the first page and in files.</summary>
    public string? After => _cursor?.Key;

    /// <summary>How many rows are shown at most.</summary>
    public required int Size { get; init; }

    /// <summary>The figures of pairings that are asked for.</summary>
    public FiguresQuery Figures => new(Month, Request.View, KnownAt, SnapshotNumber is null ? null : LastEntryNo);

    /// <exception cref="InvalidRequestException">The region is unknown, the instant lies in the future, or the cursor is none.</exception>
    /// <exception cref="NotFoundException">Of own figures: the unit is not of the caller's tree.</exception>
    public static async Task<ReportContext> OpenAsync(
        Report report,
        ReportRequest request,
        CreditingDb db,
        Caller caller,
        DateTimeOffset now,
        ReportCache cache,
        ProjectLedger projection,
        CancellationToken ct)
    {
        if (request.KnownAt > now)
        {
            throw new InvalidRequestException("instant_in_future", "knownAt", "knownAt 不能晚于现在。", "knownAt must not lie in the future.");
        }

        var cursor = request.Format == ReportFormat.Json ? ReportCursor.Read(request.After, report) : null;
        var knownAt = KnownAtOf(request, cursor, now);
        var projected = report.ReadsProjection && request.Measure == EvidenceState.Recognised && knownAt is null
            ? await projection.CatchUpAsync(ct)
            : null;
        var context = new ReportContext
        {
            _cursor = cursor,
            Request = request,
            Db = db,
            Registry = await RegistryAsKnown.ReadAsync(db, request.Month.LastDay, knownAt, ct, cache),
            Scope = ReportScope.Of(caller, request.Region),
            Own = request.IsOwn ? await OwnParties.OfAsync(db, caller, request.UnitId, ct) : null,
            Reader = caller,
            ClosedThrough = await PairingFigures.ClosedThroughAsync(db, knownAt, ct),
            KnownAt = knownAt,
            CutOff = knownAt ?? DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Now = now,
            LastEntryNo = cursor?.LastEntryNo,
            Size = request.Format == ReportFormat.Json ? request.Size : ReportFile.RowsMax,
            ProjectedThrough = projected,
            Cache = cache,
        };
        return await context.WithHeaderAsync(report, isRegionAsked: request.Region is not null, ct);
    }

    /// <summary>For a snapshot: as known at an instant, by the entries up to one, whoever asks.</summary>
    public static async Task<ReportContext> OfSnapshotAsync(
        Report report, CreditingDb db, Month month, DateTimeOffset cutOff, string number, string? regionId, long? lastEntryNo,
        CancellationToken ct)
    {
        var context = new ReportContext
        {
            Request = new ReportRequest { Month = month, KnownAt = cutOff },
            Db = db,
            Registry = await RegistryAsKnown.ReadAsync(db, month.LastDay, cutOff, ct),
            Scope = ReportScope.Of(regionId),
            ClosedThrough = await PairingFigures.ClosedThroughAsync(db, cutOff, ct),
            KnownAt = cutOff,
            CutOff = cutOff,
            LastEntryNo = lastEntryNo,
            Size = RowsOfSnapshot,
            SnapshotNumber = number,
        };
        return await context.WithHeaderAsync(report, isRegionAsked: false, ct);
    }

    /// <summary>The same figures, cut for another region.</summary>
    public Task<ReportContext> ForAsync(Report report, string number, string? regionId, CancellationToken ct) =>
        (this with { Scope = ReportScope.Of(regionId), SnapshotNumber = number }).WithHeaderAsync(report, isRegionAsked: false, ct);

    /// <summary>All pairings with their figures and ranks, read once for all that is made of this context.</summary>
    public Task<RankedPairings> RankedAsync(CancellationToken ct) =>
        _ranked ??= RankedPairings.ReadAsync(Db, Figures, Request.Measure, Registry, ct, Cache);

    /// <summary>The "next" of a page that ends with this row.</summary>
    internal string CursorAt(string key) => new ReportCursor(
        Header.Report,
        key,
        _cursor?.Instant ?? CutOff,
        _cursor?.LastEntryNo ?? ProjectedThrough?.EntryNo).Write();

    static DateTimeOffset? KnownAtOf(ReportRequest request, ReportCursor? cursor, DateTimeOffset now)
    {
        if (request.Week is not { } week)
        {
            return request.KnownAt ?? cursor?.Instant;
        }

        // Of a week that is over, the year to date is what was known on its Sunday: the table stays as it was.
        var end = BusinessDay.StartOf(week.Sunday.AddDays(1)).AddMilliseconds(-1);
        return request.KnownAt < end ? request.KnownAt : now > end ? end : null;
    }

    async Task<ReportContext> WithHeaderAsync(Report report, bool isRegionAsked, CancellationToken ct)
    {
        var scope = Own?.Text ?? await Scope.TextAsync(Registry, isRegionAsked, ct);
        return this with { Header = ReportHeader.Of(report, this, scope) };
    }
}

/// <summary>Where a page ended.</summary>
/// <param name="Report">The report that made it.</param>
/// <param name="Key">The key of the last row.</param>
/// <param name="Instant">Of the first page, when the report is ranked: the pages after it show the same instant.</param>
/// <param name="LastEntryNo">The last entry that the first page counted.</param>
sealed record ReportCursor(string Report, string Key, DateTimeOffset? Instant, long? LastEntryNo)
{
    /// <exception cref="InvalidRequestException">It is no cursor of this report.</exception>
    public static ReportCursor? Read(string? after, Report report)
    {
        if (Cursor.Decode(after, 4) is not [var made, var key, var instant, var entryNo])
        {
            return null;
        }

        return made != report.Code
            ? throw Cursor.Invalid()
            : report.IsRanked
                ? new ReportCursor(made, key, DateTimeOffset.FromUnixTimeMilliseconds(Cursor.Number(instant)), entryNo.Length == 0 ? null
                : Cursor.Number(entryNo))
                : new ReportCursor(made, key, null, null);
    }

    public string Write() => Cursor.Encode(
        Report,
        Key,
        Instant is { } instant ? instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "",
        LastEntryNo is { } entryNo ? entryNo.ToString(CultureInfo.InvariantCulture) : "");
}
