using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>POST /catalog/suppliers/{supplierId}/sanctions/{number}/appeal/dismissal.</summary>
public sealed class DismissAppealTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_office_above_dismisses_an_appeal_and_never_the_one_that_imposed_the_sanction(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var own = catalog.As(Roles.Supplier, supplierId);
        await catalog.County().SanctionAsync(supplierId).DoneAsync();
        var prefecture = catalog.Service.Client(Roles.Official, region: Places.Liangshan, tier: "City");
        await prefecture.RefusesAsync(c => c.DismissAsync(supplierId), 409, "no_open_appeal");
        await own.AppealAsync(supplierId).DoneAsync();
        await catalog.County().RefusesAsync(c => c.DismissAsync(supplierId), 403, "not_your_region");
        await own.RefusesAsync(c => c.DismissAsync(supplierId), 403, "role_not_allowed");
        await prefecture.RefusesAsync(
            c => c.PostOnceAsync($"{Sanctions.Path(supplierId)}/1/appeal/dismissal", new { reason = "" }, ct: Ct),
            400, "text_blank", "reason");

        await prefecture.DismissAsync(supplierId).DoneAsync();

        Assert.Equal(
            "复检仍不合格", (string?)(await own.GetNodeAsync($"/catalog/suppliers/{supplierId}"))["sanctions"]![0]!["dismissalReason"]);
        Assert.Equal("Suspended", await own.StateAsync(supplierId));
        await prefecture.RefusesAsync(c => c.DismissAsync(supplierId), 409, "no_open_appeal");
        await own.RefusesAsync(c => c.AppealAsync(supplierId), 409, "appeal_exists");
    }
}
