using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>
/// How much of each invoice is used, by earlier imports, by orders of the marketplace and by earlier rows (CR-22, EC-48).
/// </summary>
sealed class InvoiceUses(CreditingDb db)
{
    readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);

    /// <summary>Looks up the invoices of these rows.</summary>
    public async Task ReadAsync(IReadOnlyCollection<ImportDraft> rows, CancellationToken ct)
    {
        string[] numbers = [.. rows.Select(row => row.InvoiceNumber)
            .Where(number => number.Length > 0).Distinct().Where(number => !_uses.ContainsKey(number))];
        if (numbers.Length == 0)
        {
            return;
        }

        // What was rejected uses nothing.
        var imported = await db.ImportRows.IgnoreQueryFilters().AsNoTracking()
            .Where(row => numbers.Contains(row.InvoiceNumber) && row.State != ImportRowState.Rejected)
            .OrderBy(row => row.SaleDate).ThenBy(row => row.LineId)
            .Select(row => new { row.InvoiceNumber, row.InvoiceTotalFen, row.AmountFen, row.DocumentNo, row.FacilitatorName })
            .ToListAsync(ct);
        foreach (var row in imported)
        {
            Add(row.InvoiceNumber, row.InvoiceTotalFen, row.AmountFen, new BilingualText(
                $"已导入的单据 {row.DocumentNo}（{row.FacilitatorName}）", $"document {row.DocumentNo} of {row.FacilitatorName}, imported before"));
        }

        // The invoices of imported rows are among the papers too.
        var papers = await db.EvidenceDocuments.AsNoTracking()
            .Where(paper => paper.Kind == DocumentKind.Invoice && numbers.Contains(paper.Number)
                && !db.ImportRows.IgnoreQueryFilters().Any(row => row.LineId == paper.EvidenceId))
            .OrderBy(paper => paper.DocumentId).Select(paper => new { paper.Number, paper.AmountFen }).ToListAsync(ct);
        foreach (var paper in papers)
        {
            Add(paper.Number, total: null, paper.AmountFen, new BilingualText("平台订单的发票登记", "an order of the marketplace"));
        }
    }

    /// <summary>Uses so much of an invoice; the row is faulty when there isn't so much left.</summary>
    public void Take(ImportDraft row)
    {
        var use = _uses.GetValueOrDefault(row.InvoiceNumber);
        if (use?.TotalFen is { } total && total != row.InvoiceTotalFen)
        {
            row.Fault(
                ImportColumns.InvoiceTotal,
                "invoice_total_differs",
                $"发票 {row.InvoiceNumber} 的总额在{use.First.Zh}中为 {new Money(total)} 元，此处为 {new Money(row.InvoiceTotalFen)} 元。",
                $"invoice {row.InvoiceNumber} has a total of {new Money(total)} in {use.First.En}, "
                + $"but {new Money(row.InvoiceTotalFen)} here.");
            return;
        }

        var used = use?.UsedFen ?? 0;
        if (used + row.AmountFen > row.InvoiceTotalFen)
        {
            row.Fault(
                ImportColumns.InvoiceNumber,
                "invoice_exceeded",
                use is null
                    ? $"金额 {new Money(row.AmountFen)} 元超过发票总额 {new Money(row.InvoiceTotalFen)} 元。"
                    : $"发票 {row.InvoiceNumber} 总额 {new Money(row.InvoiceTotalFen)} 元，"
                        + $"{use.First.Zh}等已用 {new Money(used)} 元，再加本行 {new Money(row.AmountFen)} 元将超额；同一发票不得重复计量。",
                use is null
                    ? $"the amount {new Money(row.AmountFen)} is above the invoice total {new Money(row.InvoiceTotalFen)}."
                    : $"of invoice {row.InvoiceNumber} with a total of {new Money(row.InvoiceTotalFen)}, {use.First.En} and "
                        + $"others use {new Money(used)}; with {new Money(row.AmountFen)} of this row it would be exceeded.");
            return;
        }

        Add(row.InvoiceNumber, row.InvoiceTotalFen, row.AmountFen, new BilingualText(
            $"本文件第 {row.Row.Number} 行", $"row {row.Row.Number} of this file"));
    }

    void Add(string number, long? total, long fen, BilingualText first)
    {
        if (_uses.TryGetValue(number, out var use))
        {
            (use.UsedFen, use.TotalFen) = (use.UsedFen + fen, use.TotalFen ?? total);
        }
        else
        {
            _uses[number] = new Use { TotalFen = total, UsedFen = fen, First = first };
        }
    }

    sealed class Use
    {
        /// <summary>Null while only orders of the marketplace use it.</summary>
        public long? TotalFen { get; set; }

        public long UsedFen { get; set; }

        public required BilingualText First { get; init; }
    }
}
