using Marketplace.Ordering.Gifts;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>The people of gift lists are forgotten.</summary>
public sealed class ForgetRecipientsTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Names_go_after_half_a_year_keys_after_the_year_and_lists_that_nobody_ordered_as_a_whole(Engine engine)
    {
        await using var fixture = await OpenAsync(engine);
        var scenario = await GiftScenario.OpenAsync(fixture, perHeadFen: 50_00);
        var ordered = await scenario.UploadAsync(("王秀英", "A1", 10));
        await scenario.OrderAsync(ordered);
        await scenario.UploadAsync(("李建国", "A2", 10));

        fixture.Clock.Advance(TimeSpan.FromDays(89));
        Assert.Equal(0, await ForgetAsync(fixture));
        fixture.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync(fixture));
        await using (fixture.Service.OpenDb(out var db))
        {
            var row = await db.GiftRecipients.SingleAsync(Ct);
            Assert.Equal(("王秀英", true), (row.Name, row.PersonKey is not null));
        }

        fixture.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal(1, await ForgetAsync(fixture));
        Assert.Equal(0, await ForgetAsync(fixture));
        await using (fixture.Service.OpenDb(out var db))
        {
            var row = await db.GiftRecipients.SingleAsync(Ct);
            Assert.Equal((null, null, null, null), (row.Name, row.StaffNo, row.Phone, row.PersonKey));
            Assert.False(await db.GiftYears.AnyAsync(Ct));
            Assert.NotNull((await db.GiftLists.SingleAsync(Ct)).ErasedAt);
        }
    }

    static async Task<int> ForgetAsync(OrderingFixture fixture)
    {
        await using var scope = fixture.Service.OpenDb(out _);
        return await ForgetRecipients.RunAsync(scope.ServiceProvider, Ct);
    }
}
