using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

public sealed class ForgetDiscardedTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_discarded_long_ago_goes_and_what_still_waits_stays(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        await using var scope = tally.OpenDb(out var db);
        var unitId = Guid.CreateVersion7();
        db.Add(new Tally { Id = unitId });
        await db.SaveChangesAsync(Ct);
        var (old, young, waiting) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var id in new[] { old, young, waiting })
        {
            await tally.DeliverAsync(Completed(unitId, -1), id, Ct);
        }

        // Three years are kept when no setting says otherwise.
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (id, discarded) in new[] { (old, now.AddDays(-1_097)), (young, now.AddDays(-1_095)) })
        {
            await db.ParkedMessages.Where(row => row.MessageId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DiscardedAt, discarded), Ct);
        }

        Assert.Equal(1, await ForgetDiscarded.RunAsync<TallyDb>(scope.ServiceProvider, Ct));

        var left = await db.ParkedMessages.AsNoTracking().Select(row => row.MessageId).ToListAsync(Ct);
        Assert.Equal(new[] { young, waiting }.Order(), left.Order());
    }
}
