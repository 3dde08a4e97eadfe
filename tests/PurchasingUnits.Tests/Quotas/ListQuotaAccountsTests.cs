using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Quotas;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>GET /units/quota-accounts.</summary>
public sealed class ListQuotaAccountsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_is_above_sees_the_accounts_of_all_units_below_with_their_pace(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var parent = (await units.RegisterUnitAsync()).UnitId;
        var (one, other) = (
            await units.RegisterQuotaUnitAsync(5_000, parentId: parent), await units.RegisterQuotaUnitAsync(7_000, parentId: parent));
        await units.DeliverAsync(QuotaScenario.Executed(QuotaScenario.Entry(one, 2_000)), ct: Ct);
        await units.DeliverAsync(QuotaScenario.Omitted(QuotaScenario.OmissionOf(QuotaScenario.Entry(other, 60), 1)), ct: Ct);

        var above = units.Approver(parent);
        var first = await above.GetBodyAsync<Page<QuotaAccountView>>("/units/quota-accounts?year=2026&size=1");
        var second = await above.GetBodyAsync<Page<QuotaAccountView>>($"/units/quota-accounts?year=2026&size=1&after={first.Next}");
        var rows = first.Items.Concat(second.Items).ToDictionary(account => account.UnitId);

        Assert.Null(second.Next);
        Assert.Equal((5_000, 2_000, 4_000), (
            rows[one].ReservedFen, rows[one].ExecutedFen, rows[one].Pace.ProgressBasisPoints));
        Assert.Equal((7_000, 0, 60), (rows[other].ReservedFen, rows[other].ExecutedFen, Assert.Single(rows[other].NotExecuted).Fen));
        Assert.Single((await above.GetBodyAsync<Page<QuotaAccountView>>($"/units/quota-accounts?unit={one}")).Items);
        Assert.Empty((await units.Purchaser(Guid.CreateVersion7())
            .GetBodyAsync<Page<QuotaAccountView>>("/units/quota-accounts?year=2026")).Items);
    }
}
