using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>← RecallPublished: what is accepted of a batch that is called back is held (CR-17).</summary>
public sealed class LearnRecallsTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_accepted_meanwhile_is_held_and_before_and_after_it_is_credited(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var line = Examples.Line();
        var batch = line.Batches[0].BatchId;
        var recall = Recall(batch, "2024-05-10");
        var before = await AcceptAsync(service, unit.UnitId, line, "2024-05-09");

        await service.DeliverAsync(recall);
        await service.DeliverAsync(recall);
        var meanwhile = await AcceptAsync(service, unit.UnitId, line, "2024-05-10");
        var other = await AcceptAsync(service, unit.UnitId, Examples.Line(), "2024-05-10");
        await service.DeliverAsync(recall with { Version = 2, LiftedAt = Examples.Noon("2024-05-12") });
        await service.DeliverAsync(recall);
        var after = await AcceptAsync(service, unit.UnitId, line, "2024-05-12");

        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(before));
        Assert.Equal("–", await service.CreditedToAsync(meanwhile));
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(other));
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(after));
        var hold = Assert.Single((await service.Official("330211").GetJsonAsync($"/credits/holds?lineId={meanwhile}")).List("items"));
        Assert.Equal(("BatchRecalled", "CR-17", "Open"), (hold.Text("reason"), hold.Text("rule"), hold.Text("state")));

        // Both sides have looked into it: it is credited as of its own day, although the recall was in force then.
        var path = $"/credits/holds/{hold.Text("holdId")}/release";
        var proposed = await service.Official("513430").PostOnceAsync(path, new { note = "复检合格" }, ct: Ct).JsonAsync(
            System.Net.HttpStatusCode.Accepted);
        await service.Official("330211").PostOnceAsync($"/credits/proposals/{proposed.Text("proposalId")}/confirmation", new { }, ct: Ct)
            .JsonAsync(System.Net.HttpStatusCode.OK);
        Assert.Equal("P F01, C F02, K F03", await service.CreditedToAsync(meanwhile));
    }

    static RecallPublished Recall(Guid batchId, string day) => new()
    {
        RecallId = Guid.CreateVersion7(),
        Version = 1,
        BatchIds = [Guid.CreateVersion7(), batchId],
        Reason = "抽检农残超标",
        RecalledAt = Examples.Noon(day),
    };

    static async Task<Guid> AcceptAsync(ServiceUnderTest<CreditingDb> service, Guid unitId, DeliveryAccepted.Line like, string day)
    {
        var line = like with { LineId = Guid.CreateVersion7() };
        await service.DeliverAsync(Examples.Acceptance(unitId, line) with { AcceptedAt = Examples.Noon(day) });
        return line.LineId;
    }
}
