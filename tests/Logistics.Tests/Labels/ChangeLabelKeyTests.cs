using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Labels;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>POST /logistics/label-keys.</summary>
public sealed class ChangeLabelKeyTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Labels_of_before_are_believed_unless_the_key_may_be_somebody_elses(Engine engine)
    {
        // A key is everybody's: a service of the test's own.
        await using var logistics = await SharedServices.StartAsync(engine, new FixedClock(LogisticsScenario.Now));
        var network = await NetworkScenario.WithShipmentsAsync(logistics, count: 1);
        var shipment = network.ShipmentIds[0];
        var first = (await network.CodesAsync(shipment, packages: 1))[0];

        var changed = await ChangeAsync(logistics, distrustsBefore: false);
        var second = (await network.CodesAsync(shipment, packages: 1))[0];
        Assert.Equal(changed.KeyId, (await LabelScenario.ReadAsync(network.Supplier, second)).KeyId);
        Assert.NotEqual(changed.KeyId, (await LabelScenario.ReadAsync(network.Supplier, first)).KeyId);

        await ChangeAsync(logistics, distrustsBefore: true);
        foreach (var code in new[] { first, second })
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, "label_key_distrusted", "code", network.Supplier,
                client => client.GetAsync($"/logistics/labels/{code}", Ct));
        }

        await LabelScenario.ReadAsync(network.Supplier, (await network.CodesAsync(shipment, packages: 1))[0]);
        var keys = (await LogisticsScenario.ReadAsync<ListLabelKeys.View>(
            HttpStatusCode.OK, await network.Supplier.GetAsync("/logistics/label-keys", Ct))).Items;
        Assert.Equal([false, false, true], keys.Select(key => key.IsInUse));
        Assert.Equal([LogisticsScenario.Now, LogisticsScenario.Now, null], keys.Select(key => key.DistrustedAt));
        await using var db = logistics.OpenDbAs(Caller.System);
        Assert.Equal(1, db.LabelKeys.Count(key => key.PrivateKey != null));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_that_print_the_first_labels_at_once_both_have_labels_that_hold(Engine engine)
    {
        await using var logistics = await SharedServices.StartAsync(engine, new FixedClock(LogisticsScenario.Now));
        var network = await NetworkScenario.WithShipmentsAsync(logistics, count: 1);

        var printed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => network.CodesAsync(network.ShipmentIds[0], packages: 1)));

        Assert.Single(printed.Select(codes => LabelCode.TryRead(codes[0], out var code) ? code.KeyId : "").Distinct());
        await LabelScenario.ReadAsync(network.Supplier, printed[^1][0]);
    }

    static async Task<LabelKeyView> ChangeAsync(ServiceUnderTest<LogisticsDb> logistics, bool distrustsBefore) =>
        await LogisticsScenario.ReadAsync<LabelKeyView>(
            HttpStatusCode.OK,
            await logistics.Client(Roles.Operator).PostOnceAsync(
                "/logistics/label-keys", new { reason = "例行更换", distrustsBefore }, ct: Ct));
}
