using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Tables;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>POST /ordering/drafts/sheets.</summary>
public sealed class UploadDraftTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_week_for_three_schools_is_one_sheet(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        List<(Guid UnitId, string Name)> schools = [];
        foreach (var name in (string[])["一小", "二小", "三小"])
        {
            schools.Add(((await scenario.NewPrincipalAsync(name)).UnitId, name));
        }

        var sheet = new StringBuilder("学校\t食材\t数量\t单位\t收货点\t送货日期\n");
        foreach (var (_, name) in schools)
        {
            foreach (var day in Enumerable.Range(0, 5))
            {
                foreach (var product in scenario.Products)
                {
                    sheet.Append(name).Append('\t').Append(product.Name).Append("\t10\t公斤\t食堂\t")
                        .Append(DraftScenario.Text(DraftScenario.Monday.AddDays(day))).Append('\n');
                }
            }
        }

        var draft = (await scenario.UploadAsync(sheet.ToString())).Draft;

        Assert.Equal((30, 0), (draft.Lines.Count, draft.FaultyLines));
        Assert.All(draft.Lines, line => Assert.Equal(Quantity.Of(20), line.Quantity));
        Assert.Equal(schools.Select(school => (Guid?)school.UnitId), draft.Lines.Select(line => line.UnitId).Distinct());
        Assert.Equal(2, draft.Lines[0].Row);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Pasted_cells_CSV_workbooks_and_forms_are_read_alike(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var table = new Table
        {
            SheetName = "周菜单",
            Columns =
            [
                new Column("product", "品名", "Product"), new Column("quantity", "数量", "Quantity", ColumnKind.Quantity),
                new Column("day", "日期", "日期", ColumnKind.Date),
            ],
            Rows = [[scenario.Products[0].Name, 20m, DraftScenario.Monday]],
        };
        var pasted = $"品名\t数量\t日期\n{scenario.Products[0].Name}\t20\t2026-11-23\n";
        var boundary = "----sheet";
        var form = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"week.csv\"\r\n"
            + $"Content-Type: text/csv\r\n\r\n{pasted}\r\n--{boundary}--\r\n");
        (byte[] File, string Type)[] files =
        [
            (Encoding.UTF8.GetBytes(pasted), "text/plain"),
            (CsvTable.Write(table), "text/csv"),
            (XlsxTable.Write(table), DraftScenario.Xlsx),
            (form, $"multipart/form-data; boundary={boundary}"),
        ];

        foreach (var (file, type) in files)
        {
            using var answer = await scenario.UploadAsync(file, type);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{type}: {await answer.Content.ReadAsStringAsync(Ct)}");
            var line = Assert.Single((await ReadAsync<Ordering.Drafts.UploadDraft.View>(answer)).Draft.Lines);
            Assert.Equal((scenario.Products[0].Id, Quantity.Of(20), DraftScenario.Monday), (line.ProductId, line.Quantity, line.DeliverOn));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Rows_that_are_not_understood_are_kept_and_the_example_is_passed_over(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        using var template = await scenario.Buyer.GetAsync("/ordering/drafts/template?format=csv", Ct);
        var text = (await template.Content.ReadAsStringAsync(Ct)).TrimEnd();

        var view = await scenario.UploadAsync($"{text}\r\n,{scenario.Products[0].Name},,,20,,,2026-11-23\r\n,查无此物,,,一些,,,2026-11-24\r\n");

        Assert.Equal((2, 1), (view.Draft.Lines.Count, view.Draft.FaultyLines));
        Assert.Equal(["product_unknown", "quantity_invalid"], DraftScenario.Codes(view.Draft, 1));
        Assert.Equal((4, "查无此物"), (view.Draft.Lines[1].Row, view.Draft.Lines[1].Typed.Product));
    }

    [Theory]
    [InlineData("产品,数量\n", "no_rows")]
    [InlineData("产品\n花椒\n", "header_missing")]
    [InlineData("随便写的字", "header_missing")]
    public async Task A_file_without_rows_or_headings_is_refused(string text, string code)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(Engine.Sqlite));
        using var answer = await scenario.UploadAsync(Encoding.UTF8.GetBytes(text), "text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await ReadAsync<JsonElement>(answer)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_sheet_with_more_rows_than_a_draft_has_lines_is_refused_as_a_whole()
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(Engine.Sqlite));
        var rows = string.Concat(Enumerable.Repeat($"{scenario.Products[0].Name},20\n", 2_001));
        using var answer = await scenario.UploadAsync(Encoding.UTF8.GetBytes("产品,数量\n" + rows), "text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("too_many_rows", (await ReadAsync<JsonElement>(answer)).GetProperty("code").GetString());
    }
}
