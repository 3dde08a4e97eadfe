using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Storage;

/// <summary>How long it is kept who read what, in a database as the migrations make it.</summary>
public sealed class ForgetAccessTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_changes_a_record_or_deletes_a_young_one_and_old_ones_go_by_whole_months(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, new() { ["Retention:AccessDays"] = "200" });
        // By the clock of the database, which is the real one.
        var today = TimeProvider.System.GetUtcNow();
        fixture.Clock.Now = today;
        var firstKept = FirstOfMonth(today.AddDays(-200));
        await using var scope = fixture.Service.OpenDb(out var db);
        db.AddRange(Record(firstKept.AddMilliseconds(-1)), Record(firstKept), Record(today.AddDays(-AccessRecord.KeptDaysMin + 1)));
        await db.SaveChangesAsync(Ct);

        await Assert.ThrowsAnyAsync<Exception>(() => db.Set<AccessRecord>().ExecuteDeleteAsync(Ct));
        await Assert.ThrowsAnyAsync<Exception>(
            () => db.Set<AccessRecord>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, "nobody"), Ct));
        Assert.Equal(3, await db.Set<AccessRecord>().CountAsync(Ct));

        Assert.Equal(1, await ForgetAccess.RunAsync<OrderingDb>(scope.ServiceProvider, Ct));
        Assert.Equal(firstKept, await db.Set<AccessRecord>().MinAsync(row => row.At, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_cannot_be_put_on_record_is_not_shown(Engine engine)
    {
        await using var fixture = await OpenAsync(engine);
        var order = await fixture.PlaceAsync();
        await using (var scope = fixture.Service.OpenDb(out var db))
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE access_records RENAME TO access_records_away", Ct);
        }

        await RefusedAsync(
            http => http.GetAsync($"/ordering/orders/{order.OrderId}", Ct), fixture.Service.Client(Roles.Auditor),
            HttpStatusCode.ServiceUnavailable, "access_not_recorded");
        Assert.Equal(order.OrderId, (await SeeAsync(order.OrderId, fixture.Purchaser(order.UnitId))).OrderId);
    }

    static DateTimeOffset FirstOfMonth(DateTimeOffset at) => new(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);

    static AccessRecord Record(DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        At = at,
        Subject = "official-7",
        Role = "official",
        Operation = "GetOrder",
        Kind = "order",
        Rows = 1,
        DataClasses = DataClass.Commercial,
        Organisations = [],
    };
}
