using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/lanes/imports: the lanes of a table. Each row is new, stands already, or ends the lane that stood between the same ends
/// with other figures. All rows or none, unless only the sound ones are asked for. A dry run does the same and takes it back.
/// </summary>
public static partial class ImportLanes
{
    /// <summary>Most rows of a file.</summary>
    internal const int RowsMax = 10_000;

    const int FaultsMax = 1_000;
    const long DirectBytesMax = 1024 * 1024;
    const string Start = "import";

    static readonly TableLimits Limits = new() { IsStrict = true, RowsMax = RowsMax };

    public static void Map(RouteGroupBuilder lanes) => lanes.MapPost("/imports", HandleAsync)
        .WithName(nameof(ImportLanes)).WithSummary("导入运输线路 Import lanes")
        .WithDescription("The body is CSV (UTF-8 or GBK), XLSX or XLS with Chinese or English headers, as the export has them; or a form "
            + "(multipart/form-data) with such a file. At most 10,000 rows.")
        .TakesFile(TableReader.ContentTypes)
        .TakesUpTo(TableLimits.DirectBytesMax)
        .For(Roles.Official).Decided(DecidedBy.Region).IsExpensive().RequireIdempotencyKey<LogisticsDb>()
        .CanBeJob<LogisticsDb>(DirectBytesMax);

    /// <param name="dryRun">True to learn what would happen.</param>
    /// <param name="onlySound">True to import the sound rows although others are faulty.</param>
    static async Task<Results<Ok<ImportReport>, BadRequest<ImportReport>>> HandleAsync(
        HttpRequest request, LogisticsDb db, Caller caller, Authority authority, TimeProvider clock, JobProgress progress,
        ILogger<Lane> logger, CancellationToken ct, bool dryRun = false, bool onlySound = false)
    {
        authority.RequireOfficial();
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        var faults = new TableFaults(FaultsMax);
        var rows = new List<TableRow>();
        await foreach (var row in TableReader.StreamAsync(upload.Content, LaneSheet.Headings, faults, Limits, ct))
        {
            rows.Add(row);
        }

        // What is wrong with the file as a whole is wrong with every row of it.
        var isReadable = faults.All.All(fault => fault.Row is not null);
        await db.RequireTransactionAsync(ct);
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Start, ct);
        var effects = new List<LaneEffect>();
        foreach (var (at, row) in rows.Index())
        {
            if (await TakeAsync(row, db, caller, authority, clock.NowToTheMillisecond(), ct) is { } effect)
            {
                effects.Add(effect);
            }

            progress.Count(rows.Count, at + 1, effects.Count, faults.Count);
            progress.Advance(20, 99, at + 1, rows.Count);
        }

        var isApplied = !dryRun && (!faults.Any || (onlySound && isReadable && effects.Count > 0));
        if (isApplied)
        {
            Imported(logger, effects.Count, rows.Count, caller.Subject);
        }
        else
        {
            await transaction.RollbackToSavepointAsync(Start, ct);
        }

        var report = new ImportReport
        {
            IsDryRun = dryRun,
            IsApplied = isApplied,
            Rows = rows.Count,
            Added = effects.Count(effect => effect == LaneEffect.Added),
            Superseded = effects.Count(effect => effect == LaneEffect.Superseded),
            Ended = effects.Count(effect => effect == LaneEffect.Ended),
            Unchanged = effects.Count(effect => effect == LaneEffect.Unchanged),
            Faults = [.. faults.All.OrderBy(fault => fault.Row)],
        };
        return isApplied || dryRun ? TypedResults.Ok(report) : TypedResults.BadRequest(report);
    }

    /// <summary>What a row does, upon which later rows build; null when it is refused, which is noted at its cell.</summary>
    static async Task<LaneEffect?> TakeAsync(
        TableRow row, LogisticsDb db, Caller caller, Authority authority, DateTimeOffset now, CancellationToken ct)
    {
        if (LaneSheet.Read(row) is not { } asked)
        {
            return null;
        }

        try
        {
            LaneSheet.RequireName(row, await LaneEnd.OfAsync(db, asked.FromNodeId, asked.FromRegionId, "from", ct), "from");
            LaneSheet.RequireName(row, await LaneEnd.OfAsync(db, asked.ToNodeId, asked.ToRegionId, "to", ct), "to");
            var (_, effect) = await db.StateAsync(asked, Guid.CreateVersion7(now), caller, authority, now, ct);
            await db.SaveChangesAsync(ct);
            return effect;
        }
        catch (RefusalException refusal)
        {
            LaneSheet.Refuse(row, refusal);
            return null;
        }
        finally
        {
            // What is saved need not be compared again with every further row.
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(LogLevel.Information, "{Taken} of {Rows} lanes are imported by {By}")]
    static partial void Imported(ILogger logger, int taken, int rows, string by);

    /// <summary>What the table did, or would do.</summary>
    public sealed record ImportReport
    {
        public required bool IsDryRun { get; init; }

        /// <summary>True when the sound rows were imported; false when nothing was.</summary>
        public required bool IsApplied { get; init; }

        public required int Rows { get; init; }

        /// <summary>Lanes between ends of which none stood.</summary>
        public required int Added { get; init; }

        /// <summary>Lanes that ended another of the same ends on their first day.</summary>
        public required int Superseded { get; init; }

        /// <summary>Lanes that stood and have an end now.</summary>
        public required int Ended { get; init; }

        public required int Unchanged { get; init; }

        /// <summary>What is wrong, by row and cell; the first thousand.</summary>
        public required IReadOnlyList<TableFault> Faults { get; init; }
    }
}
