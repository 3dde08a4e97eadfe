using System.Net;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Recognitions;

/// <summary>GET /catalog/recognitions/export. Other tests add to a shared register meanwhile, so these catalogues are not shared.</summary>
public sealed class ExportRecognitionsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite, "csv")]
    [InlineData(Engine.PostgreSql, "csv")]
    [InlineData(Engine.Sqlite, "xlsx")]
    [InlineData(Engine.PostgreSql, "xlsx")]
    public async Task What_is_exported_and_imported_again_changes_nothing(Engine engine, string format)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        await catalog.IssuedAsync(Register.Issue(Register.NewNumber(), supplierId));
        await catalog.IssuedAsync(Register.Issue(Register.NewNumber(), supplierId, productId));

        var file = await catalog.County().GetByteArrayAsync($"{Register.Path}/export?county={Places.Jinyang}&format={format}", Ct);
        var (status, report) = await ImportRecognitionsTests.SendAsync(catalog.County(), file);

        Assert.Equal(
            (HttpStatusCode.OK, 2, 0, 0, 0),
            (status, (int)report["unchanged"]!, (int)report["issued"]!, (int)report["renewed"]!, report["faults"]!.AsArray().Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_template_has_the_headings_alone(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        await catalog.IssuedAsync(Register.Issue(Register.NewNumber(), supplierId));
        var template = Encoding.UTF8.GetString(await catalog.County().GetByteArrayAsync($"{Register.Path}/export?isTemplate=true", Ct));
        Assert.Contains("认定编号", template, StringComparison.Ordinal);
        Assert.DoesNotContain(supplierId.ToString(), template, StringComparison.Ordinal);
        await catalog.County().RefusesAsync(
            c => c.GetAsync(new Uri($"{Register.Path}/export?format=pdf", UriKind.Relative), Ct), 400, "format_unknown", "format");
        await catalog.As(Roles.Purchaser).RefusesAsync(
            c => c.GetAsync(new Uri($"{Register.Path}/export", UriKind.Relative), Ct), 403, "role_not_allowed");
    }
}
