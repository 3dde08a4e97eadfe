using System.Net;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Tables;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>Ledgers of assisted sales: what is refused, and that the rest comes in whole (CR-22).</summary>
public sealed class ImportLedgerTests
{
    static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Fifty_faults_in_ten_thousand_rows_are_each_told_and_nothing_is_imported(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        LedgerRow[] rows = [.. Enumerable.Range(0, 10_000).Select(_ => new LedgerRow())];
        var faults = new (Func<LedgerRow, LedgerRow> Spoil, string Column, string Code)[]
        {
            (row => row with { Quantity = "-1" }, "quantity", "quantity_not_positive"),
            (row => row with { Amount = "1000.02" }, "amount", "amount_differs"),
            (row => row with { SaleDate = "2024-06-16" }, "saleDate", "date_in_future"),
            (row => row with { SaleDate = "1999-12-31", From = "1990-01-01" }, "saleDate", "date_too_early"),
            (row => row with { Facilitator = "无此专馆" }, "facilitator", "facilitator_unknown"),
            (row => row with { Origin = "999999" }, "originCode", "region_unknown"),
            (row => row with { Until = "2024-05-09" }, "recognitionNumber", "recognition_not_valid"),
            (row => row with { InvoiceTotal = "999.99" }, "invoiceNumber", "invoice_exceeded"),
            (row => row with { Invoice = "2.6332E+19" }, "invoiceNumber", "number_spoilt"),
            (row => row with { DocumentNo = rows[1].DocumentNo }, "documentNo", "document_twice"),
        };
        for (var i = 0; i < 50; i++)
        {
            rows[100 + (i * 150)] = faults[i % 10].Spoil(rows[100 + (i * 150)]);
        }

        var report = await official.TryAsync(LedgerFile.Csv(rows));

        Assert.False(report.GetProperty("isSound").GetBoolean());
        Assert.Equal(
            (10_000, 9_950, 50, 5),
            (report.Number("rows"), report.Number("soundRows"), report.Number("faultCount"), report.Number("duplicates")));
        Assert.Equal(9_950L * 100_000, report.Number("amountFen"));
        var told = report.List("faults").ToDictionary(fault => fault.Number("row"), fault => (fault.Text("column"), fault.Text("code")));
        for (var i = 0; i < 50; i++)
        {
            // The header is the first row of the file.
            Assert.Equal((faults[i % 10].Column, faults[i % 10].Code), told[100 + (i * 150) + 2]);
        }

        Assert.All(report.List("faults"), fault => Assert.True(fault.Text("zh").Length > 0 && fault.Text("en").Length > 0));
        var refused = await official.RefusedImportAsync(LedgerFile.Csv(rows));
        Assert.Equal(("import_faulty", "rows[102].quantity"), (refused.Code, refused.Field));
        await using var scope = service.OpenDb(out var db);
        Assert.Equal((0, 0, 0), (await db.Imports.CountAsync(Ct), await db.ImportRows.CountAsync(Ct), await db.SaleLines.CountAsync(Ct)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_a_trial_run_promises_the_import_does(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        LedgerRow[] rows =
        [
            .. Enumerable.Range(0, 4_500).Select(i => new LedgerRow { SaleDate = i % 2 == 0 ? "2024-04-10" : "2024-05-10" }),
            new LedgerRow { Origin = "513431" },
            new LedgerRow { Proof = "" },
        ];
        var report = await official.TryAsync(LedgerFile.Csv(rows));
        Assert.True(report.GetProperty("isSound").GetBoolean(), report.GetRawText());
        Assert.Equal((4_502, 450_200_000L), (report.Number("rows"), report.Number("amountFen")));
        Assert.Equal(
            [("2024-04", 2_250), ("2024-05", 2_252)],
            report.List("parts").Select(part => (part.Text("month"), (int)part.Number("rows"))));
        Assert.Contains(
            report.List("judgements"), judgement => judgement.Text("outcome") == "Credited" && judgement.Number("rows") == 4_501);
        Assert.Contains(
            report.List("judgements"), judgement => judgement.Text("reason") == "FacilitatorProofMissing" && judgement.Number("rows") == 1);

        var importId = await official.ImportAsync(LedgerFile.Csv(rows));

        var import = (await official.GetJsonAsync($"/credits/imports/{importId}")).GetProperty("import");
        Assert.Equal((4_502, 450_200_000L, "AwaitingReview"), (import.Number("rows"), import.Number("amountFen"), import.Text("state")));
        await using var scope = service.OpenDb(out var db);
        Assert.Equal(4_502, await db.SaleLines.CountAsync(
            line => line.Source == SaleSource.ImportedLedger && line.HeldFor == CreditReason.AwaitingReview, Ct));
        Assert.Equal((4_502, 0), (await db.ImportRows.CountAsync(Ct), await db.CreditEntries.CountAsync(Ct)));
        var page = await official.GetJsonAsync($"/credits/imports/{importId}/rows?state=AwaitingReview&size=200");
        Assert.Equal(200, page.List("items").Length);
        var next = await official.GetJsonAsync($"/credits/imports/{importId}/rows?size=1&after={page.Text("next")}");
        Assert.Equal(202, next.List("items")[0].Number("rowNumber"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_same_file_is_imported_once_and_the_same_document_never_twice(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        var row = new LedgerRow();
        var file = LedgerFile.Csv(row);
        using var first = await official.SendAsync(file, dryRun: false, key: "first");
        using var again = await official.SendAsync(file, dryRun: false, key: "first");
        using var anew = await official.SendAsync(file, dryRun: false, key: "second");
        var importId = (await LedgerFile.JsonOf(first)).GetProperty("importId").GetGuid();
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, anew.StatusCode));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(importId, (await LedgerFile.JsonOf(anew)).GetProperty("importId").GetGuid());
        Assert.Equal(importId, (await official.TryAsync(file)).GetProperty("alreadyImportedAs").GetGuid());

        // Another price, another invoice: it is the same paper all the same.
        var changed = row with { Price = "90", Amount = "900", Invoice = "FP-9" };
        var report = await official.TryAsync(LedgerFile.Csv(changed));
        Assert.Equal("document_known", Assert.Single(report.List("faults")).Text("code"));
        var refused = await official.RefusedImportAsync(LedgerFile.Csv(new LedgerRow(), changed));
        Assert.Equal(("import_faulty", "rows[3].documentNo"), (refused.Code, refused.Field));
        Assert.Contains("ledger.csv", refused.Detail, StringComparison.Ordinal);

        // Another facilitator may well have the same number.
        await service.Official("330281").ImportAsync(LedgerFile.Csv(changed with { Facilitator = $"{LedgerFile.OtherHall}" }));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_invoice_of_two_ledgers_is_counted_up_to_its_total(Engine engine)
    {
        // EC-48
        await using var service = await LedgerFile.StartAsync(engine);
        var row = new LedgerRow
        {
            DocumentNo = "EC48-1",
            Price = "",
            Quantity = "1000",
            Amount = "100000.00",
            Invoice = "26332000000012345678",
            InvoiceTotal = "100000.00",
        };
        var importId = await service.Official("330211").ImportAsync(LedgerFile.Csv(row));
        var second = row with { DocumentNo = "EC48-2", Facilitator = $"{LedgerFile.OtherHall}" };
        var refused = await service.Official("330281").RefusedImportAsync(LedgerFile.Csv(second));
        Assert.Equal("rows[2].invoiceNumber", refused.Field);
        Assert.Contains("EC48-1", refused.Detail, StringComparison.Ordinal);
        var differs = await service.Official("330281").TryAsync(LedgerFile.Csv(second with { InvoiceTotal = "200000.00" }));
        Assert.Equal("invoice_total_differs", Assert.Single(differs.List("faults")).Text("code"));

        // A rejected row uses nothing of it.
        using var rejection = await service.Reviewer("330211").ReviewAsync(importId, "Facilitator", isApproved: false);
        await LedgerFile.JsonOf(rejection);
        await service.Official("330281").ImportAsync(LedgerFile.Csv(second));
        var third = await service.Official("330281").TryAsync(LedgerFile.Csv(
            second with { DocumentNo = "EC48-3", Invoice = "FP-48", Amount = "60000" },
            second with { DocumentNo = "EC48-4", Invoice = "FP-48", Amount = "40000.01" }));
        var fault = Assert.Single(third.List("faults"));
        Assert.Equal((3, "invoice_exceeded"), (fault.Number("row"), fault.Text("code")));
        Assert.Contains("第 2 行", fault.Text("zh"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_refused_row_uses_up_neither_its_invoice_nor_its_document_number(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        var row = new LedgerRow { Price = "", Invoice = "FP-1", InvoiceTotal = "1000.00" };

        // Row 2 is more than its invoice; row 3 is the same document as it should be; row 4 says it once more, and row
        // 5 has the rest of the invoice.
        var trial = await official.TryAsync(LedgerFile.Csv(
            row with { DocumentNo = "A", Amount = "1000.01" },
            row with { DocumentNo = "A", Amount = "600.00" },
            row with { DocumentNo = "A", Amount = "400.00" },
            row with { DocumentNo = "B", Amount = "400.00" },
            row with { DocumentNo = "C", Amount = "0.01" }));

        Assert.Equal(
            [(2L, "invoice_exceeded"), (4L, "document_twice"), (6L, "invoice_exceeded")],
            trial.List("faults").Select(fault => (fault.Number("row"), fault.Text("code"))));
        Assert.Equal((5L, 2L, 1_000_00L), (trial.Number("rows"), trial.Number("soundRows"), trial.Number("amountFen")));
        await official.RefusedImportAsync(LedgerFile.Csv(row with { DocumentNo = "A", Amount = "1000.01" }));
        await official.ImportAsync(
            LedgerFile.Csv(row with { DocumentNo = "A", Amount = "600.00" }, row with { DocumentNo = "B", Amount = "400.00" }));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Workbooks_and_GBK_texts_with_full_width_digits_are_read_as_they_are_meant(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-06-15"));
        await using var service = await LedgerFile.StartAsync(engine, clock);
        var official = service.Official("330211");
        var wide = new LedgerRow { DocumentNo = "ＧＢＫ－１", Quantity = "１０", Price = "100.00", Amount = "￥1000.00元", SaleDate = "2024年5月10日" };
        var text = LedgerFile.Text([wide]);
        var importId = await official.ImportAsync(Gbk.GetBytes(text), "text/csv; charset=gbk");
        var read = (await official.GetJsonAsync($"/credits/imports/{importId}/rows")).List("items")[0];
        Assert.Equal((100_000L, "2024-05-10"), (read.Number("amountFen"), read.Text("saleDate")));

        // With days and numbers in cells of a spreadsheet.
        clock.Now = Examples.Noon("2026-06-01");
        object?[] cells = [.. new LedgerRow { DocumentNo = "XLSX-1", Invoice = "26332000000012345678", InvoiceTotal = "4820.00" }.Cells];
        (cells[7], cells[8], cells[15]) = (new DateOnly(2026, 1, 1), new DateOnly(2028, 12, 31), new DateOnly(2026, 5, 10));
        (cells[10], cells[13], cells[14]) = (120.5m, 40, 4_820);
        var workbook = await official.ImportAsync(XlsxFile.Of([[.. LedgerFile.Header.Split(',')], cells]), XlsxTable.ContentType);
        var sale = (await official.GetJsonAsync($"/credits/imports/{workbook}/rows")).List("items")[0];
        Assert.Equal(
            ("26332000000012345678", "2026-05-10", 482_000L),
            (sale.Text("invoiceNumber"), sale.Text("saleDate"), sale.Number("amountFen")));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Codes_mean_what_they_meant_on_the_day_of_the_sale(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        await service.DeliverAsync(new RegionsPublished
        {
            Regions =
            [
                new RegionsPublished.Region
                {
                    RegionId = "513430",
                    Version = 2,
                    Code = "513499",
                    Name = "新金阳",
                    Level = RegionLevel.County,
                    Path = Places.Path("513430"),
                    CodeVersions =
                    [
                        new("513430", "金阳县", new DateOnly(2000, 1, 1), new DateOnly(2024, 5, 1)),
                        new("513499", "新金阳", new DateOnly(2024, 5, 1), null),
                    ],
                },
                new RegionsPublished.Region
                {
                    RegionId = "513431",
                    Version = 2,
                    Code = "513498",
                    Name = "新昭觉",
                    Level = RegionLevel.County,
                    Path = Places.Path("513431"),
                    CodeVersions =
                    [
                        new("513431", "昭觉县", new DateOnly(2000, 1, 1), new DateOnly(2023, 1, 1)),
                        new("513498", "新昭觉", new DateOnly(2023, 1, 1), null),
                    ],
                },
            ],
        });
        var official = service.Official("330211");
        var report = await official.TryAsync(LedgerFile.Csv(
            new LedgerRow { SaleDate = "2024-04-30" }, new LedgerRow { Origin = "513499" },
            new LedgerRow { Origin = "513430" }, new LedgerRow { Origin = "金阳县" },
            // Of this change only the year is known: either code is right in it.
            new LedgerRow { Origin = "513431", SaleDate = "2023-05-10" }, new LedgerRow { Origin = "513498", SaleDate = "2023-05-10" },
            new LedgerRow { Origin = "513431" }));
        Assert.Equal(
            [(4L, "region_code_not_valid"), (5L, "region_unknown"), (8L, "region_code_not_valid")],
            report.List("faults").Select(fault => (fault.Number("row"), fault.Text("code"))));
        Assert.Contains("513499", report.List("faults")[0].Text("en"), StringComparison.Ordinal);
        Assert.Equal(4, Assert.Single(report.List("judgements"), judgement => judgement.Text("outcome") == "Credited").Number("rows"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_cannot_be_true_is_refused(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        await service.DeliverAsync(LedgerFile.Facilitator(Guid.CreateVersion7(), "旧专馆", "330211", to: "2024-05-01"));
        var moved = Examples.Unit([Examples.Since("330211", "2024-06-01")]);
        await service.DeliverAsync(moved);
        await service.DeliverAsync(new RegionsPublished
        {
            Regions =
            [
                Region("511100", RegionLevel.Prefecture), Region("511133", RegionLevel.County),
                Region("429000", RegionLevel.Prefecture), Region("441900", RegionLevel.Prefecture),
            ],
        });
        (LedgerRow Row, string Code)[] cases =
        [
            (new LedgerRow { Facilitator = "旧专馆" }, "facilitator_not_registered"),
            (new LedgerRow { Supplier = $"{Guid.CreateVersion7()}" }, "supplier_unknown"),
            (new LedgerRow { UnitId = $"{Guid.CreateVersion7()}" }, "unit_unknown"),
            (new LedgerRow { UnitId = $"{moved.UnitId}" }, "unit_without_region"),
            (new LedgerRow { UnitId = "某学校" }, "id_invalid"),
            (new LedgerRow { Price = "", Amount = "" }, "amount_missing"),
            (new LedgerRow { Price = "100.00001" }, "price_too_fine"),
            (new LedgerRow { Quantity = "10.0001" }, "quantity_too_fine"),
            (new LedgerRow { Quantity = "十斤" }, "not_a_number"),
            (new LedgerRow { Buyer = "" }, "value_missing"),
            (new LedgerRow { Category = "旅游" }, "not_a_choice"),
            (new LedgerRow { Origin = "511100" }, OriginRegion.NotCounty),
            (new LedgerRow { Origin = "429000" }, OriginRegion.NotCounty),
            (new LedgerRow { Delivery = "429000" }, PlaceRegion.Placeholder),
        ];
        var report = await service.Official("330211").TryAsync(LedgerFile.Csv(cases.Select(row => row.Row)));
        var told = report.List("faults").ToLookup(fault => fault.Number("row"), fault => fault.Text("code"));
        // A hall knows the city or the province of its guests at most.
        Assert.Empty((await service.Official("330211").TryAsync(LedgerFile.Csv(new LedgerRow { Delivery = "511100" }))).List("faults"));
        // A city without counties is an origin like a county.
        Assert.Empty((await service.Official("330211").TryAsync(LedgerFile.Csv(new LedgerRow { Origin = "441900" }))).List("faults"));
        foreach (var (index, (_, code)) in cases.Index())
        {
            Assert.Equal([code], told[index + 2]);
        }

        var broken = await service.Official("330211").TryAsync("这不是台账\n1,2,3"u8.ToArray());
        Assert.Equal("header_missing", Assert.Single(broken.List("faults")).Text("code"));
        Assert.Equal("no_rows", Assert.Single((await service.Official("330211").TryAsync(LedgerFile.Csv())).List("faults")).Text("code"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Officials_import_what_has_a_side_in_their_region(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var file = LedgerFile.Csv(new LedgerRow());
        var stranger = service.Official("520100");
        Assert.Equal("not_your_region", Assert.Single((await stranger.TryAsync(file)).List("faults")).Text("code"));
        Assert.Equal("import_faulty", (await stranger.RefusedImportAsync(file)).Code);
        Assert.StartsWith(
            "403 ", await service.Client(Roles.Supplier).SendAsync(file, dryRun: true).RefusalAsync(), StringComparison.Ordinal);
        Assert.Equal(
            "400 idempotency_key_missing", await service.Official("513430").SendAsync(file, dryRun: false, key: " ").RefusalAsync());
        var importId = await service.Official("513430").ImportAsync(file);
        Assert.Single((await service.Official("330211").GetJsonAsync("/credits/imports?state=AwaitingReview")).List("items"));
        Assert.Equal("404 import_not_found", await stranger.ReviewAsync(importId, "Origin").RefusalAsync());
    }

    static RegionsPublished.Region Region(string id, RegionLevel level) => new()
    {
        RegionId = id,
        Version = 1,
        Code = id,
        Name = $"地区{id}",
        Level = level,
        Path = Places.Path(id),
    };
}
