using System.Net;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Holds;

/// <summary>Suspicions and the sales that they hold (CR-17).</summary>
static class SuspicionScenario
{
    public const string Path = "/credits/suspicions";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static object Suspicion(
        Guid suspicionId, Guid? supplierId = null, Guid? unitId = null, string from = "2024-05-01", string reason = "举报核查") =>
        new { suspicionId, supplierId, unitId, from, reason };

    extension(HttpClient client)
    {
        public Task<HttpResponseMessage> RaiseAsync(object suspicion) => client.PostOnceAsync(Path, suspicion, ct: Ct);

        public Task<HttpResponseMessage> ClearAsync(Guid suspicionId, string note = "已查实") =>
            client.PostOnceAsync($"{Path}/{suspicionId}/clearance", new { note }, ct: Ct);
    }

    extension(ServiceUnderTest<CreditingDb> service)
    {
        /// <summary>A supplier of 金阳 that is under suspicion.</summary>
        public async Task<(Guid SuspicionId, Guid SupplierId)> SuspectAsync(string from = "2024-05-01")
        {
            var (suspicionId, supplierId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await service.DeliverAsync(Examples.Supplier(supplierId), ct: Ct);
            await service.Official("513430").RaiseAsync(Suspicion(suspicionId, supplierId, from: from)).JsonAsync(HttpStatusCode.Created);
            return (suspicionId, supplierId);
        }

        /// <summary>A sale that is held because its supplier is under suspicion: its line, and the hold.</summary>
        public async Task<(Guid LineId, Guid HoldId)> HoldAsync(string region = Examples.Zhenhai, string origin = Examples.Jinyang)
        {
            var (_, supplierId) = await service.SuspectAsync();
            var (unit, line) = (Examples.Unit(region), Examples.Line(origin, supplierId: supplierId));
            await service.DeliverAsync(unit, ct: Ct);
            await service.DeliverAsync(Examples.Acceptance(unit.UnitId, line), ct: Ct);
            var hold = Assert.Single((await service.Official(region).GetJsonAsync($"/credits/holds?lineId={line.LineId}")).List("items"));
            return (line.LineId, hold.GetProperty("holdId").GetGuid());
        }
    }
}
