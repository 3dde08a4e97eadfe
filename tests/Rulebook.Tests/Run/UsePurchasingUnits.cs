using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Files pairings with PurchasingUnits, which is started for the first, and hands on to Crediting what it tells.</summary>
sealed class UsePurchasingUnits(World world) : IAsyncDisposable
{
    ServiceUnderTest<UnitsDb>? _units;

    /// <summary>Files a pairing, and returns the code of the refusal, or "" when it was taken.</summary>
    public async Task<string> RegisterAsync(GivenPairing pairing)
    {
        _units ??= await ServiceUnderTest<UnitsDb>.StartAsync(
            world.Engine,
            "PurchasingUnits",
            PurchasingUnitsService.Name,
            host => host.AddPurchasingUnits(),
            app => app.MapPurchasingUnits(),
            world.Clock,
            world.Ct);
        var id = pairing.Name is null ? Guid.CreateVersion7() : world.HolderId(pairing.Name);
        var (code, _) = await CreditingHttp.PostAsync(
            _units.ClientWith(TestTokens.For(Roles.Official, tier: "Nation", subject: world.By)),
            "/units/pairings",
            new
            {
                pairingId = id,
                scheme = pairing.Scheme,
                tier = pairing.Tier,
                eastRegionId = pairing.East,
                westRegionId = pairing.West,
                validFrom = pairing.From,
                validTo = pairing.To,
                transitionUntil = pairing.TransitionUntil,
                sourceDocument = pairing.Document ?? "结对文件2号",
            },
            world.Ct);
        if (code is null)
        {
            var told = await Eventually.NotNullAsync(
                () => Task.FromResult(_units.Published<PairingPublished>().FirstOrDefault(item => item.PairingId == id)),
                "PairingPublished", ct: world.Ct);
            await world.TellAsync(told);
        }

        return code ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        if (_units is not null)
        {
            await _units.DisposeAsync();
        }
    }
}
