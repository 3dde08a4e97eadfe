using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Pairings;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Pairings;

public sealed class GetPairingTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_role_sees_a_pairing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330726", "513325", "2024-01-01", "2026-01-01");

        foreach (var role in (string[])[
            Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator])
        {
            Assert.Equal(pairing, await units.Client(role).GetBodyAsync<PairingView>($"/units/pairings/{pairing.PairingId}"));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_unknown_pairing_is_not_found(Engine engine) => await (await shared.OnAsync(engine)).Client(Roles.Supplier)
        .RefusesAsync(http => http.GetAsync($"/units/pairings/{Guid.CreateVersion7()}", Ct), 404, "pairing_not_found");
}
