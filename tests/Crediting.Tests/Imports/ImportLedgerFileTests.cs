using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Tables;
using Marketplace.Testing;
using Xunit;
using Raw = Marketplace.Testing.XlsxFile.RawXml;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>Ledgers as offices really send them: what spreadsheets did to them, and one paper in several spellings (CR-22).</summary>
public sealed class ImportLedgerFileTests
{
    static readonly string[] Header = LedgerFile.Header.Split(',');

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_number_that_a_spreadsheet_has_rounded_is_refused_at_the_cell()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        (string Column, object Cell)[] cases =
        [
            ("发票号码", Raw.Number("2.6332000000012302E+19")), ("发票号码", Raw.Number("26332000000012345678")),
            ("发票号码", "26332000000012300000"), ("发票号码", Raw.Number("1234567")), ("单据号", Raw.Number("3.3021120240510101E+17")),
            ("认定编号", Raw.Number("45422", XlsxFile.DayStyle)), ("产地县代码", "513430.0"), ("收货地代码", Raw.Number("3.30211E+5")),
        ];
        var rows = cases.Select(item => Cells(new LedgerRow(), item)).ToArray();
        var report = await official.TryAsync(XlsxFile.Of([Header, .. rows]), XlsxTable.ContentType);
        // The last is no long number at all, however the program stored it.
        Assert.Equal(
            Enumerable.Range(2, cases.Length - 1).Select(row => ((long)row, "number_spoilt")),
            report.List("faults").Select(fault => (fault.Number("row"), fault.Text("code"))));
    }

    [Fact]
    public async Task An_invoice_that_is_used_on_another_sheet_is_found_there()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        XlsxFile.Sheet[] months = [.. Enumerable.Range(4, 2).Select(month => new XlsxFile.Sheet(
            $"{month}月", [Header, Cells(new LedgerRow { DocumentNo = $"两表-{month}", Invoice = "FP-两表" })]))];

        var fault = Fault(await official.TryAsync(XlsxFile.Of(months), XlsxTable.ContentType));

        Assert.Equal(("invoice_exceeded", "5月"), (fault.Text("code"), fault.Text("sheet")));
        Assert.Contains("工作表“4月”第 2 行", fault.Text("zh"), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_sheets_of_a_workbook_are_imported_and_none_is_left_out_in_silence(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        XlsxFile.Sheet[] months = [.. Enumerable.Range(1, 3).Select(month => new XlsxFile.Sheet(
            $"{month}月", [Header, Cells(new LedgerRow { DocumentNo = $"M-{month}" })]))];
        var other = await official.TryAsync(XlsxFile.Of([.. months, new("续表", ["x", "y", "z"])]), XlsxTable.ContentType);
        Assert.Equal(("sheet_not_read", "续表"), (Fault(other).Text("code"), Fault(other).Text("sheet")));

        var importId = await official.ImportAsync(XlsxFile.Of(months), XlsxTable.ContentType);

        var first = await official.GetJsonAsync($"/credits/imports/{importId}/rows?size=2");
        var rest = await official.GetJsonAsync($"/credits/imports/{importId}/rows?size=2&after={first.Text("next")}");
        Assert.Equal(
            [("1月", 2L), ("2月", 2L), ("3月", 2L)],
            first.List("items").Concat(rest.List("items")).Select(row => (row.Text("sheetName"), row.Number("rowNumber"))));
    }

    [Fact]
    public async Task Merged_proofs_count_for_each_row_and_merged_amounts_are_refused()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        object?[][] rows = [Header, Cells(new LedgerRow()), Cells(new LedgerRow(), ("帮销证明材料", null)), Cells(new LedgerRow())];
        var report = await official.TryAsync(XlsxFile.Of([new XlsxFile.Sheet("s", rows) { Merged = ["V2:V4"] }]), XlsxTable.ContentType);
        Assert.Equal(3, Assert.Single(report.List("judgements"), judged => judged.Text("outcome") == "Credited").Number("rows"));
        Assert.Equal("V2:V4", Assert.Single(report.GetProperty("file").List("sheets")[0].List("mergedCells")).GetString());
        var refused = await official.TryAsync(XlsxFile.Of([new XlsxFile.Sheet("s", rows) { Merged = ["O2:O3"] }]), XlsxTable.ContentType);
        Assert.Equal(
            [(2L, "amount", "cell_merged"), (3L, "amount", "cell_merged")],
            refused.List("faults").Select(fault => (fault.Number("row"), fault.Text("column"), fault.Text("code"))));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Half_characters_and_such_as_nobody_sees_are_refused_and_never_break_the_service(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        foreach (var spoilt in (string[])["苹果_xD83D_", "苹果_x202E_", "苹果_x200B_", "苹果_xFEFF_", "苹果_xFFFF_", "苹果_x0000_", "苹果_xE000_"])
        {
            foreach (var column in (string[])["产品名称", "供应商", "单据号", "帮销证明材料"])
            {
                var file = XlsxFile.Of([Header, Cells(new LedgerRow(), (column, spoilt))]);
                using var answer = await official.SendAsync(file, dryRun: false, XlsxTable.ContentType);
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                Assert.Contains("text_unprintable", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_supplier_is_known_again_however_its_name_is_spelled()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        await service.DeliverAsync(Examples.Supplier(Guid.CreateVersion7()) with
        {
            Name = "金阳青花椒专业合作社（普通合伙）",
            Suspensions = [new SupplierPublished.Suspension(new DateOnly(2024, 1, 1), null)],
        });
        var report = await service.Official("330211").TryAsync(LedgerFile.Csv(
            ((string[])["金阳青花椒专业合作社（普通合伙）", "金阳青花椒专业合作社(普通合伙)", "金阳青花椒专业合作社〔普通合伙〕", " 金阳青花椒 专业合作社 ( 普通合伙 )"])
            .Select(name => new LedgerRow { Supplier = name })));
        var judged = Assert.Single(report.List("judgements"));
        Assert.Equal(("SupplierSuspended", 4L), (judged.Text("reason"), judged.Number("rows")));
    }

    [Fact]
    public async Task One_paper_in_several_spellings_counts_once()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        var report = await official.TryAsync(LedgerFile.Csv(((string[])["BX-001", "BX－001", "bx-001", "ＢＸ–００１", "BX-001\u200B"])
            .Select((number, row) => new LedgerRow { DocumentNo = number, Invoice = $"FP-{row}" })));
        Assert.Equal(
            ["document_twice", "document_twice", "document_twice", "text_unprintable"],
            report.List("faults").OrderBy(fault => fault.Number("row")).Select(fault => fault.Text("code")));
        var invoices = await official.TryAsync(LedgerFile.Csv(
            new LedgerRow { Invoice = "26332000000012345678" }, new LedgerRow { Invoice = "2633 2000 0000 1234 5678" }));
        Assert.Equal("invoice_exceeded", Fault(invoices).Text("code"));

        // It is kept as it was typed, and found by any spelling.
        var importId = await official.ImportAsync(LedgerFile.Csv(new LedgerRow { DocumentNo = "镇销〔2024〕1" }));
        var row = Assert.Single((await official.GetJsonAsync($"/credits/imports/{importId}/rows")).List("items"));
        Assert.Equal("镇销〔2024〕1", row.Text("documentNo"));
        using var review = await service.Reviewer("330211").ReviewAsync(importId, "Facilitator", isApproved: true, "镇销[2024]1");
        await LedgerFile.JsonOf(review);
        var known = await official.TryAsync(LedgerFile.Csv(new LedgerRow { DocumentNo = "镇销（2024）1" }));
        Assert.Equal("document_known", Fault(known).Text("code"));
    }

    [Fact]
    public async Task An_invoice_number_is_its_seller_s()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        var row = new LedgerRow { Invoice = "12345678" };
        var sound = await official.TryAsync(LedgerFile.Csv(
            row with { DocumentNo = "1", Supplier = "甲合作社" }, row with { DocumentNo = "2", Supplier = "乙合作社", InvoiceTotal = "2000.00" }));
        Assert.Empty(sound.List("faults"));
        var same = await official.TryAsync(LedgerFile.Csv(
            row with { DocumentNo = "1", Supplier = "甲（合作社）" }, row with { DocumentNo = "2", Supplier = "甲(合作社)" }));
        Assert.Equal("invoice_exceeded", Fault(same).Text("code"));

        // A fully digital invoice has a number of its own in the whole nation.
        var digital = row with { Invoice = "26332000000012345678" };
        Assert.Equal("invoice_exceeded", Fault(await official.TryAsync(LedgerFile.Csv(
            digital with { DocumentNo = "1", Supplier = "甲合作社" }, digital with { DocumentNo = "2", Supplier = "乙合作社" }))).Text("code"));

        var supplier = Guid.CreateVersion7();
        await service.DeliverAsync(Examples.Supplier(supplier) with { Name = "甲合作社" });
        await service.DeliverAsync(new InvoiceRecorded
        {
            InvoiceId = Guid.CreateVersion7(),
            OrderId = Guid.CreateVersion7(),
            PartId = Guid.CreateVersion7(),
            SupplierId = supplier,
            Number = "12345678",
            AmountFen = 100_000,
            IssuedOn = new DateOnly(2024, 5, 10),
        });
        Assert.Empty((await official.TryAsync(LedgerFile.Csv(row with { Supplier = "乙合作社" }))).List("faults"));
        Assert.Equal("invoice_exceeded", Fault(await official.TryAsync(LedgerFile.Csv(row with { Supplier = "甲合作社" }))).Text("code"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_rejected_file_may_come_again_as_it_was_and_corrected(Engine engine)
    {
        await using var service = await LedgerFile.StartAsync(engine);
        var official = service.Official("330211");
        var row = new LedgerRow { DocumentNo = "R-1" };
        var first = await official.ImportAsync(LedgerFile.Csv(row));
        using var rejection = await service.Reviewer("513430").ReviewAsync(first, "Origin", isApproved: false);
        await LedgerFile.JsonOf(rejection);
        var second = await official.ImportAsync(LedgerFile.Csv(row));
        Assert.NotEqual(first, second);
        using var again = await service.Reviewer("330211").ReviewAsync(second, "Facilitator", isApproved: false);
        await LedgerFile.JsonOf(again);
        await official.ImportAsync(LedgerFile.Csv(row with { Quantity = "9", Amount = "900.00" }));
    }

    [Fact]
    public async Task Days_to_come_are_refused_on_every_paper()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var file = Encoding.UTF8.GetBytes(
            $"{LedgerFile.Header},开票日期\n{string.Join(',', new LedgerRow().Cells)},2024-06-16\n"
            + $"{string.Join(',', new LedgerRow().Cells)},2024-06-15\n");
        var fault = Fault(await service.Official("330211").TryAsync(file));
        Assert.Equal((2L, "invoiceDate", "date_in_future"), (fault.Number("row"), fault.Text("column"), fault.Text("code")));
    }

    [Fact]
    public async Task Totals_and_notes_at_the_end_are_passed_over_and_a_total_that_differs_is_told()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        string Ledger(string total) =>
            $"{LedgerFile.Text([new LedgerRow()])}\n合计,,,,,,,,,,10,,,,{total},,,,,,{total},\n制表人：张三,,,,,,,,,,,,,,,,,,,,,\n";
        var report = await official.TryAsync(Encoding.UTF8.GetBytes(Ledger("1000.00")));
        Assert.Equal((0L, 1L), (report.Number("faultCount"), report.Number("rows")));
        Assert.Equal(
            [(3L, "total_row"), (4L, "note_row")],
            report.GetProperty("file").List("ignoredRows").Select(row => (row.Number("row"), row.Text("code"))));
        var differs = Fault(await official.TryAsync(Encoding.UTF8.GetBytes(Ledger("1000.01"))));
        Assert.Equal((3L, "amount", "total_differs"), (differs.Number("row"), differs.Text("column"), differs.Text("code")));
    }

    [Theory, InlineData("csv"), InlineData("xlsx")]
    public async Task A_template_that_was_not_filled_in_is_refused_and_its_example_is_passed_over(string format)
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite, new FixedClock(Examples.Noon("2027-06-01")));
        var official = service.Official("330211");
        var template = await official.GetByteArrayAsync($"/credits/imports/template?format={format}", Ct);
        var report = await official.TryAsync(template);
        Assert.Equal(("no_rows", 0L), (Fault(report).Text("code"), report.Number("rows")));
        Assert.Equal("example_row", Assert.Single(report.GetProperty("file").List("ignoredRows")).Text("code"));
        Assert.Equal("import_faulty", (await official.RefusedImportAsync(template)).Code);
        if (format == "csv")
        {
            var filled = await official.TryAsync(
                [.. template, .. Encoding.UTF8.GetBytes(new string(',', 27) + "\r\n"), .. Encoding.UTF8.GetBytes("X")]);
            Assert.Equal("row_incomplete", Fault(filled).Text("code"));
        }
    }

    [Fact]
    public async Task A_file_in_a_form_is_taken_as_the_file_itself()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "remark" } };
        using var file = new ByteArrayContent(LedgerFile.Csv(new LedgerRow()));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "file", "五月台账.csv");
        using var answer = await official.PostAsync(new Uri("/credits/imports?dryRun=true", UriKind.Relative), form, Ct);
        var report = await LedgerFile.JsonOf(answer);
        Assert.Equal(("五月台账.csv", 0L, 1L), (report.Text("fileName"), report.Number("faultCount"), report.Number("rows")));

        using var empty = new MultipartFormDataContent { { new StringContent("x"), "remark" } };
        Assert.Equal(
            "400 form_file_missing",
            await official.PostAsync(new Uri("/credits/imports?dryRun=true", UriKind.Relative), empty, Ct).RefusalAsync());
    }

    [Theory, InlineData("text/csv"), InlineData(XlsxTable.ContentType)]
    public async Task A_file_with_faults_comes_back_with_what_to_do_in_each_row(string type)
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        var file = XlsxFile.Of(
        [
            Header, Cells(new LedgerRow()), Cells(new LedgerRow { Quantity = "-1" }),
            Cells(new LedgerRow(), ("发票号码", Raw.Number("2.6332000000012302E+19"))),
        ]);
        foreach (var dryRun in (bool[])[true, false])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/credits/imports?dryRun={dryRun}&fileName=x.xlsx")
            { Content = new ByteArrayContent(file) };
            request.Headers.Accept.ParseAdd(type);
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            using var answer = await official.SendAsync(request, Ct);
            Assert.Equal(
                (dryRun ? HttpStatusCode.OK : HttpStatusCode.BadRequest, type),
                (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            var returned = await answer.Content.ReadAsByteArrayAsync(Ct);
            var read = await TableReader.ReadAsync(
                new MemoryStream(returned), [Heading.Required("faults", "导入问题", "Import faults"), Heading.Required("no", "单据号")], Ct);
            Assert.Equal([false, true, true], read.Rows.Select(row => row.Has("faults")));
            Assert.Contains("数量须大于零", read.Rows[1]["faults"], StringComparison.Ordinal);

            // Sent again it has the same faults, and what was spoilt has not become sound.
            var report = await official.TryAsync(returned);
            Assert.Equal(
                [(3L, "quantity_not_positive"), (4L, "number_spoilt")],
                report.List("faults").Select(fault => (fault.Number("row"), fault.Text("code"))));
        }
    }

    [Fact]
    public async Task What_a_trial_run_finds_wrong_the_import_finds_too()
    {
        await using var service = await LedgerFile.StartAsync(Engine.Sqlite);
        var official = service.Official("330211");
        var file = LedgerFile.Csv(
            new LedgerRow { Quantity = "0" },
            new LedgerRow { DocumentNo = "A" },
            new LedgerRow { DocumentNo = "a" },
            new LedgerRow { Origin = "1" });
        var tried = (await official.TryAsync(file)).List("faults")
            .Select(fault => ($"rows[{fault.Number("row")}].{fault.Text("column")}", fault.Text("code"), fault.Text("zh")));
        using var answer = await official.SendAsync(file, dryRun: false);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal(
            tried, problem.List("errors").Select(error => (error.Text("field"), error.Text("code"), error.Text("message"))));
    }

    static JsonElement Fault(JsonElement report) => Assert.Single(report.List("faults"));

    static object?[] Cells(LedgerRow row, params (string Column, object? Cell)[] changed)
    {
        object?[] cells = [.. row.Cells];
        foreach (var (column, cell) in changed)
        {
            cells[Array.IndexOf(Header, column)] = cell;
        }

        return cells;
    }
}
