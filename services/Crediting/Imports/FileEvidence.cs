using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Evidence;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>An invoice or payment of an imported sale was filed; as the journal keeps it.</summary>
public sealed record EvidenceFiled(Guid PaperId, Guid LineId, DocumentKind Kind, string Number, long AmountFen, DateOnly Date, string By);

/// <summary>
/// POST /credits/evidence. Invoices and payments of imported sales; the invoice that the row names is filed with the row. When both cover
/// it, the sale is verified, in the open month if its own is closed (CR-22).
/// </summary>
public sealed class FileEvidence : IApplyEvent<EvidenceFiled>
{
    const int NumberMax = 100;

    static readonly DateOnly FirstDay = new(2000, 1, 1);

    public sealed record Request : IChecked
    {
        /// <summary>Of the invoice or payment, made by the caller; documentNo is that of the sale.</summary>
        public required Guid DocumentId { get; init; }

        /// <summary>The sale; or give facilitator and document number.</summary>
        public Guid? LineId { get; init; }

        public Guid? FacilitatorId { get; init; }

        public string? DocumentNo { get; init; }

        public required DocumentKind Kind { get; init; }

        /// <summary>The invoice number, or the bank's reference.</summary>
        public required string Number { get; init; }

        public required long AmountFen { get; init; }

        public required DateOnly Date { get; init; }

        public void Check(Checks check)
        {
            check.NewId(DocumentId, "documentId");
            check.That(
                LineId is not null != (FacilitatorId is not null && DocumentNo is not null),
                "lineId",
                "one_sale",
                "请填写 lineId，或者帮销主体 facilitatorId 和单据号 documentNo。",
                "Give either lineId, or facilitatorId and documentNo.");
            check.That(Enum.IsDefined(Kind), "kind", "kind_unknown", "凭证种类须为 Invoice 或 Payment。", "The kind is Invoice or Payment.");
            check.Text(Number, "number", NumberMax);
            check.Range(AmountFen, 1, Money.FenMax, "amountFen");
            check.Day(Date, FirstDay, DateOnly.MaxValue, "date");
        }
    }

    /// <summary>A filed document, and since when its sale is verified.</summary>
    public sealed record View(
        Guid DocumentId, Guid LineId, DocumentKind Kind, string Number, long AmountFen,
        DateOnly Date, DateTimeOffset? VerifiedAt, string? VerifiedPeriod);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/evidence", HandleAsync)
        .WithName("FileEvidence")
        .WithSummary("登记导入销售的发票或付款 File an invoice or payment of an imported sale")
        .For(Roles.Official).Decided(DecidedBy.Region)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<View>> HandleAsync(Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var db = work.Db;
        var lineId = request.LineId ?? await LineIdAsync(db, request.FacilitatorId!.Value, request.DocumentNo!, ct);
        var row = await db.ImportRows.AsNoTracking().SingleOrDefaultAsync(importRow => importRow.LineId == lineId, ct);
        if (row is null || !work.Authority.AnswersFor(row.FacilitatorPath))
        {
            throw new NotFoundException(
                "sale_not_found", "您的辖区内没有这条导入的销售。", "No facilitator of your region has such an imported sale.");
        }

        if (request.Date > ledger.Today)
        {
            throw new InvalidRequestException("date_in_future", "date", "日期晚于今天。", "The date lies in the future.");
        }

        if (row.State == ImportRowState.Rejected)
        {
            throw new RuleBrokenException("row_rejected", "该记录已被驳回，无需凭证。", "The row was rejected and needs no evidence.");
        }

        if (await db.EvidenceDocuments.AnyAsync(
            document => document.DocumentId == request.DocumentId && document.Kind == request.Kind, ct))
        {
            throw new RuleBrokenException("evidence_known", "该凭证已登记。", "The document is filed already.");
        }

        var form = NormalForm.Of(request.Number);
        if (await db.EvidenceDocuments.AnyAsync(
            document => document.EvidenceId == lineId && document.Kind == request.Kind && document.NumberForm == form, ct))
        {
            throw new RuleBrokenException(
                "evidence_counted", $"凭证 {request.Number} 已计入该笔销售，不能重复登记。",
                $"Document {request.Number} is filed with this sale already and counts once.");
        }

        await ledger.ApplyAsync(new EvidenceFiled(
            request.DocumentId, lineId, request.Kind, request.Number, request.AmountFen, request.Date, work.Caller.Subject), ct);
        await ledger.WriteAsync(ct);
        var sale = await db.SaleLines.IgnoreQueryFilters().AsNoTracking().SingleAsync(line => line.LineId == lineId, ct);
        return TypedResults.Created($"/credits/sales/{lineId}", new View(
            request.DocumentId, lineId, request.Kind, request.Number,
            request.AmountFen, request.Date, sale.VerifiedAt, sale.VerifiedPeriod));
    }

    /// <summary>The sale of a document; of one that was rejected and filed again, the last.</summary>
    static async Task<Guid> LineIdAsync(CreditingDb db, Guid facilitatorId, string documentNo, CancellationToken ct)
    {
        var lineId = ImportRow.LineIdOf(facilitatorId, documentNo);
        for (var rejected = 1; ; rejected++)
        {
            var next = ImportRow.LineIdOf(facilitatorId, documentNo, rejected);
            if (!await db.ImportRows.IgnoreQueryFilters().AnyAsync(row => row.LineId == next, ct))
            {
                return lineId;
            }

            lineId = next;
        }
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<EvidenceFiled> happened, CancellationToken ct)
    {
        foreach (var filed in happened)
        {
            var supplier = await ledger.Db.SaleLines.IgnoreQueryFilters()
                .Where(line => line.LineId == filed.LineId).Select(line => line.SupplierId).FirstAsync(ct);
            await EvidenceDocuments.AddAsync(ledger, filed, new EvidenceDocument
            {
                DocumentId = filed.PaperId,
                Kind = filed.Kind,
                EvidenceId = filed.LineId,
                SupplierId = supplier,
                Number = filed.Number,
                AmountFen = filed.AmountFen,
                Date = filed.Date,
            }, ct);
        }
    }
}
