using System.Globalization;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Brings in the ledger of an assisted sale, and reviews it for both sides (CR-22).</summary>
sealed class ImportLedger(World world, TellRegistry registry)
{
    /// <summary>An import or a review; null when the step is none, otherwise the code of its refusal, or "" when it was taken.</summary>
    public async Task<string?> DoAsync(Step step) => step switch
    {
        { Import: { } import } => await ImportAsync(import),
        { Review: { } review } => await ReviewAsync(review),
        _ => null,
    };

    async Task<string> ImportAsync(ImportStep import)
    {
        foreach (var row in import.Rows.Where(row => !world.Suppliers.Contains(row.Supplier)))
        {
            await registry.SupplierAsync(row.Supplier, new GivenSupplier { Registered = row.Origin });
        }

        await world.TellRegionsAsync(import.Rows.SelectMany(row => new[] { row.Origin, row.DeliverTo }));
        var (code, body) = await world.Http.PostCsvAsync(CreditingHttp.Import(import.Name), Table(import), world.Ct);
        if (import.Refused > 0)
        {
            // A ledger with a faulty row is refused as a whole.
            return code == "import_faulty" ? "" : throw new CaseFailedException($"import {import.Name}", "import_faulty", code ?? "taken");
        }

        if (code is not null)
        {
            return code;
        }

        var importId = body.GetProperty("importId").GetGuid();
        world.Imports[import.Name] = importId;
        world.ImportedRows[import.Name] = import.Rows;
        var taken = await world.Http.GetAsync(CreditingHttp.ImportRows(importId), world.Ct);
        NameLines(taken, import.Rows);
        return "";
    }

    /// <summary>Rows that were taken are lines like others, named in the order of the case.</summary>
    void NameLines(JsonElement taken, IReadOnlyList<ImportRow> rows)
    {
        var lines = taken.GetProperty("items").EnumerateArray()
            .ToDictionary(row => row.GetProperty("documentNo").GetString()!, row => row.GetProperty("lineId").GetGuid());
        foreach (var row in rows)
        {
            world.Lines.Add($"L{world.Lines.Count + 1}", new SoldLine(lines[row.Document], 1, "", default));
        }
    }

    string Table(ImportStep import)
    {
        var text = new StringBuilder(string.Join(',', CreditingHttp.ImportColumns)).Append('\n');
        foreach (var row in import.Rows)
        {
            var (quantity, unit) = Written.Quantity(row.Quantity);
            string[] cells =
            [
                world.FacilitatorId(row.Facilitator).ToString(), world.Id("supplier", row.Supplier).ToString(), row.Product, "香辛料", "初加工",
                "RZ-0001", "2020-01-01", "2030-12-31", row.Origin, quantity.ToString(), unit.Name, $"{unit.Grams}",
                Written.Yuan(Written.Money(row.Amount).Fen), row.Sold, "某学校", row.DeliverTo, row.Invoice,
                Written.Yuan(Written.Money(row.InvoiceTotal).Fen), "帮销协议1号", row.Document,
            ];
            text.AppendLine(CultureInfo.InvariantCulture, $"{string.Join(',', cells)}");
        }

        return text.ToString();
    }

    /// <summary>The county that answers for a side reviews: that of the facilitator, or that of the origin.</summary>
    async Task<string> ReviewAsync(ReviewStep review)
    {
        if (!world.ImportedRows.TryGetValue(review.Import, out var rows))
        {
            throw new CaseFailedException($"import {review.Import}", "a ledger that was taken", "none");
        }

        var first = rows[0];
        var region = review.Side == "Origin" ? first.Origin : world.FacilitatorRegions[first.Facilitator];

        // Nobody reviews both sides.
        var by = world.Crediting.ClientWith(
            TestTokens.For(Roles.Official, region: region, tier: "County", subject: $"{review.Side} {region}"));
        var path = $"/credits/imports/{world.Imports[review.Import]}/reviews";
        return (await CreditingHttp.PostAsync(by, path, CreditingHttp.Review(review.Side, review.IsApproved), world.Ct)).Code ?? "";
    }
}
