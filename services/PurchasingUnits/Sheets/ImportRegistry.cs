using Marketplace.Contracts;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>
/// POST /units/imports/{kind}: imports a table, all of it or nothing. A dry run does the same and takes it back, so that what it
/// tells is what would happen.
/// </summary>
static class ImportRegistry
{
    const int FaultsMax = 1_000;
    const string Start = "import";

    static readonly TableLimits Limits = new() { IsStrict = true };

    public static void Map(RouteGroupBuilder api) => api.MapPost("/imports/{kind}", HandleAsync)
        .WithName(nameof(ImportRegistry)).WithSummary("导入登记表 Import a table of the registry")
        .WithDescription("The body is CSV (UTF-8 or GBK), XLSX or XLS with Chinese or English headers, of one of the kinds "
            + "poverty-counties, units, facilitators, pairings, designations, quota-ratios, quota-plans, targets; or a form "
            + "(multipart/form-data) with such a file. With Accept: text/csv or that of XLSX a table with faults, and that of a dry run, "
            + "comes back with a column that says per row what to do.")
        .TakesFile(TableReader.ContentTypes)
        .TakesUpTo(TableLimits.FileBytesMax)
        .For(Roles.Official).Decided(DecidedBy.Nation).IsExpensive().RequireIdempotencyKey<UnitsDb>()
        .CanBeJob<UnitsDb>(TableLimits.DirectBytesMax);

    static async Task<Results<Ok<ImportReport>, BadRequest<ImportReport>, FileStreamHttpResult>> HandleAsync(
        string kind,
        HttpRequest request,
        UnitsDb db,
        Registrar registrar,
        IEnumerable<ISheet> sheets,
        JobProgress progress,
        CancellationToken ct,
        bool dryRun = false)
    {
        var sheet = SheetKinds.Named(sheets, kind);
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        var (faults, overview) = (new TableFaults(FaultsMax), new TableOverview());
        var rows = new List<SheetRow>();
        Heading[] headings = [.. sheet.Columns.Select(column => column.Heading)];
        await foreach (var row in TableReader.StreamAsync(upload.Content, headings, faults, Limits, ct, overview))
        {
            rows.Add(new SheetRow(row, sheet.Columns));
            progress.Count(rows.Count, 0, 0, faults.Count);
            progress.Advance(0, 20, upload.Content.Position, upload.Content.Length);
        }

        await db.RequireTransactionAsync(ct);
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Start, ct);
        registrar.Hold();
        var taking = new TakeRows(sheet, db, registrar, faults, progress);
        await taking.RunAsync(rows, FaultsMax, ct);
        var effects = taking.Effects;

        var isApplied = !faults.Any && !dryRun;
        if (isApplied)
        {
            registrar.Release();
            await db.SaveChangesAsync(ct);
        }
        else
        {
            await transaction.RollbackToSavepointAsync(Start, ct);
        }

        if (ReportResults.AskedIn(request) is { } format && (faults.Any || dryRun))
        {
            request.HttpContext.Response.StatusCode = dryRun ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
            return await ReportResults.WithFaultsAsync(upload.Content, headings, faults, overview, format, sheet.Name, ct);
        }

        var report = new ImportReport
        {
            File = overview,
            Kind = sheet.Name,
            IsDryRun = dryRun,
            IsApplied = isApplied,
            Rows = rows.Count,
            Created = effects.GetValueOrDefault(RowEffect.Created),
            Changed = effects.GetValueOrDefault(RowEffect.Changed),
            Unchanged = effects.GetValueOrDefault(RowEffect.Unchanged),
            Faults = [.. faults.All.OrderBy(fault => overview.Sheets.FirstOrDefault(read => read.Name == fault.Sheet)?.Number)
                .ThenBy(fault => fault.Row)],
        };
        return !faults.Any || dryRun ? TypedResults.Ok(report) : TypedResults.BadRequest(report);
    }

    /// <summary>What the table did, or would do.</summary>
    public sealed record ImportReport
    {
        public required string Kind { get; init; }

        /// <summary>What was read of the file, and what was not and why.</summary>
        public required TableOverview File { get; init; }

        public required bool IsDryRun { get; init; }

        /// <summary>True when everything was imported; false when nothing was.</summary>
        public required bool IsApplied { get; init; }

        public required int Rows { get; init; }

        public required int Created { get; init; }

        public required int Changed { get; init; }

        public required int Unchanged { get; init; }

        /// <summary>What is wrong, by row; the first thousand.</summary>
        public required IReadOnlyList<TableFault> Faults { get; init; }
    }
}
