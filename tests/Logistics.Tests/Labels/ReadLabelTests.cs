using System.Net;
using System.Security.Cryptography;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>GET /logistics/labels/{code}.</summary>
public sealed class ReadLabelTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_has_to_do_with_the_shipment_reads_what_the_label_says(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var shipment = network.ShipmentIds[0];
        var code = (await network.CodesAsync(shipment, packages: 3))[1];
        foreach (var reader in new[]
        {
            network.Supplier, network.Office, network.CityOffice, network.Logistics.Client(Roles.Purchaser, org: network.UnitId),
            network.Logistics.Client(Roles.Auditor),
        })
        {
            var read = await LabelScenario.ReadAsync(reader, code);
            Assert.Equal((LabelKind.Package, ShipmentState.Planned), (read.Kind, read.State!.Value));
            Assert.Equal((shipment, 2, 3), (read.Package!.ShipmentId, read.Package.Number, read.Package.Packages));
            Assert.Empty(read.Recalls);
        }

        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, network.Logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => client.GetAsync($"/logistics/labels/{code}", Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_that_was_mistyped_or_forged_is_told_apart(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var code = (await network.CodesAsync(network.ShipmentIds[0], packages: 3))[0];
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var (typed, refusal) in new[]
        {
            (code[1..], "label_unreadable"), (LabelScenario.Forged(code), "label_not_genuine"),
            (LabelCode.Sign(LabelKind.Package, network.ShipmentIds[0], 1, 3, foreign).ToString(), "label_key_unknown"),
        })
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, refusal, "code", network.Supplier, client => client.GetAsync($"/logistics/labels/{typed}", Ct));
        }
    }
}
