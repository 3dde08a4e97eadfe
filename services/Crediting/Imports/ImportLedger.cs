using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>The import of a ledger begins; as the journal keeps it. Its rows follow.</summary>
public sealed record ImportBegun(
    Guid ImportId, string FileName, string FileHash, int Rows, long AmountFen,
    DateOnly FirstSale, DateOnly LastSale, string Paths, string By);

/// <summary>Some rows of an import; as the journal keeps them.</summary>
public sealed record ImportRowsTaken(Guid ImportId, string By, IReadOnlyList<ImportedRow> Rows);

/// <summary>
/// POST /credits/imports. A trial run tells what is wrong with a ledger of assisted sales and what would come of it; the real run imports
/// all of it or nothing. Each row becomes a sale that waits for the reviews of both sides (CR-22).
/// </summary>
public sealed partial class ImportLedger : IApplyEvent<ImportBegun>, IApplyEvent<ImportRowsTaken>
{
    const int FileNameMax = 200;

    // So many rows of a file that comes back say what to do; an answer lists a thousand.
    const int FaultsInFile = 20_000;
    const int ErrorsMax = 1_000;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/imports", HandleAsync)
        .WithName("ImportLedger")
        .WithSummary("导入帮销台账 Import a ledger of assisted sales (CSV, XLSX or XLS)")
        .For(Roles.Official).Decided(DecidedBy.Region).IsExpensive()
        .TakesFile(TableReader.ContentTypes)
        .TakesUpTo(TableLimits.FileBytesMax)
        .WithDescription("The file is the body, or the one file of a form (multipart/form-data). With Accept: text/csv or that of XLSX a "
            + "file with faults, and that of a trial run, comes back with a column that says per row what to do.")
        .RequireIdempotencyKey<CreditingDb>(unless: IsTrial)
        .CanBeJob<CreditingDb>(TableLimits.DirectBytesMax);

    static bool IsTrial(HttpRequest request) => bool.TryParse(request.Query["dryRun"], out var isTrial) && isTrial;

    static async Task<Results<Created<ImportView>, Ok<ImportReport>, FileStreamHttpResult>> HandleAsync(
        HttpRequest request, LedgerSession work, RegistryCache known, TimeProvider clock, JobProgress progress,
        ILogger<ImportLedger> logger, bool dryRun, CancellationToken ct, string? fileName = null)
    {
        // Each row says of which regions it is.
        work.Authority.RequireOfficial();
        // It is read more than once.
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        var file = upload.Content;
        fileName ??= upload.FileName ?? "";
        Check(fileName);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        var db = work.Db;
        // Of a file of which a row was rejected the rest is known, and that row may come again.
        var earlier = await db.Imports.AsNoTracking().Where(import => import.FileHash == hash && import.Rejected == 0)
            .OrderByDescending(import => import.ImportedAt).FirstOrDefaultAsync(ct);
        if (earlier is not null && !dryRun)
        {
            // As the first time: whoever has lost that answer may send the file again.
            return Created(earlier);
        }

        var (begun, answer) = await LookAsync(request, upload, fileName, hash, earlier?.ImportId, work, known, clock, progress, dryRun, ct);
        if (begun is null)
        {
            return answer!;
        }

        var import = await ImportAsync(file, begun, work, progress, ct);
        Imported(logger, import.ImportId, import.Rows, import.AmountFen);
        return Created(import);
    }

