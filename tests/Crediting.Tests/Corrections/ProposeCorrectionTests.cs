using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Corrections;

/// <summary>POST /credits/corrections (CR-19).</summary>
public sealed class ProposeCorrectionTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_proposal_tells_what_it_would_change_and_changes_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        var before = await service.EntriesAsync(lineId);
        var correctionId = Guid.CreateVersion7();

        var proposed = await ProposeAsync(service.Official("513430"), CorrectionScenario.Proposal(correctionId, lineId)).JsonAsync(
            HttpStatusCode.Created);

        Assert.Equal(
            (correctionId.ToString(), "Sale", "Proposed"), (proposed.Text("correctionId"), proposed.Text("kind"), proposed.Text("state")));
        Assert.Equal((1L, 0L, 1_000_00L), (proposed.Number("sales"), proposed.Number("givenFen"), proposed.Number("takenFen")));
        Assert.Equal(("official-513430", "稽核〔2024〕3号"), (proposed.Text("proposedBy"), proposed.Text("document")));
        Assert.Equal(before.Select(entry => entry.EntryId), (await service.EntriesAsync(lineId)).Select(entry => entry.EntryId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_no_correction_of_a_sale_that_one_sees_is_refused(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var lineId = (await service.SellAsync()).Lines[0].LineId;
        var west = service.Official("513430");

        Assert.Equal("400 unknown_region originRegionId", await ProposeAsync(west, Proposal("999999")).FieldRefusalAsync());
        Assert.Equal("400 nothing_corrected originRegionId", await ProposeAsync(west, Proposal(null)).FieldRefusalAsync());
        Assert.Equal("400 text_blank reason", await ProposeAsync(west, Proposal("513400", reason: "")).FieldRefusalAsync());
        Assert.Equal("400 text_blank document", await ProposeAsync(west, Proposal("513400", document: " ")).FieldRefusalAsync());
        Assert.Equal("404 sale_not_found", await ProposeAsync(service.Official("441302"), Proposal("513400")).RefusalAsync());
        await service.IsForAsync(HttpMethod.Post, CorrectionScenario.Path, Roles.Official);

        object Proposal(string? origin, string reason = "产地登记有误", string document = "稽核〔2024〕3号") =>
            CorrectionScenario.Proposal(Guid.CreateVersion7(), lineId, origin, reason, document);
    }

    static Task<HttpResponseMessage> ProposeAsync(HttpClient client, object proposal) =>
        client.PostOnceAsync(CorrectionScenario.Path, proposal, ct: Ct);
}
