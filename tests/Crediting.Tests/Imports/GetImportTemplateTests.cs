using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Tables;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>GET /credits/imports/template (CR-22).</summary>
public sealed class GetImportTemplateTests(SharedLedger shared)
{
    const string Path = "/credits/imports/template";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_template_has_the_columns_of_a_ledger_and_one_row_as_an_example(Engine engine)
    {
        var official = (await shared.OnAsync(engine)).Official("330211");

        using var csv = await official.GetAsync(new Uri($"{Path}?format=csv", UriKind.Relative), Ct);
        using var workbook = await official.GetAsync(new Uri(Path, UriKind.Relative), Ct);

        var lines = (await csv.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("单据号", lines[0], StringComparison.Ordinal);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Equal(XlsxTable.ContentType, workbook.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task It_is_csv_or_xlsx_and_for_officials_auditors_and_operators()
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(
            ("format_unknown", "format"), await service.Official("330211").RefusedAsync($"{Path}?format=pdf", HttpStatusCode.BadRequest));
        await service.IsForAsync(HttpMethod.Get, Path, Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
