using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Sheets;

/// <summary>
/// Imports a table row by row, each by the rule of the single operation and building upon those before. All rows or none, unless only the
/// sound ones are asked for. A dry run does the same and takes it back.
/// </summary>
sealed partial class RowImport(LogisticsDb db, Caller caller, JobProgress progress, ILogger<RowImport> logger)
{
    /// <summary>Most rows of a file.</summary>
    public const int RowsMax = 10_000;

    const int FaultsMax = 1_000;
    const string Start = "import";

    static readonly TableLimits Limits = new() { IsStrict = true, RowsMax = RowsMax };

    /// <param name="request">Its body is the table, or a form with it.</param>
    /// <param name="sheet">The columns.</param>
    /// <param name="mode">How it is imported.</param>
    /// <param name="takeAsync">
    /// What a row does, without saving; null when a cell can't be read, which it has noted. What it throws as a refusal is noted at the
    /// cell that is named.
    /// </param>
    /// <param name="ct">Ends the import; nothing of it stays.</param>
    public async Task<Results<Ok<ImportReport>, BadRequest<ImportReport>>> RunAsync(
        HttpRequest request, RegisterSheet sheet, ImportMode mode, Func<TableRow, Task<RegisterEffect?>> takeAsync, CancellationToken ct)
    {
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        var faults = new TableFaults(FaultsMax);
        var rows = new List<TableRow>();
        await foreach (var row in TableReader.StreamAsync(upload.Content, sheet.Headings, faults, Limits, ct))
        {
            rows.Add(row);
        }

        // What is wrong with the file as a whole is wrong with every row of it.
        var isReadable = faults.All.All(fault => fault.Row is not null);
        await db.RequireTransactionAsync(ct);
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Start, ct);
        var effects = new List<RegisterEffect>();
        foreach (var (at, row) in rows.Index())
        {
            if (await TakeAsync(row, sheet, takeAsync, ct) is { } effect)
            {
                effects.Add(effect);
            }

            progress.Count(rows.Count, at + 1, effects.Count, faults.Count);
            progress.Advance(20, 99, at + 1, rows.Count);
        }

        var isApplied = !mode.DryRun && (!faults.Any || (mode.OnlySound && isReadable && effects.Count > 0));
        if (isApplied)
        {
            Imported(logger, effects.Count, rows.Count, sheet.Name, caller.Subject);
        }
        else
        {
            await transaction.RollbackToSavepointAsync(Start, ct);
        }

        var report = ImportReport.Of(mode, isApplied, rows.Count, effects, faults);
        return isApplied || mode.DryRun ? TypedResults.Ok(report) : TypedResults.BadRequest(report);
    }

    /// <summary>What a row does, upon which later rows build; null when it is refused.</summary>
    async Task<RegisterEffect?> TakeAsync(
        TableRow row, RegisterSheet sheet, Func<TableRow, Task<RegisterEffect?>> takeAsync, CancellationToken ct)
    {
        try
        {
            var effect = await takeAsync(row);
            await db.SaveChangesAsync(ct);
            return effect;
        }
        catch (RefusalException refusal)
        {
            sheet.Refuse(row, refusal);
            return null;
        }
        finally
        {
            // What is saved need not be compared again with every further row.
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(LogLevel.Information, "{Taken} of {Rows} rows of {Sheet} are imported by {By}")]
    static partial void Imported(ILogger logger, int taken, int rows, string sheet, string by);
}

/// <summary>What the routes of imports have in common.</summary>
static class RowImports
{
    const long DirectBytesMax = 1024 * 1024;

    /// <summary>A table as the body or in a form; a large one may be a job.</summary>
    public static RouteHandlerBuilder TakesRows(this RouteHandlerBuilder import) => import
        .WithDescription("The body is CSV (UTF-8 or GBK), XLSX or XLS with Chinese or English headers, as the export has them; or a form "
            + "(multipart/form-data) with such a file. At most 10,000 rows.")
        .TakesFile(TableReader.ContentTypes)
        .TakesUpTo(TableLimits.DirectBytesMax)
        .IsExpensive()
        .RequireIdempotencyKey<LogisticsDb>()
        .CanBeJob<LogisticsDb>(DirectBytesMax);
}
