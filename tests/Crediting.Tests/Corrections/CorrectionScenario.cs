using System.Net;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Corrections;

/// <summary>Proposals to correct a sale: its goods came from the prefecture, not from its county (CR-19).</summary>
static class CorrectionScenario
{
    public const string Path = "/credits/corrections";

    public static object Proposal(
        Guid correctionId, Guid lineId, string? origin = "513400", string reason = "产地登记有误", string document = "稽核〔2024〕3号") => new
        {
            correctionId,
            lineId,
            acceptanceNo = 1,
            originRegionId = origin,
            reason,
            document,
        };

    extension(HttpClient client)
    {
        /// <summary>Proposes to correct the sale, and gives the id of the correction.</summary>
        public async Task<Guid> ProposeAsync(Guid lineId)
        {
            var correctionId = Guid.CreateVersion7();
            await client.PostOnceAsync(Path, Proposal(correctionId, lineId), ct: TestContext.Current.CancellationToken)
                .JsonAsync(HttpStatusCode.Created);
            return correctionId;
        }

        /// <summary>Decides a correction: "approval" or "refusal".</summary>
        public Task<HttpResponseMessage> DecideAsync(Guid correctionId, string decision, string note = "已核实") =>
            client.PostOnceAsync($"{Path}/{correctionId}/{decision}", new { note }, ct: TestContext.Current.CancellationToken);
    }
}
