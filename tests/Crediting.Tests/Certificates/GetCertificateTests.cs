using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Certificates;

/// <summary>GET /credits/entries/{entryId}/certificate.</summary>
public sealed class GetCertificateTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_party_gets_the_certificate_of_its_entry_once_it_is_sealed_and_always_the_same(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        var (path, sale) = await SoldAsync(service);
        var buyer = service.Client(Roles.Purchaser, sale.UnitId);
        Assert.Equal("not_sealed_yet", (await buyer.RefusedAsync(path, HttpStatusCode.Conflict)).Code);
        await service.SealAsync();

        var first = await buyer.GetStringAsync(path, Ct);
        await service.SellAsync();
        await service.SealAsync();

        Assert.Equal(first, await service.Client(Roles.Supplier, sale.SupplierId).GetStringAsync(path, Ct));
        var certificate = JsonSerializer.Deserialize<CreditCertificate>(first, JsonSerializerOptions.Web)!;
        var keys = service.Services.GetRequiredService<PublicKeys>();
        Assert.Equal((true, true, true, true), (
            certificate.IsSigned(keys), certificate.AgreesWithEntry(), certificate.Proof.IsSound(), certificate.Proof.Head.IsSigned(keys)));
        var entry = (await service.EntriesAsync(sale.Lines[0].LineId)).Single(entry => entry.EntryId == certificate.Entry.EntryId);
        Assert.Equal(
            (entry.AmountFen, $"{entry.Scheme}", $"{entry.Tier}", entry.HolderId, entry.Reason.Rule),
            (certificate.Entry.AmountFen, certificate.Entry.Scheme, certificate.Entry.Tier, certificate.Entry.HolderId,
                certificate.Entry.Rule));
        Assert.Equal((sale.UnitId, sale.UnitName, sale.Lines[0].LineId), (
            certificate.Sale.UnitId, certificate.Sale.UnitName, certificate.Sale.LineId));

        // A changed fen is found, wherever it stands, and so is a changed name.
        foreach (var changed in new[]
        {
            certificate with { Entry = certificate.Entry with { AmountFen = certificate.Entry.AmountFen + 1 } },
            certificate with { Sale = certificate.Sale with { AmountFen = certificate.Sale.AmountFen + 1 } },
            certificate with { Sale = certificate.Sale with { SupplierName = "别家" } },
        })
        {
            Assert.False(changed.IsSigned(keys));
            Assert.NotEqual(certificate.Hash(), changed.Hash());
        }

        var fen = certificate with { Entry = certificate.Entry with { AmountFen = certificate.Entry.AmountFen + 1 } };
        Assert.False(fen.AgreesWithEntry());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_else_gets_it(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        var (path, sale) = await SoldAsync(service);
        await service.SealAsync();

        foreach (var stranger in new[]
        {
            service.Client(Roles.Purchaser, Guid.CreateVersion7()), service.Client(Roles.Supplier, Guid.CreateVersion7()),
            service.Client(Roles.Supplier, sale.UnitId), service.Client(Roles.Facilitator, sale.SupplierId),
            service.Client(Roles.Purchaser), service.Client(Roles.Official, region: "440000", tier: "Province"),
        })
        {
            foreach (var form in (string[])["", "/file"])
            {
                Assert.Equal("entry_not_found", (await stranger.RefusedAsync(path + form, HttpStatusCode.NotFound)).Code);
            }
        }

        // An official of either side may, and so may the unit above the buyer.
        await service.Official(Examples.Jinyang).GetJsonAsync(path);
        await service.Client(Roles.Auditor).GetJsonAsync(path);
        var above = Examples.Unit(Examples.Zhenhai);
        await service.DeliverAsync(above);
        await service.Client(Roles.Purchaser, above.UnitId).RefusedAsync(path, HttpStatusCode.NotFound);
        await service.DeliverAsync(Examples.Unit(Examples.Zhenhai, sale.UnitId, version: 2) with { ParentId = above.UnitId });
        await service.Client(Roles.Purchaser, above.UnitId).GetJsonAsync(path);
        await service.IsForAsync(
            HttpMethod.Get, path, Roles.Purchaser, Roles.Supplier, Roles.Facilitator, Roles.Official, Roles.Auditor, Roles.Operator);
    }

    /// <summary>The address of a certificate of a sale.</summary>
    internal static async Task<(string Path, Contracts.Logistics.DeliveryAccepted Sale)> SoldAsync(
        ServiceUnderTest<CreditingDb> service)
    {
        var sale = await service.SellAsync();
        var entry = (await service.EntriesAsync(sale.Lines[0].LineId)).Single(entry => entry.Tier == PairingTier.County);
        return ($"/credits/entries/{entry.EntryId}/certificate", sale);
    }
}
