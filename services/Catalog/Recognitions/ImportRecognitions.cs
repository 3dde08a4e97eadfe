using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// POST /catalog/recognitions/imports → RecognitionPublished for each that is new or renewed, and ListingPublished for each listing that it
/// confirms. For counties that start with a list: each row is issued, renewed when the register has it with an earlier last day, or left as
/// it is. All rows or none, unless only the sound ones are asked for. A dry run does the same and takes it back.
/// </summary>
public static partial class ImportRecognitions
{
    const int FaultsMax = 1_000;
    const string Start = "import";

    static readonly TableLimits Limits = new() { IsStrict = true, RowsMax = 10_000 };

    enum Effect
    {
        Unchanged = 1,
        Issued = 2,
        Renewed = 3,
    }

    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapPost("/imports", HandleAsync)
        .WithName(nameof(ImportRecognitions)).WithSummary("导入认定 Import recognitions")
        .WithDescription("The body is CSV (UTF-8 or GBK), XLSX or XLS with Chinese or English headers, as the export has them; or a form "
            + "(multipart/form-data) with such a file.")
        .TakesFile(TableReader.ContentTypes)
        .TakesUpTo(TableLimits.FileBytesMax)
        .For(Roles.Official).Decided(DecidedBy.Region).IsExpensive().RequireIdempotencyKey<CatalogDb>()
        .CanBeJob<CatalogDb>(TableLimits.DirectBytesMax);