    /// <summary>
    /// The first look takes nothing from anybody: who writes to the ledger waits only for files that are sound. What it remembers of a
    /// large file is given back before the second.
    /// </summary>
    /// <returns>What to import, or the answer when nothing is imported.</returns>
    static async Task<(ImportBegun? Begun, Results<Created<ImportView>, Ok<ImportReport>, FileStreamHttpResult>? Answer)> LookAsync(
        HttpRequest request, UploadedFile upload, string fileName, string hash, Guid? earlier,
        LedgerSession work, RegistryCache known, TimeProvider clock, JobProgress progress, bool dryRun, CancellationToken ct)
    {
        var (db, file, asked) = (work.Db, upload.Content, ReportResults.AskedIn(request));
        var head = await db.LedgerHeads.AsNoTracking().SingleAsync(ct);
        var snapshot = await known.ReadAsync(db, head.RegistryVersion, ct);
        var check = await CheckImport.BeginAsync(
            db, snapshot, work.Authority, clock.GetUtcNow(), judges: dryRun && asked is null, ct,
            asked is null ? null : new TableFaults(FaultsInFile));
        await foreach (var _ in check.RowsAsync(file, ct))
        {
            progress.Count(check.Rows, check.Rows, 0, check.Faults.Count);
            progress.Advance(0, dryRun ? 99 : 45, file.Position, file.Length);
        }

        progress.Count(check.Rows, check.Rows, 0, check.Faults.Count);
        if (asked is { } format && (dryRun || check.Faults.Any))
        {
            request.HttpContext.Response.StatusCode = dryRun ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
            return (null, await ReportResults.WithFaultsAsync(
                file, ImportColumns.Headings, check.Faults, check.Overview, format, fileName, ct));
        }

        if (dryRun)
        {
            return (null, TypedResults.Ok(Report(fileName, check, earlier)));
        }

        RequireSound(check);
        return (
            new ImportBegun(
                Guid.CreateVersion7(), fileName, hash, check.Rows, check.AmountFen,
                check.FirstSale, check.LastSale, check.Paths, work.Caller.Subject),
            null);
    }

    static Created<ImportView> Created(Import import) =>
        TypedResults.Created($"/credits/imports/{import.ImportId}", ImportView.Of(import));

    /// <summary>Reads the file once more, now that nobody else writes, and takes its rows over.</summary>
    static async Task<Import> ImportAsync(
        Stream file, ImportBegun begun, LedgerSession work, JobProgress progress, CancellationToken ct)
    {
        await work.Db.RequireTransactionAsync(ct);
        var ledger = await work.OpenAsync(ct);
        var check = await CheckImport.BeginAsync(work.Db, await ledger.RegistryAsync(ct), work.Authority, ledger.Now, judges: false, ct);
        await ledger.ApplyAsync(begun, ct);
        await foreach (var rows in check.RowsAsync(file, ct))
        {
            RequireSound(check);
            await ledger.ApplyAsync(new ImportRowsTaken(begun.ImportId, begun.By, rows), ct);
            await ledger.WriteAndForgetAsync(ct);
            progress.Count(begun.Rows, begun.Rows, check.SoundRows, 0);
            progress.Advance(45, 99, check.SoundRows, begun.Rows);
        }

        RequireSound(check);
        if ((check.SoundRows, check.AmountFen) != (begun.Rows, begun.AmountFen))
        {
            throw new InvalidOperationException($"Import {begun.ImportId} promised {begun.Rows} rows and has {check.SoundRows}.");
        }

        await ledger.WriteAsync(ct);
        return await work.Db.Imports.IgnoreQueryFilters().AsNoTracking().SingleAsync(import => import.ImportId == begun.ImportId, ct);
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<ImportBegun> happened, CancellationToken ct)
    {
        foreach (var begun in happened)
        {
            ledger.AppendEvent(begun);
            ledger.Db.Add(new Import
            {
                ImportId = begun.ImportId,
                FileName = begun.FileName,
                FileHash = begun.FileHash,
                Rows = begun.Rows,
                AmountFen = begun.AmountFen,
                FirstSale = begun.FirstSale,
                LastSale = begun.LastSale,
                Paths = begun.Paths,
                ImportedBy = begun.By,
                ImportedAt = ledger.Now,
            });
        }

        // Its rows refer to it.
        await ledger.Db.SaveChangesAsync(ct);
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<ImportRowsTaken> happened, CancellationToken ct)
    {
        var registry = (await ledger.RegistryAsync(ct)).Registry;
        foreach (var taken in happened)
        {
            ledger.AppendEvent(taken);
            var parties = await PartyResolver.ReadAsync(
                ledger,
                [.. taken.Rows.Select(row => row.UnitId).Distinct()],
                [.. taken.Rows.Select(row => row.FacilitatorId).Distinct()],
                [.. taken.Rows.Select(row => row.SupplierId).Distinct()],
                products: [],
                assume: null,
                ct);
            var rows = new List<ImportRow>(taken.Rows.Count);
            foreach (var row in taken.Rows)
            {
                var (line, missing) = ImportedSaleFactory.Of(row, taken.ImportId, registry, parties, taken.By, ledger.Now);
                if (missing is not null)
                {
                    throw new InvalidOperationException($"Row {row.RowNumber} of import {taken.ImportId} can't be attributed: {missing}");
                }

                ledger.Add(line);
                line.Decide(RuleBook.Judge(line, registry, CreditReason.AwaitingReview));
                rows.Add(RowOf(taken.ImportId, row, line));
            }

            await ledger.Db.AppendAsync(rows, ct);
            await ImportedInvoices.AppendAsync(ledger.Db, taken.Rows, ct);
        }
    }

