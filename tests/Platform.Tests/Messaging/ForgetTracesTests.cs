using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

public sealed class ForgetTracesTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_message_parked_for_a_month_keeps_reason_and_body_and_no_trace(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        await using var scope = tally.OpenDb(out var db);
        var unitId = Guid.CreateVersion7();
        db.Add(new Tally { Id = unitId });
        await db.SaveChangesAsync(Ct);
        var (old, young) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await tally.DeliverAsync(Completed(unitId, -1), old, Ct);
        await tally.DeliverAsync(Completed(unitId, -2), young, Ct);
        var monthAgo = TimeProvider.System.GetUtcNow().AddDays(-31);
        await db.ParkedMessages.Where(row => row.MessageId == old)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastFailedAt, monthAgo), Ct);

        Assert.Equal(1, await ForgetTraces.RunAsync<TallyDb>(scope.ServiceProvider, Ct));

        var rows = await db.ParkedMessages.AsNoTracking().ToDictionaryAsync(row => row.MessageId, Ct);
        Assert.Equal("A completed order can't have a negative amount.", rows[old].Detail);
        Assert.Contains("\"acceptedFen\":-1", rows[old].Body, StringComparison.Ordinal);
        Assert.Contains("at Marketplace.", rows[young].Detail, StringComparison.Ordinal);
        Assert.Equal(0, await ForgetTraces.RunAsync<TallyDb>(scope.ServiceProvider, Ct));
    }
}