    /// <param name="dryRun">True to learn what would happen.</param>
    /// <param name="onlySound">True to import the sound rows although others are faulty.</param>
    static async Task<Results<Ok<ImportReport>, BadRequest<ImportReport>>> HandleAsync(
        HttpRequest request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock, JobProgress progress,
        ILogger<RecognitionRecord> logger, CancellationToken ct, bool dryRun = false, bool onlySound = false)
    {
        authority.RequireOfficial();
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        var (rows, faults) = await ReadAsync(upload.Content, ct);

        // What is wrong with the file as a whole is wrong with every row of it.
        var isReadable = faults.All.All(fault => fault.Row is not null);
        await db.RequireTransactionAsync(ct);
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Start, ct);
        var effects = await TakeAllAsync(rows, faults, db, caller, authority, clock, progress, ct);
        var isApplied = !dryRun && (!faults.Any || (onlySound && isReadable && effects.Count > 0));
        if (isApplied)
        {
            foreach (var (_, record) in effects.Where(taken => taken.Effect != Effect.Unchanged))
            {
                await db.TellAsync(record, ct);
            }

            await db.SaveChangesAsync(ct);
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
            Issued = effects.Count(taken => taken.Effect == Effect.Issued),
            Renewed = effects.Count(taken => taken.Effect == Effect.Renewed),
            Unchanged = effects.Count(taken => taken.Effect == Effect.Unchanged),
            Faults = [.. faults.All.OrderBy(fault => fault.Row)],
        };
        return isApplied || dryRun ? TypedResults.Ok(report) : TypedResults.BadRequest(report);
    }

    static async Task<(IReadOnlyList<TableRow> Rows, TableFaults Faults)> ReadAsync(Stream file, CancellationToken ct)
    {
        var faults = new TableFaults(FaultsMax);
        var rows = new List<TableRow>();
        await foreach (var row in TableReader.StreamAsync(file, RecognitionSheet.Headings, faults, Limits, ct))
        {
            rows.Add(row);
        }

        return (rows, faults);
    }

    /// <summary>What the rows do that are not refused, in the order of the file.</summary>
    static async Task<IReadOnlyList<(Effect Effect, RecognitionRecord Record)>> TakeAllAsync(
        IReadOnlyList<TableRow> rows, TableFaults faults, CatalogDb db, Caller caller, Authority authority, TimeProvider clock,
        JobProgress progress, CancellationToken ct)
    {
        List<(TableRow Row, IssueRecognition.Request Asked)> readable =
            [.. rows.Select(row => (row, Asked: RecognitionSheet.Read(row)!)).Where(pair => pair.Asked is not null)];
        // All at once and by their ids: two lists that name the same suppliers in another order do not wait for each other.
        await db.LockAsync<Supplier>(readable.Select(pair => pair.Asked.SupplierId), ct);
        var (effects, done) = (new List<(Effect Effect, RecognitionRecord Record)>(), 0L);
        foreach (var (row, asked) in readable)
        {
            if (await TakeAsync(row, asked, db, caller, authority, clock, ct) is { } taken)
            {
                effects.Add(taken);
            }

            progress.Count(rows.Count, ++done, effects.Count, faults.Count);
            progress.Advance(20, 99, done, readable.Count);
        }

        return effects;
    }

    /// <summary>What a row does, upon which later rows build; null when it is refused, which is noted at its cell.</summary>
    static async Task<(Effect Effect, RecognitionRecord Record)?> TakeAsync(
        TableRow row, IssueRecognition.Request asked, CatalogDb db, Caller caller, Authority authority, TimeProvider clock,
        CancellationToken ct)
    {
        try
        {
            await RequireNameAsync(row, asked.CountyId, db, ct);
            var known = await db.RecognitionRecords.Include(record => record.County).SingleOrDefaultAsync(
                record => record.Kind == CertificateKind.Recognition && record.CountyId == asked.CountyId && record.Number == asked.Number
                    && record.HolderId == asked.SupplierId && !record.IsDeclined, ct);
            if (known is null)
            {
                var issued = await IssueRecognition.IssueAsync(asked, db, caller, authority, clock, ct);
                await db.SaveChangesAsync(ct);
                return (Effect.Issued, issued);
            }

            authority.Require(known.County.PathValue, OfficialTier.County);
            if (IsSame(known, asked))
            {
                return (Effect.Unchanged, known);
            }

            if ((known.ProductId, known.ValidFrom) != (asked.ProductId, asked.ValidFrom))
            {
                throw new RuleBrokenException(
                    "recognition_exists",
                    "该县已登记此认定编号，商品或起始日与登记不同；请使用新的编号。",
                    "The county has this number with another product or first day; issue another number.",
                    "number");
            }

            RenewRecognition.Renew(
                known, new RenewRecognition.Request { ValidUntil = asked.ValidUntil, Document = asked.Document },
                BusinessDay.Of(clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
            return (Effect.Renewed, known);
        }
        catch (RefusalException refusal)
        {
            RecognitionSheet.Refuse(row, refusal);
            return null;
        }
        finally
        {
            // What is saved need not be compared again with every further row.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>A name beside the id must be one of the county, since lists are often shifted by a row.</summary>
    static async Task RequireNameAsync(TableRow row, string countyId, CatalogDb db, CancellationToken ct)
    {
        if (row.Verbatim(RecognitionSheet.CountyName) is { Length: > 0 } given
            && await db.Regions.AsNoTracking().SingleOrDefaultAsync(region => region.Id == countyId, ct) is { } county
            && !RegionNaming.IsCalled(given, county.Name) && !RegionNaming.IsOfOtherKind(given, county.Name))
        {
            var (zh, en) = RegionNaming.Question(given, county.Name);
            throw new InvalidRequestException(RegionNaming.Contradicts, RecognitionSheet.CountyName, zh, en);
        }
    }

    static bool IsSame(RecognitionRecord known, IssueRecognition.Request asked) =>
        (known.ProductId, known.ValidFrom, known.ValidUntil, known.Document)
        == (asked.ProductId, asked.ValidFrom, asked.ValidUntil, asked.Document);

    [LoggerMessage(LogLevel.Information, "{Taken} of {Rows} recognitions are imported by {By}")]
    static partial void Imported(ILogger logger, int taken, int rows, string by);

    /// <summary>What the table did, or would do.</summary>
    public sealed record ImportReport
    {
        public required bool IsDryRun { get; init; }

        /// <summary>True when the sound rows were imported; false when nothing was.</summary>
        public required bool IsApplied { get; init; }

        public required int Rows { get; init; }

        public required int Issued { get; init; }

        public required int Renewed { get; init; }

        public required int Unchanged { get; init; }

        /// <summary>What is wrong, by row and cell; the first thousand.</summary>
        public required IReadOnlyList<TableFault> Faults { get; init; }
    }
}