    static ImportRow RowOf(Guid importId, ImportedRow row, SaleLine line) => new()
    {
        LineId = line.LineId,
        ImportId = importId,
        SheetNumber = row.SheetNumber,
        SheetName = row.SheetName,
        RowNumber = row.RowNumber,
        FacilitatorId = row.FacilitatorId,
        FacilitatorName = line.FacilitatorName ?? "",
        DocumentNo = row.DocumentNo,
        SupplierId = row.SupplierId,
        SupplierName = row.SupplierName,
        ProductName = row.ProductName,
        BuyerName = row.BuyerName,
        AmountFen = row.AmountFen,
        SaleDate = row.SaleDate,
        InvoiceCode = row.InvoiceCode,
        InvoiceNumber = row.InvoiceNumber,
        InvoiceTotalFen = row.InvoiceTotalFen,
        FacilitatorPath = line.FacilitatorPath ?? "",
        OriginPath = line.OriginPath,
    };

    static ImportReport Report(string fileName, CheckImport check, Guid? earlier) => new()
    {
        FileName = fileName,
        File = check.Overview,
        IsSound = !check.Faults.Any,
        Rows = check.Rows,
        SoundRows = check.SoundRows,
        AmountFen = check.AmountFen,
        Duplicates = check.Duplicates,
        FaultCount = check.Faults.Count,
        Faults = check.Faults.All,
        Parts = check.Parts,
        Judgements = check.Judgements,
        AlreadyImportedAs = earlier,
    };

    static void Check(string fileName)
    {
        if (string.IsNullOrWhiteSpace(fileName) || fileName.Length > FileNameMax
            || fileName.AsSpan().ContainsAny(['/', '\\']) || fileName.EnumerateRunes().Any(IsHidden))
        {
            throw new InvalidRequestException(
                "file_name_invalid", "fileName",
                $"文件名须为 1 至 {FileNameMax} 个字符，不含斜杠、控制字符和改变文字方向的字符。",
                $"The file name has 1 to {FileNameMax} characters, without slashes, control characters and marks that change the direction "
                + "of text.");
        }

        static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
    }

    /// <summary>All or nothing: a single fault refuses the file.</summary>
    static void RequireSound(CheckImport check)
    {
        if (check.Faults.All is not [var first, ..])
        {
            return;
        }

        throw new InvalidRequestException(
            "import_faulty",
            PlaceOf(first),
            $"共 {check.Faults.Count} 处错误，未导入任何一行。第一处：{first.Zh}",
            $"There are {check.Faults.Count} faults and nothing was imported. The first: {first.En}")
        {
            Faults = [.. check.Faults.All.Take(ErrorsMax).Select(fault => new CheckFault(PlaceOf(fault), fault.Code, fault.Zh, fault.En))],
        };
    }

    static string PlaceOf(TableFault fault) => fault.Row is { } row
        ? string.Create(CultureInfo.InvariantCulture, $"rows[{row}].{fault.Column ?? "$"}")
        : fault.Column ?? "$";

    [LoggerMessage(LogLevel.Information, "Imported ledger {ImportId}: {Rows} rows, {AmountFen} fen")]
    static partial void Imported(ILogger logger, Guid importId, int rows, long amountFen);
}
