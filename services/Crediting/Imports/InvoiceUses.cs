using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>
/// How much of each invoice is used, by earlier imports, by orders of the marketplace and by earlier rows (CR-22, EC-48). A number is its
/// seller's, but for a fully digital invoice of twenty digits and an older one with its code, which are the nation's.
/// </summary>
sealed class InvoiceUses(CreditingDb db)
{
    const int DigitalDigits = 20;

    // By number; those of other sellers hang on.
    readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);
    readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Looks up the invoices of these rows.</summary>
    public async Task ReadAsync(IReadOnlyCollection<(ImportDraft Draft, ImportedRow Row)> rows, CancellationToken ct)
    {
        string[] forms = [.. rows.Select(row => NormalForm.Of(row.Row.InvoiceNumber)).Distinct().Where(_read.Add)];
        if (forms.Length == 0)
        {
            return;
        }

        // What was rejected uses nothing.
        var imported = await db.ImportRows.IgnoreQueryFilters().AsNoTracking()
            .Where(row => forms.Contains(row.InvoiceForm) && row.State != ImportRowState.Rejected)
            .OrderBy(row => row.SaleDate).ThenBy(row => row.LineId)
            .Select(row => new
            {
                row.InvoiceCode,
                row.InvoiceForm,
                row.SupplierId,
                row.SupplierName,
                row.InvoiceTotalFen,
                row.AmountFen,
                row.DocumentNo,
                row.FacilitatorName,
            })
            .ToListAsync(ct);
        foreach (var row in imported)
        {
            var invoice = new Invoice(row.InvoiceForm, row.InvoiceCode, row.SupplierId, FormOf(row.SupplierName));
            Add(Find(invoice), invoice, row.InvoiceTotalFen, row.AmountFen, first: new BilingualText(
                $"已导入的单据 {row.DocumentNo}（{row.FacilitatorName}）", $"document {row.DocumentNo} of {row.FacilitatorName}, imported before"));
        }

        await ReadOrdersAsync(forms, ct);
    }

    /// <summary>Uses so much of an invoice; the row is faulty when there isn't so much left.</summary>
    public void Take(ImportDraft draft, ImportedRow row)
    {
        // One text for both: there are as many invoices as rows.
        var form = NormalForm.Of(row.InvoiceNumber);
        var invoice = new Invoice(
            _read.TryGetValue(form, out var read) ? read : form, row.InvoiceCode, row.SupplierId, FormOf(row.SupplierName));
        var use = Find(invoice);
        if (use?.TotalFen is { } total && total != row.InvoiceTotalFen)
        {
            draft.Fault(
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
            draft.Fault(
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

        Add(use, invoice, row.InvoiceTotalFen, row.AmountFen, draft.Row.Sheet, draft.Row.Number);
    }

    /// <summary>The invoices of the marketplace's orders; those of imported rows are among the documents too.</summary>
    async Task ReadOrdersAsync(string[] forms, CancellationToken ct)
    {
        var documents = await (
            from document in db.EvidenceDocuments.AsNoTracking()
            where document.Kind == DocumentKind.Invoice && forms.Contains(document.NumberForm)
                && !db.ImportRows.IgnoreQueryFilters().Any(row => row.LineId == document.EvidenceId)
            orderby document.DocumentId
            select new
            {
                document.Code,
                document.NumberForm,
                document.SupplierId,
                document.AmountFen,
                SupplierName = db.Suppliers.Where(supplier => supplier.SupplierId == document.SupplierId)
                    .Select(supplier => supplier.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        foreach (var document in documents)
        {
            var invoice = new Invoice(document.NumberForm, document.Code, document.SupplierId, FormOf(document.SupplierName ?? ""));
            Add(
                // A red letter's own number is used up by it.
                Find(invoice), invoice, total: null, Math.Abs(document.AmountFen),
                first: new BilingualText("平台订单的发票登记", "an order of the marketplace"));
        }
    }

    string FormOf(string name)
    {
        if (!_forms.TryGetValue(name, out var form))
        {
            _forms[name] = form = NormalForm.Of(name);
        }

        return form;
    }

    Use? Find(Invoice invoice)
    {
        var use = _uses.GetValueOrDefault(invoice.Form);
        while (use is not null && !use.Invoice.IsSame(invoice))
        {
            use = use.Next;
        }

        return use;
    }

    void Add(
        Use? use, Invoice invoice, long? total, long fen, string? sheet = null, int row = 0, BilingualText? first = null)
    {
        if (use is null)
        {
            use = new Use(invoice, first, sheet, row) { Next = _uses.GetValueOrDefault(invoice.Form) };
            _uses[invoice.Form] = use;
        }

        (use.UsedFen, use.TotalFen) = (use.UsedFen + fen, use.TotalFen ?? total);
    }

    /// <summary>Which invoice it is.</summary>
    readonly record struct Invoice(string Form, string? Code, Guid SupplierId, string SupplierForm)
    {
        public bool IsSame(Invoice other) => Form == other.Form && (
            Code is not null && other.Code is not null ? Code == other.Code
            : (Form.Length == DigitalDigits && Form.All(char.IsAsciiDigit))
                || SupplierId == other.SupplierId
                || (SupplierForm.Length > 0 && SupplierForm == other.SupplierForm));
    }

    // Kept for each invoice of the file, of which there are as many as rows.
    sealed class Use(Invoice invoice, BilingualText? first, string? sheet, int row)
    {
        public Invoice Invoice => invoice;

        public Use? Next { get; init; }

        /// <summary>Null while only orders of the marketplace use it.</summary>
        public long? TotalFen { get; set; }

        public long UsedFen { get; set; }

        /// <summary>Who used it first.</summary>
        public BilingualText First => first ?? (sheet is null
            ? new($"本文件第 {row} 行", $"row {row} of this file")
            : new($"本文件工作表“{sheet}”第 {row} 行", $"row {row} of the sheet “{sheet}” of this file"));
    }
}
