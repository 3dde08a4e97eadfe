using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>GET /logistics/shipments/{shipmentId}/labels.</summary>
public sealed class GetPackageLabelsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_package_has_a_label_with_a_code_of_its_own(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var shipment = network.ShipmentIds[0];

        var labels = await network.LabelsAsync(shipment, packages: 12);

        Assert.Equal(Enumerable.Range(1, 12), labels.Select(label => label.Number));
        Assert.All(labels, label => Assert.Equal((12, shipment, NetworkScenario.Due), (label.Packages, label.ShipmentId, label.DeliverOn)));
        Assert.All(labels, label => Assert.NotEmpty(label.ProductNames));
        Assert.All(labels, label => Assert.True(LabelCode.TryRead(label.Code, out var code)
            && (code.Kind, code.Id, code.Number, code.Of) == (LabelKind.Package, shipment, label.Number, 12)));
        Assert.Equal(12, labels.Select(label => label.Code).Distinct().Count());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Two_hundred_come_at_once_and_the_rest_by_a_second_call(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var shipment = network.ShipmentIds[0];

        Assert.Equal(200, (await network.LabelsAsync(shipment, packages: 450)).Count);
        var rest = await LogisticsScenario.ReadAsync<Logistics.Labels.PackageLabels>(
            HttpStatusCode.OK, await network.Supplier.GetAsync(LabelScenario.PathOf(shipment, "packages=450&from=401"), Ct));
        Assert.Equal(Enumerable.Range(401, 50), rest.Items.Select(label => label.Number));
        foreach (var (query, field) in new[]
        {
            ("packages=0", "packages"), ("packages=1001", "packages"), ("packages=5&from=6", "from"), ("packages=5&until=6", "until"),
            ("packages=450&from=1&until=201", "until"), ("packages=5&from=3&until=2", "until"),
        })
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, "out_of_range", field, network.Supplier,
                client => client.GetAsync(LabelScenario.PathOf(shipment, query), Ct));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stranger_gets_none_and_nobody_those_of_what_was_cancelled(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var shipment = network.ShipmentIds[0];
        foreach (var stranger in new[] { Roles.Supplier, Roles.Keeper })
        {
            await Refused.AsAsync(
                HttpStatusCode.NotFound, "shipment_not_found", null, network.Logistics.Client(stranger, org: Guid.CreateVersion7()),
                client => client.GetAsync(LabelScenario.PathOf(shipment), Ct));
        }

        await network.CancelAsync(shipment);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "shipment_ended", null, network.Supplier,
            client => client.GetAsync(LabelScenario.PathOf(shipment), Ct));
    }
}
