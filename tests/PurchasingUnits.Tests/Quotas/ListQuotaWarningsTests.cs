using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Quotas;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Quotas;

/// <summary>GET /units/quota-warnings.</summary>
public sealed class ListQuotaWarningsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Warnings_are_listed_by_level_and_unit_page_by_page(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterQuotaUnitAsync();
        await using (var scope = units.OpenDb(out var db))
        {
            foreach (var level in (QuotaLevel[])[QuotaLevel.Behind, QuotaLevel.SeriouslyBehind])
            {
                db.Add(new QuotaWarning
                {
                    WarningId = QuotaWarning.IdOf(QuotaAccounts.IdOf(unit, 2026), level),
                    UnitId = unit,
                    Year = 2026,
                    Level = level,
                    RaisedAt = SharedUnits.Now.AddDays((int)level),
                    ReservedFen = 10_000,
                    ExecutedFen = 100,
                    HeldFen = 0,
                    ExpectedBasisPoints = 8_000,
                    DaysLeft = 40,
                });
            }

            await db.SaveChangesAsync(Ct);
        }

        var path = $"/units/quota-warnings?year=2026&unit={unit}";
        var first = await units.Auditor.GetBodyAsync<Page<QuotaWarningView>>($"{path}&size=1");
        var second = await units.Auditor.GetBodyAsync<Page<QuotaWarningView>>($"{path}&size=1&after={first.Next}");
        Assert.Equal(
            [QuotaLevel.SeriouslyBehind, QuotaLevel.Behind], first.Items.Concat(second.Items).Select(warning => warning.Level));
        Assert.Null(second.Next);
        Assert.Single((await units.Auditor.GetBodyAsync<Page<QuotaWarningView>>($"{path}&level=Behind")).Items);
        Assert.Empty((await units.Purchaser(Guid.CreateVersion7()).GetBodyAsync<Page<QuotaWarningView>>(path)).Items);
    }
}
