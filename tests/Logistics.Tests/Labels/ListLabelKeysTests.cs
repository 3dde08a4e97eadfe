using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Labels;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>GET /logistics/label-keys.</summary>
public sealed class ListLabelKeysTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task By_the_public_key_a_device_checks_a_label_alone(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        Assert.True(LabelCode.TryRead((await network.CodesAsync(network.ShipmentIds[0], packages: 1))[0], out var code));

        var keys = await LogisticsScenario.ReadAsync<ListLabelKeys.View>(
            HttpStatusCode.OK,
            await network.Logistics.Client(Roles.Carrier, org: Guid.CreateVersion7()).GetAsync("/logistics/label-keys", Ct));

        var key = Assert.Single(keys.Items, key => key.KeyId == code.KeyId);
        var publicKey = Assert.Single(PublicKeys.Parse(key.PublicKey).All()).PublicKey;
        Assert.True(code.IsSignedBy(publicKey));
        Assert.Single(keys.Items, known => known.IsInUse);
    }
}
